"""The requests that the writes of the service become: silent, and each for one version alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, assert_never, cast

from googleapiclient.http import HttpRequest

from connectors.calendar_event import CalendarEvent, EventDraft
from connectors.google_calendar.event_format import content_of, new_event
from connectors.google_calendar.event_model import ONE_EVENT
from connectors.google_calendar.guests import Guests
from connectors.google_calendar.handles import event_id_of, is_of_ours
from connectors.google_calendar.moments import Moment, said_as, zone_name
from connectors.google_calendar.service import Service
from connectors.writing import ClearWorkout, Create, Delete, EditWorkout, Replace, Write

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import Event

_NOT_OURS = "this is not an event of ours; only its description and time can be changed"
_OURS = "this is an event of ours; it is replaced as a whole"
_NO_ID = "the id has to be of 5 to 1024 characters a-v and 0-9"
_NO_VERSION = "the calendar does not tell the version of this event"
_NO_TIMES = "an event cannot have these times"
_SILENT: Final = "none"  # no mail to anybody, whatever is changed
_ID_CHARACTERS = frozenset("0123456789abcdefghijklmnopqrstuv")
_SHORTEST_ID, _LONGEST_ID = 5, 1024


class Refused(Exception):
    """The write is not for this calendar; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Makes requests for one calendar."""

    service: Service
    calendar_id: str

    def request_for(
        self, write: Write, standing: CalendarEvent | None, guests: Guests | None = None
    ) -> HttpRequest:
        """The request; `standing` is the event as it is known, for a change of its time.

        `guests` are those that an event of ours is to have; None leaves them as they are.

        Raises:
            Refused: the write is not for an event of this kind.
        """
        match write:
            case Create():
                return self._create(write)
            case Replace():
                return self._replace(write, guests)
            case Delete():
                return self._delete(write)
            case EditWorkout():
                return self._edit(write, standing)
            case ClearWorkout():  # our properties stand in events of ours alone
                return self._edit(EditWorkout(write.handle, write.description), standing)
            case _:
                assert_never(write)

    def get(self, event_id: str, fields: str = ONE_EVENT) -> HttpRequest:
        """The request that reads one event, or these parts of it."""
        return self.service.events.get(calendarId=self.calendar_id, eventId=event_id, fields=fields)

    def _create(self, write: Create) -> HttpRequest:
        fits = _SHORTEST_ID <= len(write.event_id) <= _LONGEST_ID
        if not fits or not _ID_CHARACTERS.issuperset(write.event_id):
            raise Refused(_NO_ID)
        _check_draft(write.draft)
        return self.service.events.insert(
            calendarId=self.calendar_id,
            body=new_event(write.event_id, write.draft, write.mark),
            sendUpdates=_SILENT,
            fields=ONE_EVENT,
        )

    def _replace(self, write: Replace, guests: Guests | None) -> HttpRequest:
        if not is_of_ours(write.handle):
            raise Refused(_NOT_OURS)
        _check_draft(write.draft)
        body = content_of(write.draft, write.mark)
        if guests is not None:
            body["attendees"] = list(guests)
        return self._patch(write, body)

    def _delete(self, write: Delete) -> HttpRequest:
        if not is_of_ours(write.handle):
            raise Refused(_NOT_OURS)
        request = self.service.events.delete(
            calendarId=self.calendar_id,
            eventId=event_id_of(write.handle),
            sendUpdates=_SILENT,
        )
        return _if_match(request, write.handle.etag)

    def _edit(self, write: EditWorkout, standing: CalendarEvent | None) -> HttpRequest:
        if is_of_ours(write.handle):
            raise Refused(_OURS)
        body: Event = {}
        if write.description is not None:
            body["description"] = _text(write.description)
        if write.start is not None or write.end is not None:
            start, end = _checked(write.start, write.end)
            zone = None if standing and not standing.all_day else zone_name(start)
            body["start"], body["end"] = said_as(start, zone), said_as(end, zone)
        return self._patch(write, body)

    def _patch(self, write: Replace | EditWorkout, body: Event) -> HttpRequest:
        request = self.service.events.patch(
            calendarId=self.calendar_id,
            eventId=event_id_of(write.handle),
            body=body,
            sendUpdates=_SILENT,
            fields=ONE_EVENT,
        )
        return _if_match(request, write.handle.etag)


def _text(text: str) -> str:
    """The text for a patch; where nothing is left of it, the property goes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain or cast("str", None)


def _if_match(request: HttpRequest, etag: str) -> HttpRequest:
    """The request for the one version; the library itself has no argument for it."""
    if not etag:
        raise Refused(_NO_VERSION)  # without one, anybody's change could be overwritten
    request.headers = {**(request.headers or {}), "If-Match": etag}
    return request


def _check_draft(draft: EventDraft) -> None:
    _checked(draft.start, draft.end)


def _checked(start: Moment | None, end: Moment | None) -> tuple[Moment, Moment]:
    """The two times; raise Refused where no event can have them."""
    if start is None or end is None or isinstance(start, datetime) is not isinstance(end, datetime):
        raise Refused(_NO_TIMES)
    naive = [each for each in (start, end) if isinstance(each, datetime) and each.tzinfo is None]
    if naive or not _is_before(start, end):
        raise Refused(_NO_TIMES)
    return start, end


def _is_before(start: Moment, end: Moment) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start.timestamp() <= end.timestamp()  # not by the clock: it is set back in autumn
    return date(start.year, start.month, start.day) < date(end.year, end.month, end.day)
