"""A calendar program by other people that subscribes to a feed of ours: another parser."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import SplitResult, urlsplit

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

PATIENCE_S = 60


@dataclass
class Subscriber:
    """Asks whether there is anything new, and shows what came last; `answers` counts statuses."""

    link: str
    answers: Counter[int] = field(default_factory=Counter)
    calendar: Calendar | None = None
    _etag: str = ""

    def refresh(self) -> bool:
        """Whether there was anything new."""
        connection = HTTPConnection(self._place.netloc, timeout=PATIENCE_S)
        with closing(connection):
            connection.request("GET", self._place.path, headers={"If-None-Match": self._etag})
            reply = connection.getresponse()
            body = reply.read().decode()
        self.answers[reply.status] += 1
        assert reply.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
        if reply.status == HTTPStatus.OK:
            self._etag = reply.headers["ETag"]
            self.calendar = IcsCalendarStream.calendar_from_ics(body)
        return reply.status == HTTPStatus.OK

    @property
    def _place(self) -> SplitResult:
        return urlsplit(self.link)

    @property
    def shows(self) -> list[tuple[str, str]]:
        """The days and titles of what is shown."""
        assert self.calendar is not None
        return sorted((str(e.dtstart)[:10], e.summary or "") for e in self.calendar.events)

    @property
    def titles(self) -> list[str]:
        """The titles alone."""
        return [title for _, title in self.shows]
