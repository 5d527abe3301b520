"""A Google calendar, to be read and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import CalendarGone
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.failure import CallFailed
from connectors.google_calendar.known_events import KnownEvents
from connectors.google_calendar.reader import CalendarReader
from connectors.google_calendar.writer import BATCH_SIZE, CalendarWriting
from connectors.ports import ReadResult, TimeWindow
from connectors.writing import Capabilities, Moved, Write, WriteResult

_NOT_THERE = "there is no such calendar for this account any more"


class GoogleCalendar:
    """One calendar of an account by its id ("primary" is the account's own)."""

    def __init__(
        self,
        client: GoogleClient,
        calendar_id: str,
        *,
        default_zone: ZoneInfo,
        text: bool = True,
    ) -> None:
        """Stand for the calendar; nothing is asked yet.

        `default_zone` is the athlete's: days begin in it. `text` False asks for the times of
        events alone, as is right for a calendar that only tells busy time.
        """
        self._client = client
        self._known = KnownEvents()
        self._reader = CalendarReader(client, calendar_id, default_zone, text=text)
        self._writing = CalendarWriting(client, calendar_id, default_zone, self._known)

    @property
    def label(self) -> str:
        """The short name of the calendar."""
        return self._client.label

    @property
    def capabilities(self) -> Capabilities:
        """Nobody is invited, so nobody can be asked to answer; `edits` is known after a read."""
        return Capabilities(
            edits=self._reader.may_be_changed, edits_instances=True, batch_size=BATCH_SIZE
        )

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        """What touches `window`, or what of it changed; raise ConnectorError."""
        result = self._reader.read(window, cursor)
        self._known.see(result.events)
        return result

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        """Do the writes in order; raise ConnectorError."""
        try:
            yield from self._writing.apply(writes)
        except CallFailed:
            raise CalendarGone(self.label, _NOT_THERE) from None

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event as it stands now, None where it is gone; raise ConnectorError."""
        return self._writing.get(handle)

    def owned(self) -> Iterator[CalendarEvent]:
        """Every event of ours in the calendar; raise ConnectorError."""
        try:
            yield from self._writing.owned()
        except CallFailed as error:
            raise self._reader.error(error) from None

    def traces(self) -> Iterator[CalendarEvent]:
        """The athlete's own events that bear our name, whenever they are; raise ConnectorError."""
        try:
            yield from self._writing.traces()
        except CallFailed as error:
            raise self._reader.error(error) from None

    def refuse_unwritable(self) -> None:
        """Refuse nothing: what Google takes is only known by asking."""

    def moved(self) -> Iterator[Moved]:
        """Nothing: Google keeps no time at which an event stood before."""
        yield from ()

    def leave(self) -> None:
        """Stay: the calendar is the athlete's."""

    def is_empty(self) -> bool:
        """Whether nothing at all stands in it; raise ConnectorError."""
        try:
            return self._writing.is_empty()
        except CallFailed as error:
            raise self._reader.error(error) from None

    def delete(self) -> None:
        """Take the calendar itself away; raise ConnectorError."""
        try:
            self._writing.delete_calendar()
        except CallFailed as error:
            raise self._reader.error(error) from None
