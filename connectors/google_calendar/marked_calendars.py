"""The calendars of an account that bear a mark in their description."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from connectors.errors import SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.event_model import CalendarPage
from connectors.google_calendar.failure import CallFailed

_FIELDS = "nextPageToken,items(id,description)"
_MOST_PAGES = 40
_UNREADABLE = "Google's answer is not in the form that it documents; it is tried again later"


def marked_calendars(client: GoogleClient, mark: str) -> Iterator[str]:
    """The ids of owned calendars whose description is the mark; none where we may not look.

    Raises:
        ConnectorError: Google cannot be asked.
    """
    if not client.may_list_calendars:
        return
    token: str | None = None
    for _ in range(_MOST_PAGES):
        page = _page(client, token)
        if page is None:
            return
        yield from (each.id for each in page.items if each.description.strip() == mark)
        token = page.next_page_token
        if not token:
            return


def _page(client: GoogleClient, token: str | None) -> CalendarPage | None:
    """A page of the list; None where this is refused, since a look is all that it is for."""
    request = client.service.calendar_list.list(
        minAccessRole="owner", showHidden=True, fields=_FIELDS, pageToken=token
    )
    try:
        return CalendarPage.model_validate(client.run(request))
    except CallFailed:
        return None
    except ValidationError:
        raise SourceUnavailable(client.label, _UNREADABLE) from None
