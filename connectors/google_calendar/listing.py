"""Lists of events, page by page, as Google gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from connectors.errors import SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.event_model import EventPage, GoogleEvent
from connectors.google_calendar.marks import FILTER
from connectors.ports import Problem, TimeWindow

_PAGE_SIZE = 2500
_SYNC_TOKEN = "nextSyncToken"  # noqa: S105 (the name of a field)
_MOST_PAGES = 400
_UNREADABLE = "Google's answer is not in the form that it documents; it is tried again later"
_NOT_READ = "an event is not in the form that Google documents; it is left out"


@dataclass(frozen=True, slots=True)
class Listed:
    """All pages of one list; `access_role` is what may be done with the calendar.

    `time_zone` is the calendar's, by its name.
    """

    events: tuple[GoogleEvent, ...]
    problems: tuple[Problem, ...] = ()
    sync_token: str | None = None
    access_role: str | None = None
    time_zone: str | None = None

    @property
    def whole(self) -> bool:
        """Whether every event could be read."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Listing:
    """Asks for the events of one calendar; `fields` are the parts that are asked for."""

    client: GoogleClient
    calendar_id: str
    fields: str

    def within(self, window: TimeWindow, *, expanded: bool) -> Listed:
        """All events that touch the window; `expanded` gives the instances of series.

        Raises:
            CallFailed: the calendar is not there, or not for us to read.
            ConnectorError: Google cannot be asked.
        """
        return self._all(
            timeMin=_instant(window.start), timeMax=_instant(window.end), singleEvents=expanded
        )

    def since(self, token: str) -> Listed:
        """What changed since the token was given: events, series and instances, and deletions.

        Raises:
            CallFailed: as above, or the token is no longer known.
            ConnectorError: Google cannot be asked.
        """
        return self._all(syncToken=token, singleEvents=False)

    def ours(self) -> Listed:
        """Every event that this program has written, whenever it is."""
        return self._all(privateExtendedProperty=FILTER, singleEvents=False)

    def naming(self, word: str) -> Listed:
        """Every event and series that has the word in its text, whenever it is."""
        return self._all(q=word, singleEvents=False)

    def everything(self) -> Listed:
        """Every event and series of the calendar, whenever it is."""
        return self._all(singleEvents=False)

    def _all(self, **asked: Any) -> Listed:
        events: list[GoogleEvent] = []
        problems: list[Problem] = []
        page = EventPage()
        for page in self._pages(asked):
            for item in page.items:
                event = self._event(item)
                if isinstance(event, Problem):
                    problems.append(event)
                else:
                    events.append(event)
        return Listed(
            tuple(events), tuple(problems), page.next_sync_token, page.access_role, page.time_zone
        )

    def _pages(self, asked: dict[str, Any]) -> Iterator[EventPage]:
        token: str | None = None
        seen: set[str | None] = set()
        while token not in seen and len(seen) < _MOST_PAGES:
            seen.add(token)
            request = self.client.service.events.list(
                calendarId=self.calendar_id,
                maxResults=_PAGE_SIZE,
                fields=self.fields,
                pageToken=token,
                **asked,
            )
            page = self._page(self.client.run(request))
            yield page
            token = page.next_page_token
            if not token:
                return
        raise SourceUnavailable(self.client.label, "Google's list of events does not end")

    def _page(self, answer: object) -> EventPage:
        try:
            page = EventPage.model_validate(answer)
        except ValidationError:
            raise SourceUnavailable(self.client.label, _UNREADABLE) from None
        if not page.model_fields_set and _SYNC_TOKEN in self.fields:
            # where more than the items is asked for, an empty calendar is told with some of it
            raise SourceUnavailable(self.client.label, _UNREADABLE)
        return page

    def _event(self, item: object) -> GoogleEvent | Problem:
        try:
            return GoogleEvent.model_validate(item)
        except ValidationError:
            return Problem(self.client.label, _NOT_READ)


def _instant(moment: datetime) -> str:
    return moment.isoformat()
