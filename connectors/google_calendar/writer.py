"""Writing into a Google calendar: batches whose every call names the version it is meant for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from googleapiclient.http import HttpRequest
from pydantic import ValidationError

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import SourceUnavailable
from connectors.google_calendar import guests
from connectors.google_calendar.answers import outcome_of
from connectors.google_calendar.client import Answer, GoogleClient
from connectors.google_calendar.event_format import calendar_event
from connectors.google_calendar.event_model import ONE_EVENT, SPANS_ONLY, GoogleEvent, Standing
from connectors.google_calendar.failure import CallFailed, Failure, Kind
from connectors.google_calendar.guests import Guests
from connectors.google_calendar.handles import event_id_of
from connectors.google_calendar.known_events import KnownEvents, says_already
from connectors.google_calendar.listing import Listing
from connectors.google_calendar.moments import NoTime
from connectors.google_calendar.requests import Refused, Requests
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

BATCH_SIZE = 50
_OUR_NAME = "Counterpoint"
_UNREADABLE = "Google's answer is not in the form that it documents; it is tried again later"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A write with the request that it became, or with the result that it has without one."""

    write: Write
    request: HttpRequest | None = None
    result: WriteResult | None = None


class CalendarWriting:
    """Writes into one calendar."""

    def __init__(
        self, client: GoogleClient, calendar_id: str, default_zone: ZoneInfo, known: KnownEvents
    ) -> None:
        """Write through `client`; `known` are the events as they were last seen."""
        self._client = client
        self._known = known
        self._calendar_id = calendar_id
        self._requests = Requests(client.service, calendar_id)
        self._listing = Listing(client, calendar_id, f"nextPageToken,items({ONE_EVENT})")
        # with its sync token, an empty list is more than an empty answer: a deletion hangs on it
        self._whole = Listing(client, calendar_id, SPANS_ONLY)
        self._zone = default_zone

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        """Do the writes, fifty in a round trip; raise ConnectorError where that fails."""
        for first in range(0, len(writes), BATCH_SIZE):
            asked = [self._ask(write) for write in writes[first : first + BATCH_SIZE]]
            answers = iter(self._answers([each.request for each in asked if each.request]))
            for each in asked:
                yield each.result or self._result(each.write, next(answers))

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event as it stands now, None where it is gone; raise ConnectorError."""
        return self._standing(event_id_of(handle))

    def owned(self) -> Iterator[CalendarEvent]:
        """Every event of ours in the calendar; raise ConnectorError or CallFailed."""
        for each in self._listing.ours().events:
            if each.status is not Standing.CANCELLED:
                event = self._event(each)
                if event.owned:
                    yield event

    def traces(self) -> Iterator[CalendarEvent]:
        """The athlete's own events that bear our name; raise ConnectorError or CallFailed."""
        for each in self._listing.naming(_OUR_NAME).events:
            if each.status is not Standing.CANCELLED:
                event = self._event(each)
                if not event.owned:
                    yield self._known.seen(event)

    def is_empty(self) -> bool:
        """Whether no event stands in the calendar; raise ConnectorError or CallFailed."""
        listed = self._whole.everything()
        return listed.whole and all(e.status is Standing.CANCELLED for e in listed.events)

    def delete_calendar(self) -> None:
        """Take the calendar away; raise ConnectorError or CallFailed."""
        calendars = self._client.service.calendars
        self._client.run(calendars.delete(calendarId=self._calendar_id))

    def _ask(self, write: Write) -> _Asked:
        try:
            edit = _as_edit(write)
            standing = self._before(edit) if edit else None
            request = self._requests.request_for(write, standing, self._guests(write))
            if edit and standing and says_already(standing, edit):
                return _Asked(write, result=WriteResult(Outcome.DONE, standing))
            return _Asked(write, request)
        except Refused as refusal:
            return _Asked(write, result=WriteResult(Outcome.REFUSED, why=str(refusal)))

    def _before(self, write: EditWorkout) -> CalendarEvent | None:
        """The event as it stands before a change, asked for only where its zone is needed."""
        known = self._known.get(write.handle)
        needed = write.start is not None or write.description is None
        return self.get(write.handle) if known is None and needed else known

    def _guests(self, write: Write) -> Guests | None:
        """Who is to be on an event that was answered, asked for only then."""
        if not isinstance(write, Replace) or write.answer is None:
            return None
        request = self._requests.get(event_id_of(write.handle), guests.FIELDS)
        try:
            found = guests.guests_without_answer(self._client.run(request))
        except CallFailed as error:
            if error.failure.kind in {Kind.MISSING, Kind.GONE}:
                return None  # the change itself is told so
            raise self._client.told(error.failure) from None
        if found is None:
            raise SourceUnavailable(self._client.label, _UNREADABLE)
        return found

    def _answers(self, requests: Sequence[HttpRequest]) -> list[Answer | Failure]:
        if len(requests) == 1:
            return [self._answer(requests[0])]
        return self._client.run_batch(requests)

    def _answer(self, request: HttpRequest) -> Answer | Failure:
        try:
            return self._client.run(request, repeat=False)
        except CallFailed as error:
            return error.failure

    def _result(self, write: Write, answer: Answer | Failure) -> WriteResult:
        if not isinstance(answer, Failure):
            if isinstance(write, Delete):
                return WriteResult(Outcome.DONE)
            return WriteResult(Outcome.DONE, self._known.seen(self._event(self._model(answer))))
        if answer.kind in {Kind.NO_ACCESS, Kind.API_OFF}:
            raise self._client.told(answer)
        if isinstance(write, Create):
            return self._not_created(write, answer)
        if answer.kind is Kind.STALE and self._is_gone(write.handle):
            return WriteResult(Outcome.GONE)
        return outcome_of(answer)

    def _is_gone(self, handle: Handle) -> bool:
        """Whether the event stands no more, as far as can be seen now: either way, read anew."""
        try:
            return self.get(handle) is None
        except SourceUnavailable:
            return False

    def _not_created(self, write: Create, failure: Failure) -> WriteResult:
        """Why nothing was created: the id may be that of an event that stands, or stood."""
        if failure.kind is Kind.TAKEN:
            try:
                return WriteResult(Outcome.TAKEN, self._standing(write.event_id))
            except SourceUnavailable as error:  # whether it stands has to be known
                return WriteResult(Outcome.LATER, why=error.what)
        if failure.kind in {Kind.MISSING, Kind.GONE}:
            raise CallFailed(failure)  # there is no such calendar
        return outcome_of(failure)

    def _standing(self, event_id: str) -> CalendarEvent | None:
        try:
            found = self._model(self._client.run(self._requests.get(event_id)))
        except CallFailed as error:
            if error.failure.kind in {Kind.MISSING, Kind.GONE}:
                return None
            raise self._client.told(error.failure) from None
        if found.status is Standing.CANCELLED:
            return None
        return self._known.seen(self._event(found))

    def _model(self, answer: object) -> GoogleEvent:
        try:
            return GoogleEvent.model_validate(answer)
        except ValidationError:
            raise SourceUnavailable(self._client.label, _UNREADABLE) from None

    def _event(self, model: GoogleEvent) -> CalendarEvent:
        try:
            return calendar_event(model, self._zone)
        except NoTime:
            raise SourceUnavailable(self._client.label, _UNREADABLE) from None


def _as_edit(write: Write) -> EditWorkout | None:
    """The change of an event of the athlete's that a write is, None for one of ours."""
    match write:
        case EditWorkout():
            return write
        case ClearWorkout():
            return EditWorkout(write.handle, write.description)
        case _:
            return None
