"""The calendar “Counterpoint” that holds what we write, beside the athlete's own calendars.

It is made when the first thing is written, and found again by its id, which the service keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import CalendarGone, SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.failure import CallFailed
from connectors.google_calendar.google_calendar import GoogleCalendar
from connectors.google_calendar.marked_calendars import marked_calendars
from connectors.google_calendar.writer import BATCH_SIZE
from connectors.ports import ReadResult, TimeWindow
from connectors.writing import Capabilities, Moved, Write, WriteResult

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import Calendar

NAME = "Counterpoint"
_DESCRIPTION = "Suggestions and fueling beside your workouts, written by Counterpoint."
_GONE = (
    "the calendar “Counterpoint” was deleted, or belongs to another account; nothing is written "
    "until you say that it shall be made again"
)


@dataclass(frozen=True, slots=True)
class KeptId:
    """Where the id of the calendar is kept between cycles."""

    load: Callable[[], str | None]
    save: Callable[[str | None], None]


class _Made(BaseModel):
    id: str


class OwnGoogleCalendar:
    """Our own calendar of an account, which may not be there yet."""

    def __init__(
        self,
        client: GoogleClient,
        kept: KeptId,
        *,
        default_zone: ZoneInfo,
        may_be_made_anew: bool = False,
    ) -> None:
        """Stand for the calendar; nothing is asked yet.

        `may_be_made_anew` says that the athlete wants another one where it was deleted.
        """
        self._client = client
        self._kept = kept
        self._zone = default_zone
        self._may_be_made_anew = may_be_made_anew
        self._calendar: GoogleCalendar | None = None
        self._deleted = False

    @property
    def label(self) -> str:
        """The short name of the calendar."""
        return self._client.label

    @property
    def capabilities(self) -> Capabilities:
        """As of any calendar of Google's; but this one is ours."""
        return Capabilities(
            edits_instances=True, answers=False, batch_size=BATCH_SIZE, remakes=True
        )

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        """What stands in it; nothing where it was not made yet.

        Raises:
            CalendarGone: it was deleted, and is not to be made again without asking.
            ConnectorError: it cannot be read now.
        """
        calendar = self._standing()
        if calendar is None:
            return ReadResult((), window, whole=True)
        try:
            return calendar.read(window, cursor)
        except CalendarGone:
            self._was_deleted()
            return ReadResult((), window, whole=True)

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        """Do the writes in order, in a new calendar where there is none; raise ConnectorError."""
        if not writes:
            return
        done = 0
        try:
            for result in (self._standing() or self._make()).apply(writes):
                done += 1
                yield result
        except CalendarGone:
            self._was_deleted()
            yield from self._make().apply(writes[done:])

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event as it stands now, None where it is gone; raise ConnectorError."""
        calendar = self._standing()
        return calendar.get(handle) if calendar is not None else None

    def owned(self) -> Iterator[CalendarEvent]:
        """Every event of ours in it; raise ConnectorError."""
        calendar = self._standing()
        if calendar is not None:
            try:
                yield from calendar.owned()
            except CalendarGone:
                self._was_deleted()

    def traces(self) -> Iterator[CalendarEvent]:
        """Nothing: an event that the athlete put here is none that we write in."""
        yield from ()

    def refuse_unwritable(self) -> None:
        """Refuse nothing: what Google takes is only known by asking."""

    def moved(self) -> Iterator[Moved]:
        """Nothing: Google keeps no time at which an event stood before."""
        yield from ()

    def leave(self) -> None:
        """Take the calendar itself away, unless something that is not ours stands in it."""
        calendar = self._standing()
        if calendar is None:
            return
        try:
            if not calendar.is_empty():
                return
            calendar.delete()
        except CalendarGone:
            pass  # the athlete has done it already
        self._forget()

    def _standing(self) -> GoogleCalendar | None:
        if self._calendar is None and not self._deleted:
            known = self._kept.load()
            self._calendar = self._named(known) if known else None
        return self._calendar

    def _named(self, calendar_id: str) -> GoogleCalendar:
        return GoogleCalendar(self._client, calendar_id, default_zone=self._zone)

    def _was_deleted(self) -> None:
        """Do without the calendar where another may be made; raise CalendarGone where not."""
        if not self._may_be_made_anew:
            raise CalendarGone(self.label, _GONE) from None
        self._calendar, self._deleted = None, True

    def _forget(self) -> None:
        self._calendar = None
        self._kept.save(None)

    def _make(self) -> GoogleCalendar:
        """A calendar to write into: one whose id was lost before it was kept, or a new one."""
        calendar_id = self._orphan() or self._new()
        self._kept.save(calendar_id)
        self._calendar, self._deleted = self._named(calendar_id), False
        return self._calendar

    def _orphan(self) -> str | None:
        """An empty calendar of ours that nobody knows of, where the access lets us look for one.

        A run that is killed between making it and keeping its id leaves one behind. The least
        scopes do not allow to list calendars: then another is made, and the empty one stays.
        """
        for each in marked_calendars(self._client, _DESCRIPTION):
            if self._named(each).is_empty():
                return each
        return None

    def _new(self) -> str:
        body: Calendar = {"summary": NAME, "description": _DESCRIPTION, "timeZone": self._zone.key}
        request = self._client.service.calendars.insert(body=body, fields="id")
        try:
            made = _Made.model_validate(self._client.run(request, repeat=False))
        except CallFailed as error:
            raise self._client.told(error.failure) from None
        except ValidationError:
            what = "Google's answer is not in the form that it documents"
            raise SourceUnavailable(self.label, what) from None
        return made.id
