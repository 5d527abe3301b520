"""Reading a Google calendar: everything once, then what changed.

The list with a sync token is that of events and series, not of instances, since Google documents
that series as a whole are told there. Where a series is new or changed, its instances are listed
anew, for which one more request is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from connectors.errors import CalendarGone, ConnectorError, SourceUnavailable
from connectors.google_calendar.busy import busy_spans
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.cursor import Cursor, cursor_at, cursor_in
from connectors.google_calendar.event_format import calendar_event, is_event
from connectors.google_calendar.event_model import (
    SPANS_ONLY,
    WITH_TEXT,
    GoogleEvent,
    Standing,
)
from connectors.google_calendar.failure import CallFailed, Kind
from connectors.google_calendar.handles import has_own_id, ref_of_instance, refs_of
from connectors.google_calendar.listing import Listed, Listing
from connectors.google_calendar.moments import NoTime, recurrence_id_of, zone_named
from connectors.ports import Gone, Problem, ReadResult, TimeWindow
from connectors.touching import touches

_NOT_THERE = (
    "there is no such calendar for this account; see its id in the settings of Google Calendar, "
    "and whether it is shared with the account"
)
_NOT_FOR_US = "it may not be read with the access given; share it, or give access anew"
_MAY_CHANGE = frozenset({None, "writer", "owner"})
_BUSY_ROLE = "freeBusyReader"
_ONLY_BUSY = (
    "only its busy time is shared with this account; share all details of its events, or give it "
    "the role busy"
)
_NO_TIME = "an event has no time that can be read; it is left out"


class CalendarReader:
    """Reads one calendar. With `text` False only the times of events are asked for."""

    def __init__(
        self, client: GoogleClient, calendar_id: str, default_zone: ZoneInfo, *, text: bool
    ) -> None:
        """Read through `client`; days begin in `default_zone`."""
        self._client = client
        self._calendar_id = calendar_id
        self._zone = default_zone
        self._text = text
        self._listing = Listing(client, calendar_id, WITH_TEXT if text else SPANS_ONLY)
        self._access_role: str | None = None

    @property
    def may_be_changed(self) -> bool:
        """Whether the account may change events, as far as the last read has shown."""
        return self._access_role in _MAY_CHANGE

    def read(self, window: TimeWindow, cursor: str | None) -> ReadResult:
        """What stands in the window, or what changed since the cursor; raise ConnectorError."""
        known = cursor_in(cursor)
        try:
            if known is not None and not self._text and known.tells_only_busy(window):
                return busy_spans(self._client, self._calendar_id, window)
            if known is None or known.token is None or not known.covers(window):
                return self._everything(window)
            return self._changes(window, known, known.token)
        except CallFailed as error:
            return self._otherwise(error, window)

    def _otherwise(self, error: CallFailed, window: TimeWindow) -> ReadResult:
        """Busy time alone where that is all that is asked for and allowed."""
        allowed = error.failure.kind in {Kind.NOT_ALLOWED, Kind.NO_ACCESS, Kind.MISSING}
        if self._text or not allowed:
            raise self.error(error) from None
        try:
            return busy_spans(self._client, self._calendar_id, window)
        except CallFailed:
            raise self.error(error) from None

    def error(self, error: CallFailed) -> ConnectorError:
        """What a failed call means for the calendar as a whole."""
        match error.failure.kind:
            case Kind.MISSING | Kind.GONE:
                return CalendarGone(self._client.label, _NOT_THERE)
            case Kind.NOT_ALLOWED:
                return SourceUnavailable(self._client.label, _NOT_FOR_US)
            case _:
                return self._client.told(error.failure)

    def _everything(self, window: TimeWindow) -> ReadResult:
        first = self._readable(self._listing.within(window, expanded=False))
        self._access_role = first.access_role
        if any(each.recurrence or each.recurring_event_id for each in first.events):
            listed = self._listing.within(window, expanded=True)
        else:
            listed = first
        standing = [each for each in listed.events if each.status is not Standing.CANCELLED]
        events, problems = self._events(standing, window, self._zone_of(listed))
        token = first.sync_token
        return ReadResult(
            events,
            window,
            complete=listed.whole and not problems,
            problems=(*listed.problems, *problems),
            cursor=cursor_at(token, window, own_ids=_have_own_ids(events)) if token else None,
            whole=True,
        )

    def _readable(self, listed: Listed) -> Listed:
        """The list, unless it leaves out the text that is needed."""
        if self._text and listed.access_role == _BUSY_ROLE:
            raise SourceUnavailable(self._client.label, _ONLY_BUSY)
        return listed

    def _changes(self, window: TimeWindow, cursor: Cursor, token: str) -> ReadResult:
        try:
            listed = self._readable(self._listing.since(token))
        except CallFailed as error:
            if error.failure.kind not in {Kind.FORGOTTEN, Kind.GONE, Kind.WRONG}:
                raise
            return self._everything(window)
        self._access_role = listed.access_role
        if not listed.whole or any(each.recurrence for each in listed.events):
            return self._everything(window)
        if cursor.own_ids and any(_may_end_a_series(each) for each in listed.events):
            return self._everything(window)
        return self._changed(listed, window, cursor)

    def _changed(self, listed: Listed, window: TimeWindow, cursor: Cursor) -> ReadResult:
        cancelled = [each for each in listed.events if each.status is Standing.CANCELLED]
        standing = [each for each in listed.events if each.status is not Standing.CANCELLED]
        events, problems = self._events(standing, window, self._zone_of(listed))
        inside = {(each.handle.ref, each.handle.recurrence_id) for each in events if each.handle}
        # one event that stands is named as well: it may have been a series until now
        outside = [
            gone
            for each in (*cancelled, *standing)
            for gone in _gone(each)
            if gone.recurrence_id is None or (gone.ref, gone.recurrence_id) not in inside
        ]
        token = listed.sync_token or cursor.token
        return ReadResult(
            events,
            window,
            complete=not problems,
            problems=problems,
            cursor=cursor.model_copy(update={"token": token}).text(),
            gone=tuple(outside),
        )

    def _zone_of(self, listed: Listed) -> ZoneInfo:
        """The zone in which times without one are meant: the calendar's."""
        return zone_named(listed.time_zone, self._zone)

    def _events(
        self, listed: Iterable[GoogleEvent], window: TimeWindow, floating: ZoneInfo
    ) -> tuple[tuple[CalendarEvent, ...], tuple[Problem, ...]]:
        found: dict[tuple[str, str | None], CalendarEvent] = {}
        problems: list[Problem] = []
        for each in listed:
            if not is_event(each):
                continue
            try:
                event = calendar_event(each, self._zone, floating)
            except NoTime:
                problems.append(Problem(self._client.label, _NO_TIME))
                continue
            if touches(event, window):
                found[event.uid, event.recurrence_id] = event
        return tuple(found.values()), tuple(problems)


def _have_own_ids(events: Iterable[CalendarEvent]) -> bool:
    """Whether instances cannot be told to be of a series by their ids."""
    return any(each.handle is not None and has_own_id(each.handle) for each in events)


def _may_end_a_series(event: GoogleEvent) -> bool:
    return event.status is Standing.CANCELLED and event.recurring_event_id is None


def _gone(event: GoogleEvent) -> tuple[Gone, ...]:
    """The names under which an event that is not there any more may be known."""
    series = event.recurring_event_id
    if series is None:
        return tuple(Gone(ref) for ref in refs_of(event.id))
    instance = recurrence_id_of(event.original_start, event.id)
    refs = (ref_of_instance(event.id, series, instance, ours=ours) for ours in (False, True))
    return tuple(Gone(ref, instance) for ref in refs)
