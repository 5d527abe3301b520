"""An athlete's calendars, our cycles in them, and what has to hold whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.local_calendar import LocalCalendar
from connectors.ports import TimeWindow
from sync_service.annotation import without_any_fence
from sync_service.athlete_settings import AthleteSettings, Role
from sync_service.holding import holding
from sync_service.job import Job
from sync_service.sync_athlete import CycleReport, Run, sync_athlete
from sync_service.sync_calendar import SyncCalendar
from sync_service.take_back import TakenBack, purge, undo
from tests.machine.athlete import ZONE, Athlete
from tests.machine.faults import Boundaries, Killed, Network, kill

EVERYTHING = TimeWindow(datetime(2026, 1, 1, tzinfo=ZONE), datetime(2027, 1, 1, tzinfo=ZONE))
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_QUIET_CYCLES = 6


@dataclass
class World(Athlete):
    """The athlete, and us."""

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
        ours = network(self.calendar_in(self.ours, seam))
        feed = IcsFeedReader(str(self.folder / "feed.ics"), trust=Trust.OPERATOR, default_zone=ZONE)
        calendars = (
            SyncCalendar("training", training, writer=training),
            SyncCalendar("feed", feed, role=Role.TRAINING),
            SyncCalendar("ours", ours, role=None, writer=ours, own=True),
        )
        return Job(self.settings(), calendars, days_back=3, days_ahead=self.days_ahead)

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
        self._same(self.training, lambda event: without_any_fence(event.description))

    def _same(self, folder: Path, words: Callable[[CalendarEvent], str]) -> None:
        scratch = self.folder / "as-found"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for name, text in self.found.files.items():
            (scratch / name).write_bytes(text.encode())
        wanted = {
            _what(e, e.description) for e in self.calendar_in(scratch).read(EVERYTHING).events
        }
        stands = {_what(e, words(e)) for e in self.calendar_in(folder).read(EVERYTHING).events}
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


def _what(event: CalendarEvent, words: str) -> tuple[object, ...]:
    return event.uid, event.start, event.end, event.summary, words
