"""One account at the stand-in, and the connector's public faces in front of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from connectors.asked import Asked
from connectors.calendar_event import EventDraft, OwnedMark
from connectors.google_calendar import (
    GoogleCalendar,
    GoogleClient,
    Limits,
    Patience,
    service_at,
)
from connectors.google_calendar.authorization import EVERY_NEED, GoogleAccess, Need, StoredToken
from connectors.ports import TimeWindow
from connectors.writing import Create
from tests.fakes.google_calendar import GoogleCalendar as StandIn
from tests.fakes.google_calendar import GoogleUi

SAM, KIM = "sam@example.org", "kim@example.org"
BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = TimeWindow(datetime(2026, 3, 2, tzinfo=BERLIN), datetime(2026, 4, 27, tzinfo=BERLIN))
MONDAY = datetime(2026, 3, 9, 7, tzinfo=BERLIN)
MARK = OwnedMark("fuel:run", "fuel", "abc")
FUEL = EventDraft("fuel", MONDAY, MONDAY.replace(hour=8), "Eat", "Two bananas", "")


@dataclass
class Waits:
    """What was waited for, instead of waiting."""

    s: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.s.append(seconds)


@dataclass
class Bench:
    """The account of Sam; `ui` is what Sam does by hand."""

    server: StandIn
    ui: GoogleUi
    limits: Limits = field(default_factory=Limits)
    waits: Waits = field(default_factory=Waits)
    heard: Counter[tuple[Asked, int | None]] = field(default_factory=Counter)

    def access(
        self,
        scopes: Iterable[str] = ("calendar",),
        email: str = SAM,
        needs: tuple[Need, ...] = EVERY_NEED,
    ) -> GoogleAccess:
        given = self.server.authorized_user(email, scopes)
        token = StoredToken.model_validate(
            {
                "renewal": {"kind": "authorized_user"} | given,
                "token_uri": given["token_uri"],
                "scopes": given["scopes"],
            }
        )

        def hear(*answer: *tuple[Asked, int | None]) -> None:
            self.heard[answer] += 1

        return GoogleAccess(token, owner=email, needs=needs, save=lambda _: None, heard=hear)

    def client(self, access: GoogleAccess | None = None, timeout_s: float = 5) -> GoogleClient:
        patience = Patience(sleep=self.waits.sleep, jitter=lambda: 1.0, timeout_s=timeout_s)
        return GoogleClient(
            service_at(self.server.api_root),
            access or self.access(),
            limits=self.limits,
            label="Training",
            patience=patience,
        )

    def calendar(
        self,
        calendar_id: str = "primary",
        *,
        text: bool = True,
        client: GoogleClient | None = None,
        zone: ZoneInfo = BERLIN,
    ) -> GoogleCalendar:
        """The calendar as a new process would have it."""
        return GoogleCalendar(client or self.client(), calendar_id, default_zone=zone, text=text)

    def asked(self, method: str = "events.list") -> int:
        """How often a method was called since the calls were last forgotten."""
        return sum(call.method == method for call in self.server.calls)

    def api_calls(self) -> int:
        return sum(call.method != "oauth.token" for call in self.server.calls)


def creations(count: int) -> list[Create]:
    return [Create(f"counterpoint{n:05d}", FUEL, MARK) for n in range(count)]


def utc(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
