"""What the last look brought of each file, so that one that did not change is not read again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from connectors.calendar_event import Handle
from connectors.local_calendar.content_lines import unfolded
from connectors.local_calendar.entry import Entry, UnreadableFile
from connectors.local_calendar.event_file import EventFile, FileRead
from connectors.local_calendar.folder import Folder, is_event_file
from connectors.ports import Problem, TimeWindow


@dataclass(frozen=True, slots=True)
class Brief:
    """Which events a file is about, and whether one of ours may be among them."""

    name: str
    uids: tuple[str, ...]
    may_be_ours: bool


class KnownFiles:
    """Reads the files of a folder, and remembers them for as long as it lives."""

    def __init__(self, folder: Folder, label: str, default_zone: tzinfo) -> None:
        """Read in `folder`; `label` names it where problems are told."""
        self._folder = folder
        self._label = label
        self._zone = default_zone
        self._window: TimeWindow | None = None
        self._reads: dict[Entry, FileRead] = {}
        self._briefs: dict[Entry, Brief] = {}

    def read(self, window: TimeWindow) -> Iterator[FileRead]:
        """What every file brings, by name; raise as `Folder.entries` does."""
        known = self._reads if window == self._window else {}
        self._window, self._reads = window, {}
        for entry in self._folder.entries():
            settled = entry.is_settled(time.time_ns())
            read = known.get(entry) or self._read(entry, window)
            if settled and read is not None and read.whole:
                self._reads[entry] = read
            if read is not None:
                yield read

    def briefs(self) -> Iterator[Brief]:
        """What every file is about, by name; those that cannot be read are left out."""
        known, self._briefs = self._briefs, {}
        for entry in self._folder.entries():
            settled = entry.is_settled(time.time_ns())
            brief = known.get(entry) or self._brief(entry)
            if settled and brief is not None:
                self._briefs[entry] = brief
            if brief is not None:
                yield brief

    def file(self, name: str) -> EventFile | None:
        """A file as it stands now, None where there is none; raise UnreadableFile."""
        content = self._folder.content(name)
        if content is None:
            return None
        return EventFile(name, content, self._zone, self._label, self._folder.is_link(name))

    def located(
        self, handle: Handle, names: Callable[[], Mapping[str, str]] | None = None
    ) -> EventFile | None:
        """The file in which an event stands, None where it is gone; raise UnreadableFile.

        Another program may have given the file another name: that is no deletion. `names` stands
        in for `names` of this object where many events are looked for at once.
        """
        name, _, uid = handle.ref.partition("/")
        file = self.file(name) if is_event_file(name) else None
        if file is not None and uid in file.document.uids:
            return file
        other = (names or self.names)().get(uid)
        file = None if other is None else self.file(other)
        return file if file is not None and uid in file.document.uids else None

    def names(self) -> dict[str, str]:
        """In which file each UID stands; the first by name."""
        found: dict[str, str] = {}
        for brief in self.briefs():
            for uid in brief.uids:
                found.setdefault(uid, brief.name)
        return found

    def _read(self, entry: Entry, window: TimeWindow) -> FileRead | None:
        try:
            file = self.file(entry.name)
        except UnreadableFile as error:
            problem = Problem(self._label, str(error), entry.name)
            return FileRead((), (problem,), whole=False)
        return None if file is None else file.read(window)

    def _brief(self, entry: Entry) -> Brief | None:
        try:
            file = self.file(entry.name)
        except UnreadableFile:
            return None
        if file is None:
            return None
        words = unfolded(file.content).lower()
        return Brief(entry.name, file.document.uids, b"counterpoint" in words)
