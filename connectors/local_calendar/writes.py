"""The writes of one call, each looked at and done under the lock of the folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from connectors.calendar_event import CalendarEvent, Handle
from connectors.ics_feed.moment import BadComponent
from connectors.local_calendar.edit_workout import CannotBeEdited, check, cleared, edited
from connectors.local_calendar.entry import UnreadableFile, UnwritableFile
from connectors.local_calendar.event_file import EventFile
from connectors.local_calendar.folder import Folder
from connectors.local_calendar.known_files import KnownFiles
from connectors.local_calendar.owned_file import file_for, is_event_id, owned_content, uid_for
from connectors.local_calendar.text_traces import cleared_by_place, event_by_place, is_place
from connectors.local_calendar.values import same_moment
from connectors.writing import (
    ClearWorkout,
    Create,
    Delete,
    EditWorkout,
    Outcome,
    Replace,
    Write,
    WriteResult,
)

_NOT_OURS = "this is not an event of ours; only its description and time can be changed"
_OURS = "this is an event of ours; it is replaced as a whole"
_NOT_CLEAR = "its file is a link or holds more than can be changed with care; it is only read"
_NO_ID = "the id has to be of 5 to 1024 characters a-v and 0-9"
_NOT_SAID = (
    "an event's file cannot hold its new text or time as it stands; save that event anew in your "
    "calendar program, or delete it there if its series does not have it any more"
)
_NOT_NAMED = (
    "an instance of a series stands at an hour that the clocks have twice or not at all, and "
    "cannot be written in by itself; it is left as it is"
)


class _Refused(Exception):
    """The write is not for this calendar; `str()` says why."""


class Writes:
    """Does writes one by one."""

    def __init__(self, folder: Folder, files: KnownFiles, now: Callable[[], datetime]) -> None:
        """Write into `folder`; `now` stamps events of ours."""
        self._folder = folder
        self._files = files
        self._now = now

    def do(self, write: Write) -> WriteResult:
        """Do one write; raise NotWritable, SourceUnavailable or CalendarGone."""
        try:
            return self._done_with(write)
        except (_Refused, CannotBeEdited) as refusal:
            return WriteResult(Outcome.REFUSED, why=str(refusal))
        except BadComponent:
            return WriteResult(Outcome.REFUSED, why=_NOT_CLEAR)
        except UnreadableFile as error:
            return WriteResult(Outcome.LATER, why=f"its file: {error}")
        except UnwritableFile as error:
            return WriteResult(Outcome.LATER, why=str(error))

    def _done_with(self, write: Write) -> WriteResult:
        match write:
            case Create():
                return self._create(write)
            case Replace():
                return self._replace(write)
            case Delete():
                return self._delete(write)
            case EditWorkout():
                return self._edit(write)
            case ClearWorkout():
                return self._clear(write)

    def _create(self, write: Create) -> WriteResult:
        if not is_event_id(write.event_id):
            raise _Refused(_NO_ID)
        name, uid = file_for(write.event_id), uid_for(write.event_id)
        file = self._files.file(self._names.get(uid, name)) or self._files.file(name)
        if file is not None:
            event = file.standing(None) if uid in file.document.uids else None
            return WriteResult(Outcome.TAKEN, event)
        self._folder.write(name, self._owned(uid, write))
        return self._done(name, None)

    def _replace(self, write: Replace) -> WriteResult:
        found = self._standing(write.handle)
        if isinstance(found, WriteResult):
            return found
        file, event = found
        if not event.owned:
            raise _Refused(_NOT_OURS)
        content = self._owned(event.uid, write, file.content)
        if content != file.content:
            self._folder.write(file.name, content)
        return self._done(file.name, None)

    def _delete(self, write: Delete) -> WriteResult:
        found = self._standing(write.handle)
        if isinstance(found, WriteResult):
            return found
        file, event = found
        if not event.owned:
            raise _Refused(_NOT_OURS)
        self._folder.remove(file.name)
        return WriteResult(Outcome.DONE)

    def _edit(self, write: EditWorkout) -> WriteResult:
        check(write)
        found = self._standing(write.handle)
        if isinstance(found, WriteResult):
            return found
        file, event = found
        if event.owned:
            raise _Refused(_OURS)
        content = edited(file.document, event, write).content
        if content != file.content:
            self._say_so_or_refuse(file, content, write)
            self._folder.write(file.name, content)
        return self._done(file.name, write.handle.recurrence_id)

    def _clear(self, write: ClearWorkout) -> WriteResult:
        if is_place(write.handle.recurrence_id):
            return self._clear_text(write, write.handle.recurrence_id or "")
        found = self._standing(write.handle)
        if isinstance(found, WriteResult):
            self._tidy_emptied(write.handle)
            return found
        file, event = found
        if event.owned and write.description is not None:
            raise _Refused(_OURS)
        content = cleared(file.document, event, write).content
        if content != file.content:
            self._folder.write(file.name, content)
        return self._done(file.name, write.handle.recurrence_id)

    def _clear_text(self, write: ClearWorkout, name: str) -> WriteResult:
        file = self._files.located(write.handle, lambda: self._names)
        event = None if file is None else event_by_place(file, name)
        if file is None or event is None:
            return WriteResult(Outcome.GONE)
        if event.handle is None or event.handle.etag != write.handle.etag:
            return WriteResult(Outcome.CONFLICT)
        content = cleared_by_place(file.document, name, write).content
        if content != file.content:
            self._folder.write(file.name, content)
        return WriteResult(Outcome.DONE)

    def _tidy_emptied(self, handle: Handle) -> None:
        """Take our instances out of a series that has none of its own any more."""
        file = self._files.located(handle, lambda: self._names)
        if file is None or handle.recurrence_id is not None or file.standing(None) is not None:
            return
        if file.lags and file.document.version_of(None) == handle.etag:
            self._folder.write(file.name, file.document.content)

    def _standing(self, handle: Handle) -> tuple[EventFile, CalendarEvent] | WriteResult:
        """The event that a write is for, if it is as the handle says; else what became of it."""
        file = self._files.located(handle, lambda: self._names)
        if file is None:
            return WriteResult(Outcome.GONE)
        event = file.standing(handle.recurrence_id, even_cancelled=True)
        if event is None:
            return WriteResult(Outcome.GONE)
        if event.handle is None:
            raise _Refused(_NOT_CLEAR)
        if (event.handle.etag, event.recurrence_id) != (handle.etag, handle.recurrence_id):
            return WriteResult(Outcome.CONFLICT)
        return file, event

    def _say_so_or_refuse(self, file: EventFile, content: bytes, write: EditWorkout) -> None:
        """Look at what would stand there before it does."""
        after, name = _with(file, content), write.handle.recurrence_id
        event = after.standing(name, even_cancelled=True)
        if event is None and name in file.document.names and name not in after.document.names:
            return  # it was ours alone, and its series does not have it any more
        if event is None or not _has_times(event, write):
            raise _Refused(_NOT_SAID)
        if name is not None and after.stands_twice(name):
            raise _Refused(_NOT_NAMED)

    def _done(self, name: str, instance: str | None) -> WriteResult:
        file = self._files.file(name)
        return WriteResult(Outcome.DONE, None if file is None else file.standing(instance))

    def _owned(self, uid: str, write: Create | Replace, previous: bytes | None = None) -> bytes:
        try:
            return owned_content(uid, write.draft, write.mark, self._now(), previous)
        except (ValueError, OverflowError) as error:
            raise _Refused(str(error)) from error

    @cached_property
    def _names(self) -> dict[str, str]:
        """Where the events stand by UID, looked up once a call: other programs rename files."""
        return self._files.names()


def _with(file: EventFile, content: bytes) -> EventFile:
    return EventFile(file.name, content, file.default_zone, file.label, file.is_link)


def _has_times(event: CalendarEvent, write: EditWorkout) -> bool:
    if write.start is None or write.end is None:
        return True
    return same_moment(event.start, write.start) and same_moment(event.end, write.end)
