"""An athlete's calendars, what the athlete does in them, and what has to hold whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.local_calendar import LocalCalendar, Missing
from connectors.ports import TimeWindow
from sync_service.annotation import without_annotation
from sync_service.athlete_settings import AthleteSettings, Role
from sync_service.holding import holding
from sync_service.job import Job
from sync_service.store.database import Store, open_store
from sync_service.sync_athlete import CycleReport, Run, sync_athlete
from sync_service.sync_calendar import SyncCalendar
from sync_service.take_back import TakenBack, purge, undo
from tests.machine.faults import Boundaries, Killed, Network, kill
from tests.machine.folders import AsFound, Seed, edit, with_property

ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 3, 25, 9, tzinfo=UTC)  # the clocks go forward on the Sunday after
PRIVATE_TITLE = "Dentist about the tooth"
EVERYTHING = TimeWindow(datetime(2026, 1, 1, tzinfo=ZONE), datetime(2027, 1, 1, tzinfo=ZONE))
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_QUIET_CYCLES = 6
TITLES = (
    "Intervals 5 x 1000 m",
    "Tempo run 8 km",
    "Easy run 6 km",
    "Long run 24 km",
    "Lower body strength heavy",
    "Upper body strength heavy",
    "6 km easy + upper body",
)


@dataclass
class World:
    """One athlete with a calendar folder of their own, a feed to read, and a calendar for us."""

    folder: Path
    moves: str = "suggest"
    now: datetime = BEGIN
    found: AsFound = field(default_factory=AsFound)
    feed: dict[str, Seed] = field(default_factory=dict)
    trash: dict[str, bytes] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    theirs: dict[str, bytes] = field(default_factory=dict)
    made: int = 0
    held: bool = False

    def __post_init__(self) -> None:
        self.training.mkdir(parents=True)
        self._write_feed()
        self.put("private", PRIVATE_TITLE, self.now + timedelta(days=1))

    @property
    def training(self) -> Path:
        return self.folder / "training"

    @property
    def ours(self) -> Path:
        return self.folder / "ours"

    @property
    def database(self) -> Path:
        return self.folder / "kept" / "counterpoint.db"

    # What the athlete does

    def put(self, uid: str, summary: str, start: datetime, minutes: int = 60) -> None:
        seed = Seed(uid, summary, start, start + timedelta(minutes=minutes), "my own words")
        (self.training / f"{uid}.ics").write_bytes(seed.text().encode())
        self.found.files[f"{uid}.ics"] = seed.text()

    def add(self, title: str, start: datetime) -> None:
        self.made += 1
        self.put(f"w{self.made}", title, start)

    def workouts(self) -> list[str]:
        return sorted(name for name in self.found.files if name.startswith("w"))

    def drag(self, name: str, start: datetime) -> None:
        def moved(text: str) -> str:
            text = with_property(text, "DTSTART", f"{start:%Y%m%dT%H%M%SZ}")
            return with_property(text, "DTEND", f"{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}")

        self._edit(name, moved)

    def rename(self, name: str, title: str) -> None:
        self._edit(name, lambda text: with_property(text, "SUMMARY", title))

    def write_notes(self, name: str, words: str) -> None:
        """Other words before what stands, ours or not, as in any calendar's text field."""

        def noted(text: str) -> str:
            return text.replace("DESCRIPTION:my own words", f"DESCRIPTION:{words}", 1)

        self._edit(name, noted)

    def delete(self, name: str) -> None:
        (self.training / name).unlink()
        del self.found.files[name]

    def _edit(self, name: str, change: Callable[[str], str]) -> None:
        edit(self.training / name, change)
        self.found.edit([name], change)

    def owned(self) -> list[CalendarEvent]:
        if not self.ours.exists():
            return []
        return sorted(self._calendar(self.ours).owned(), key=lambda event: event.uid)

    def pick(self, index: int) -> CalendarEvent | None:
        """An event of ours that the athlete has not made theirs."""
        free = [event for event in self.owned() if _file(event) not in self.theirs]
        return free[index % len(free)] if free else None

    def dismiss(self, event: CalendarEvent) -> None:
        path = self.ours / _file(event)
        self.trash[path.name] = path.read_bytes()
        path.unlink()
        assert event.mark is not None
        if event.mark.key in self._noted_keys():
            self.refused.add((event.mark.key, event.mark.content_hash))

    def _noted_keys(self) -> set[str]:
        """What we know to have written.

        What was written by a killed cycle and deleted before the next one looks as if it had never
        been written: a folder keeps no trace of it, so it comes once more.
        """
        if not self.database.exists():
            return set()
        store = self.store()
        with store.reading("Sam") as ledger:
            keys = {item.key for item in ledger.items()}
        store.close()
        return keys

    def restore(self, name: str) -> None:
        """Put a deleted item back, out of the trash, if it has not been made anew."""
        if (self.ours / name).exists() or not self.ours.exists():
            return
        (self.ours / name).write_bytes(self.trash.pop(name))
        event = next((each for each in self.owned() if _file(each) == name), None)
        assert event is not None
        assert event.mark is not None
        self.refused.discard((event.mark.key, event.mark.content_hash))

    def rewrite(self, event: CalendarEvent) -> None:
        path = self.ours / _file(event)
        edit(path, lambda text: with_property(text, "SUMMARY", "my own plan"))
        self.theirs[path.name] = path.read_bytes()

    def feed_shows(self, seeds: dict[str, Seed]) -> None:
        self.feed = seeds
        self._write_feed()

    def feed_breaks(self) -> None:
        (self.folder / "feed.ics").write_text("<html><body>Please log in</body></html>")

    def _write_feed(self) -> None:
        bodies = (seed.text().split("BEGIN:VEVENT\r\n")[1] for seed in self.feed.values())
        events = (f"BEGIN:VEVENT\r\n{body.split('END:VEVENT')[0]}END:VEVENT\r\n" for body in bodies)
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Plan//EN\r\n"
        text = f"{head}{''.join(events)}END:VCALENDAR\r\n"
        (self.folder / "feed.ics").write_bytes(text.encode())

    # What we do

    def settings(self) -> AthleteSettings:
        return AthleteSettings.model_validate(
            {
                "name": "Sam",
                "time_zone": ZONE.key,
                "fuel": "summary",
                "moves": self.moves,
                "windows": {day: ["06:00-08:00", "17:00-19:00"] for day in _WEEKDAYS},
            }
        )

    def job(
        self, seam: Callable[[str], None], network: Callable[[LocalCalendar], Network] = Network
    ) -> Job:
        training = LocalCalendar(self.training, label="training", default_zone=ZONE, seam=seam)
        ours = network(self._calendar(self.ours, seam))
        feed = IcsFeedReader(str(self.folder / "feed.ics"), trust=Trust.OPERATOR, default_zone=ZONE)
        calendars = (
            SyncCalendar("training", training, writer=training),
            SyncCalendar("feed", feed, role=Role.TRAINING),
            SyncCalendar("ours", ours, role=None, writer=ours, own=True),
        )
        return Job(self.settings(), calendars, days_back=3, days_ahead=8)

    def _calendar(self, folder: Path, seam: Callable[[str], None] | None = None) -> LocalCalendar:
        return LocalCalendar(
            folder,
            label="ours",
            default_zone=ZONE,
            missing=Missing.NEW,
            now=lambda: self.now,
            seam=seam or Boundaries(),
        )

    def store(self) -> Store:
        self.database.parent.mkdir(exist_ok=True)
        key = self.database.parent / "key"
        return open_store(f"sqlite:///{self.database}", now=self.now, key_file=key)

    def sync(
        self, seam: Boundaries | None = None, network: Callable[[LocalCalendar], Network] = Network
    ) -> CycleReport | None:
        """One cycle in a process of its own; None where it was killed."""
        boundaries = seam or Boundaries()
        # a folder has no lock that other programs heed: who edits between our last look at a file
        # and its replacement is not seen, so only a kill happens there
        inside = boundaries if boundaries.happens is kill else Boundaries()
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                run = Run(store, lease, boundaries)
                report = sync_athlete(self.job(inside, network), run, self.now)
            self.held = report.held is not None
        except Killed:
            return None
        else:
            return report
        finally:
            store.close()

    def killed_sync(self, at: int) -> None:
        self.sync(Boundaries(at, kill))

    def undo(self) -> TakenBack | None:
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                return undo(self.job(Boundaries()), Run(store, lease), self.now)
        finally:
            store.close()

    def purge(self) -> TakenBack:
        store = self.store()
        try:
            with holding(store, "Sam") as lease:
                return purge(self.job(Boundaries()), Run(store, lease), self.now)
        finally:
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
        before = self.bytes_of_calendars()
        report = self.sync()
        assert report is not None
        assert not report.outlook.plan.changes, report.outlook.plan.changes
        assert self.bytes_of_calendars() == before, "nothing changed, nothing written"
        self.check()
        self.nothing_private_is_kept()

    def is_as_found_after_a_purge(self) -> None:
        self.purge()
        for name, text in self.found.files.items():
            assert (self.training / name).read_bytes().decode() == text, name
        names = sorted(path.name for path in self.training.iterdir())
        assert names == sorted(self.found.files)
        assert not list(self.ours.glob("*"))

    def release(self) -> None:
        store = self.store()
        with store.writing("Sam") as ledger:
            for plan in ledger.held_plans():
                ledger.release(plan.id, self.now)
        store.close()

    # What has to hold

    def bytes_of_calendars(self) -> dict[str, bytes]:
        files = sorted((*self.training.glob("*.ics"), *self.ours.glob("*.ics")))
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}

    def check(self) -> None:
        self._own_text_is_kept()
        self._nothing_is_doubled()
        self._refused_stays_away()
        self._theirs_is_kept()
        self._nobody_is_disturbed()

    def _own_text_is_kept(self) -> None:
        self._same(self.training, lambda event: without_annotation(event.description))

    def _same(self, folder: Path, words: Callable[[CalendarEvent], str]) -> None:
        scratch = self.folder / "as-found"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for name, text in self.found.files.items():
            (scratch / name).write_bytes(text.encode())
        wanted = {_what(e, e.description) for e in self._calendar(scratch).read(EVERYTHING).events}
        stands = {_what(e, words(e)) for e in self._calendar(folder).read(EVERYTHING).events}
        assert stands == wanted

    def _nothing_is_doubled(self) -> None:
        keys = [event.mark.key for event in self.owned() if event.mark]
        assert len(keys) == len(set(keys))

    def _refused_stays_away(self) -> None:
        for event in self.owned():
            assert event.mark is not None
            assert (event.mark.key, event.mark.content_hash) not in self.refused

    def _theirs_is_kept(self) -> None:
        for name, content in self.theirs.items():
            assert (self.ours / name).read_bytes() == content

    def _nobody_is_disturbed(self) -> None:
        for path in self.ours.glob("*.ics"):
            text = path.read_text()
            assert "VALARM" not in text
            assert "ATTENDEE" not in text
            assert "ORGANIZER" not in text

    def nothing_private_is_kept(self) -> None:
        for path in self.database.parent.iterdir():
            assert b"tooth" not in path.read_bytes()


def _file(event: CalendarEvent) -> str:
    assert event.handle is not None
    return event.handle.ref.split("/")[0]


def _what(event: CalendarEvent, words: str) -> tuple[object, ...]:
    return event.uid, event.start, event.end, event.summary, words
