"""An athlete's calendars, our cycles in them, and what has to hold whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.local_calendar import LocalCalendar
from connectors.ports import TimeWindow
from sync_service.annotation import without_any_fence
from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import Role
from sync_service.job import Job
from sync_service.store.database import Store
from sync_service.sync_athlete import CycleReport
from sync_service.sync_calendar import SyncCalendar
from tests.machine.any_world import ZONE
from tests.machine.athlete import Athlete
from tests.machine.faults import Boundaries, Network, kill

EVERYTHING = TimeWindow(datetime(2026, 1, 1, tzinfo=ZONE), datetime(2027, 1, 1, tzinfo=ZONE))


@dataclass
class World(Athlete):
    """The athlete, and us."""

    # What we do

    def settings(self) -> AthleteSettings:
        return AthleteSettings.model_validate(self.settings_said())

    def job(
        self, inside: Callable[[str], None], network: Callable[[LocalCalendar], Network] = Network
    ) -> Job:
        training = LocalCalendar(self.training, label="training", default_zone=ZONE, seam=inside)
        ours = network(self.calendar_in(self.ours, inside))
        feed = IcsFeedReader(str(self.feed_file), trust=Trust.OPERATOR, default_zone=ZONE)
        calendars = (
            SyncCalendar("training", training, writer=training),
            SyncCalendar("feed", feed, role=Role.TRAINING),
            SyncCalendar("ours", ours, role=None, writer=ours, own=True),
        )
        return Job(self.settings(), calendars, days_back=3, days_ahead=self.days_ahead)

    def job_in(self, store: Store, inside: Callable[[str], None]) -> Job:  # noqa: ARG002
        return self.job(inside)

    def sync(
        self, seam: Boundaries | None = None, network: Callable[[LocalCalendar], Network] = Network
    ) -> CycleReport | None:
        return self.cycle(seam or Boundaries(), lambda _, inside: self.job(inside, network))

    def inside(self, boundaries: Boundaries) -> Boundaries:
        # a folder has no lock that other programs heed: who edits between our last look at a file
        # and its replacement is not seen, so only a kill happens there
        return boundaries if boundaries.happens is kill else Boundaries()

    def lose_the_database(self) -> None:
        """What was refused is forgotten with it, and may come again."""
        shutil.rmtree(self.database.parent, ignore_errors=True)
        self.refused.clear()
        self.held = False

    def sync_with_a_fault(self, at: int, *, after: bool) -> None:
        self.sync(network=lambda calendar: Network(calendar, fails_at=at, after_commit=after))

    def sync_unread(self) -> None:
        self.sync(network=lambda calendar: Network(calendar, reads_fail=True))

    def is_as_found_after_a_purge(self) -> None:
        self.purge()
        for name, text in self.found.files.items():
            assert (self.training / name).read_bytes().decode() == text, name
        names = sorted(path.name for path in self.training.iterdir())
        assert names == sorted(self.found.files)
        assert not list(self.ours.glob("*"))

    # What has to hold

    def all_that_stands(self) -> Mapping[str, bytes]:
        return self.bytes_of_calendars()

    def bytes_of_calendars(self) -> dict[str, bytes]:
        files = sorted((*self.training.glob("*.ics"), *self.ours.glob("*.ics")))
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}

    def own_text_is_kept(self) -> None:
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

    def theirs_is_kept(self) -> None:
        for name, content in self.theirs.items():
            assert (self.ours / name).read_bytes() == content

    def nobody_is_disturbed(self) -> None:
        for path in self.ours.glob("*.ics"):
            text = path.read_text()
            assert "VALARM" not in text
            assert "ATTENDEE" not in text
            assert "ORGANIZER" not in text


def _what(event: CalendarEvent, words: str) -> tuple[object, ...]:
    return event.uid, event.start, event.end, event.summary, words
