"""A folder of .ics files as a calendar that is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import SourceUnavailable
from connectors.local_calendar.entry import BusyFolder, Missing, UnreadableFile
from connectors.local_calendar.event_file import EventFile
from connectors.local_calendar.folder import Folder, Seam
from connectors.local_calendar.known_files import KnownFiles
from connectors.local_calendar.moved_events import moved_in
from connectors.local_calendar.text_traces import event_by_place, is_place, traces_in_text
from connectors.local_calendar.writes import Writes
from connectors.ports import Problem, ReadResult, TimeWindow
from connectors.writing import Capabilities, Moved, Outcome, Write, WriteResult

_MAX_PROBLEMS = 200
_TWICE = "its UID stands in another file, too; the first file by name counts"
_BUSY = "another program of ours is writing into the folder; it is tried again later"


def _no_seam(_boundary: str) -> None:
    """Nothing happens between the steps of a write."""


def _clock() -> datetime:
    return datetime.now(UTC)


class LocalCalendar:
    """A vdir: each .ics file holds the components of one UID.

    Every read is a full one, with no cursor; what did not change since the last read of the same
    window is remembered. A file that cannot be read, wholly or in part, is a problem and makes
    the read incomplete, so that nothing is concluded from what it may have held.
    """

    def __init__(  # noqa: PLR0913 (a source names two, a target three, a test the rest)
        self,
        folder: Path,
        *,
        default_zone: ZoneInfo,
        label: str = "local calendar",
        missing: Missing = Missing.UNAVAILABLE,
        now: Callable[[], datetime] = _clock,
        seam: Seam = _no_seam,
    ) -> None:
        """Stand for the folder; nothing is touched yet.

        `default_zone` is the athlete's: floating times are read in it, and days begin in it.
        `missing` says what it means that the folder is not there. `now` stamps what is written
        (DTSTAMP). `seam` is called at every boundary of a write, for tests of what a kill leaves.
        """
        self._label = label
        self._zone = default_zone
        self._folder = Folder(folder, label, missing, seam)
        self._files = KnownFiles(self._folder, label, default_zone)
        self._now = now

    @property
    def label(self) -> str:
        """The short name of the calendar."""
        return self._label

    @property
    def capabilities(self) -> Capabilities:
        """Instances can be edited; nobody answers here."""
        return Capabilities(edits_instances=True, answers=False, batch_size=50)

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        """Return all that touches `window`; raise SourceUnavailable or CalendarGone."""
        found: dict[tuple[str, str | None], CalendarEvent] = {}
        problems: list[Problem] = []
        whole = True
        for file in self._files.read(window):
            whole = whole and file.whole
            problems += file.problems
            problems += self._twice(file.events, found)
            for event in file.events:
                found.setdefault((event.uid, event.recurrence_id), event)
        return ReadResult(tuple(found.values()), window, whole, problems=self._told(problems))

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        """Do the writes in order; raise NotWritable, SourceUnavailable or CalendarGone."""
        if writes:
            self._folder.make()
        doing = Writes(self._folder, self._files, self._now)
        for write in writes:
            try:
                with self._folder.locked():
                    result = doing.do(write)
            except BusyFolder:
                result = WriteResult(Outcome.LATER, why=_BUSY)
            yield result

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event as it stands now; raise SourceUnavailable where its file cannot be read."""
        try:
            file = self._files.located(handle)
        except UnreadableFile as error:
            raise SourceUnavailable(self._label, f"a file: {error}") from error
        if file is None:
            return None
        name = handle.recurrence_id
        if is_place(name):
            return event_by_place(file, name)
        return file.standing(name, even_cancelled=True)

    def owned(self) -> Iterator[CalendarEvent]:
        """Every event of ours, by the names of the files; raise as `read` does."""
        for brief in self._files.briefs():
            event = self._event_of_ours(brief.name) if brief.may_be_ours else None
            if event is not None:
                yield event

    def refuse_unwritable(self) -> None:
        """Raise NotWritable where the folder can neither be written nor made."""
        self._folder.refuse_unwritable()

    def leave(self) -> None:
        """Stay: a folder may have been there before us, and an empty one is in nobody's way."""

    def traces(self) -> Iterator[CalendarEvent]:
        """The athlete's own events with something of ours, by file; raise as `read` does."""
        for brief in self._files.briefs():
            file = self._file(brief.name) if brief.may_be_ours else None
            if file is not None:
                reached = tuple(file.traces())
                yield from reached
                yield from traces_in_text(file, reached)

    def moved(self) -> Iterator[Moved]:
        """The athlete's own events that stand where we moved them; raise as `read` does."""
        for brief in self._files.briefs():
            file = self._file(brief.name) if brief.may_be_ours else None
            if file is not None:
                yield from moved_in(file)

    def _event_of_ours(self, name: str) -> CalendarEvent | None:
        file = self._file(name)
        event = None if file is None else file.standing(None, even_cancelled=True)
        return event if event is not None and event.owned else None

    def _file(self, name: str) -> EventFile | None:
        try:
            return self._files.file(name)
        except UnreadableFile as error:
            raise SourceUnavailable(self._label, f"a file: {error}") from error

    def _twice(
        self, events: Sequence[CalendarEvent], found: dict[tuple[str, str | None], CalendarEvent]
    ) -> list[Problem]:
        doubled = {event.uid for event in events if (event.uid, event.recurrence_id) in found}
        return [Problem(self._label, _TWICE, uid) for uid in sorted(doubled)]

    def _told(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        more = len(problems) - _MAX_PROBLEMS
        if more <= 0:
            return tuple(problems)
        return (*problems[:_MAX_PROBLEMS], Problem(self._label, f"{more} more have problems"))
