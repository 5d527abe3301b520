"""An athlete, a feed and us, whatever their calendars are kept in, and what has to hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from sync_service.holding import holding
from sync_service.job import Job
from sync_service.store.database import Store, open_store
from sync_service.sync_athlete import CycleReport, Run, sync_athlete
from sync_service.take_back import TakenBack, purge, undo
from tests.machine.faults import Boundaries, Killed, kill
from tests.machine.folders import Seed

ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 3, 25, 9, tzinfo=UTC)  # the clocks go forward on the Sunday after
PRIVATE_TITLE = "Dentist about the tooth"
TITLES = (
    "Intervals 5 x 1000 m",
    "Tempo run 8 km",
    "Easy run 6 km",
    "Long run 24 km",
    "Lower body strength heavy",
    "Upper body strength heavy",
    "6 km easy + upper body",
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_QUIET_CYCLES = 6


@dataclass
class AnyWorld(ABC):
    """What all worlds share; what an athlete does in a calendar is for each to say."""

    folder: Path
    moves: str = "suggest"
    days_ahead: int = 8
    now: datetime = BEGIN
    feed: dict[str, Seed] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    made: int = 0
    held: bool = False

    # What the athlete does

    @abstractmethod
    def add(self, title: str, start: datetime) -> None:
        """Put a workout into the calendar."""

    @abstractmethod
    def workouts(self) -> list[str]:
        """The names of the workouts that the athlete put there."""

    @abstractmethod
    def drag(self, name: str, start: datetime) -> None:
        """Drop a workout elsewhere."""

    @abstractmethod
    def rename(self, name: str, title: str) -> None:
        """Give a workout another title."""

    @abstractmethod
    def write_notes(self, name: str, words: str) -> None:
        """Write into a workout, before what stands there."""

    @abstractmethod
    def delete(self, name: str) -> None:
        """Delete a workout."""

    @abstractmethod
    def write_in_fence(self, name: str) -> None:
        """Write between our lines."""

    @abstractmethod
    def take_note_out(self, name: str) -> None:
        """Take our lines out of a workout."""

    @abstractmethod
    def owned(self) -> list[CalendarEvent]:
        """The events of ours that stand."""

    @abstractmethod
    def is_theirs(self, event: CalendarEvent) -> bool:
        """Whether the athlete has made the event of ours theirs."""

    @abstractmethod
    def dismiss(self, event: CalendarEvent) -> None:
        """Delete an event of ours."""

    @abstractmethod
    def in_trash(self) -> list[str]:
        """The names of the events of ours that could be restored."""

    @abstractmethod
    def restore(self, name: str) -> None:
        """Put an event of ours back, out of the trash."""

    @abstractmethod
    def rewrite(self, event: CalendarEvent) -> None:
        """Give an event of ours another title."""

    @abstractmethod
    def drag_suggestion(self, event: CalendarEvent, start: datetime) -> None:
        """Drop a suggestion elsewhere."""

    def pick(self, index: int) -> CalendarEvent | None:
        """An event of ours that the athlete has not made theirs."""
        free = [event for event in self.owned() if not self.is_theirs(event)]
        return free[index % len(free)] if free else None

    def pick_suggestion(self, index: int) -> CalendarEvent | None:
        """A suggestion that the athlete has not made theirs."""
        ours = (event for event in self.owned() if not self.is_theirs(event))
        found = [event for event in ours if event.mark and event.mark.kind == "suggestion"]
        return found[index % len(found)] if found else None

    # The feed

    def feed_shows(self, seeds: dict[str, Seed]) -> None:
        self.feed = seeds
        bodies = (seed.text().split("BEGIN:VEVENT\r\n")[1] for seed in self.feed.values())
        events = (f"BEGIN:VEVENT\r\n{body.split('END:VEVENT')[0]}END:VEVENT\r\n" for body in bodies)
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Plan//EN\r\n"
        self.feed_file.write_bytes(f"{head}{''.join(events)}END:VCALENDAR\r\n".encode())

    def feed_breaks(self) -> None:
        self.feed_file.write_text("<html><body>Please log in</body></html>")

    @property
    def feed_file(self) -> Path:
        return self.folder / "feed.ics"

    # What we do

    @abstractmethod
    def job_in(self, store: Store, inside: Callable[[str], None]) -> Job:
        """The athlete's calendars; `inside` is told of the boundaries within a calendar."""

    def inside(self, boundaries: Boundaries) -> Boundaries:
        """What happens at the boundaries within a calendar."""
        return boundaries

    def sync(self, seam: Boundaries | None = None) -> CycleReport | None:
        """One cycle in a process of its own; None where it was killed."""
        return self.cycle(seam or Boundaries(), self.job_in)

    def cycle(
        self, boundaries: Boundaries, job: Callable[[Store, Callable[[str], None]], Job]
    ) -> CycleReport | None:
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                run = Run(store, lease, boundaries)
                report = sync_athlete(job(store, self.inside(boundaries)), run, self.now)
            self.held = report.held is not None
        except Killed:
            return None
        else:
            return report
        finally:
            store.close()

    def killed_sync(self, at: int) -> None:
        self.sync(Boundaries(at, kill))

    @abstractmethod
    def sync_with_a_fault(self, at: int, *, after: bool) -> None:
        """A cycle in which the network fails at a write, before or after it was done."""

    @abstractmethod
    def sync_unread(self) -> None:
        """A cycle in which our calendar cannot be read."""

    def undo(self) -> TakenBack | None:
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                return undo(self.job_in(store, Boundaries()), Run(store, lease), self.now)
        finally:
            store.close()

    def purge(self) -> TakenBack:
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                return purge(self.job_in(store, Boundaries()), Run(store, lease), self.now)
        finally:
            store.close()

    def release(self) -> None:
        store = self.store()
        with store.writing("Sam") as ledger:
            for plan in ledger.held_plans():
                ledger.release(plan.id, self.now)
        store.close()

    def comes_to_rest(self) -> None:
        """With nothing else happening, cycles come to rest and then write nothing."""
        for _ in range(_QUIET_CYCLES):
            report = self.sync()
            assert report is not None
            if report.held is not None:
                self.release()
            elif not report.outlook.plan.changes:
                break
        before = self.all_that_stands()
        report = self.sync()
        assert report is not None
        assert not report.outlook.plan.changes, report.outlook.plan.changes
        assert self.all_that_stands() == before, "nothing changed, nothing written"
        self.check()
        self.nothing_private_is_kept()

    # What is kept

    @property
    def database(self) -> Path:
        return self.folder / "kept" / "counterpoint.db"

    def store(self) -> Store:
        self.database.parent.mkdir(parents=True, exist_ok=True)
        key = self.database.parent / "key"
        return open_store(f"sqlite:///{self.database}", now=self.now, key_file=key)

    def noted_keys(self) -> set[str]:
        """What we know to have written.

        What was written by a killed cycle and deleted before the next one looks as if it had never
        been written: a calendar keeps no trace that tells of it, so it comes once more.
        """
        if not self.database.exists():
            return set()
        store = self.store()
        with store.reading("Sam") as ledger:
            keys = {item.key for item in ledger.items()}
        store.close()
        return keys

    def generations(self) -> list[int]:
        """How often ids had to be made anew, as it is kept."""
        store = self.store()
        with store.reading("Sam") as ledger:
            numbers = [each.number for each in ledger.generations()]
        store.close()
        return numbers

    # What has to hold

    @abstractmethod
    def all_that_stands(self) -> Mapping[str, object]:
        """Everything in every calendar, in its version; events of ours by names of "ours"."""

    @abstractmethod
    def is_as_found_after_a_purge(self) -> None:
        """Purge, and compare."""

    def check(self) -> None:
        self.own_text_is_kept()
        self._nothing_is_doubled()
        self._refused_stays_away()
        self.theirs_is_kept()
        self.nobody_is_disturbed()

    @abstractmethod
    def own_text_is_kept(self) -> None:
        """The athlete's events say what they would say without us."""

    @abstractmethod
    def theirs_is_kept(self) -> None:
        """What the athlete made theirs is as they left it."""

    @abstractmethod
    def nobody_is_disturbed(self) -> None:
        """Nothing of ours invites or rings."""

    def _nothing_is_doubled(self) -> None:
        keys = [event.mark.key for event in self.owned() if event.mark]
        assert len(keys) == len(set(keys))

    def _refused_stays_away(self) -> None:
        for event in self.owned():
            assert event.mark is not None
            assert (event.mark.key, event.mark.content_hash) not in self.refused

    def refuse(self, event: CalendarEvent) -> None:
        """Remember that an event of ours was deleted, where we know that we wrote it."""
        assert event.mark is not None
        if event.mark.key in self.noted_keys():
            self.refused.add((event.mark.key, event.mark.content_hash))

    def nothing_private_is_kept(self) -> None:
        for path in self.database.parent.iterdir():
            assert b"tooth" not in path.read_bytes()

    def settings_said(self) -> dict[str, object]:
        """The athlete's settings, other than where their calendars are."""
        return {
            "name": "Sam",
            "time_zone": ZONE.key,
            "fuel": "summary",
            "moves": self.moves,
            "windows": {day: ["06:00-08:00", "17:00-19:00"] for day in WEEKDAYS},
        }
