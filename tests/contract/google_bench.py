"""The bench of Google Calendar: the foreign hand is the athlete in Google's own pages."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from datetime import UTC, datetime
from typing import Any

from connectors.calendar_event import CalendarEvent
from connectors.google_calendar import (
    GoogleCalendar,
    GoogleClient,
    Limits,
    Patience,
    service_at,
)
from connectors.google_calendar.authorization import EVERY_NEED, GoogleAccess, StoredToken
from tests.contract.bench import BERLIN, YEAR, Seed
from tests.fakes.google_calendar import GoogleCalendar as StandIn

SAM = "sam@example.org"
_GUESTS = [{"email": "kim@example.org", "displayName": "Kim", "responseStatus": "accepted"}]
_RINGS = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 15}]}
_OURS_TO_CHANGE = frozenset(
    {"description", "start", "end", "id", "recurringEventId", "originalStartTime", "recurrence"}
    | {"etag", "updated", "sequence", "created", "htmlLink"}
)


def client_for(server: StandIn, email: str = SAM) -> GoogleClient:
    """A client with a fresh access that waits for nothing."""
    given = server.authorized_user(email)
    token = StoredToken.model_validate(
        {
            "renewal": {"kind": "authorized_user"} | given,
            "token_uri": given["token_uri"],
            "scopes": given["scopes"],
        }
    )
    access = GoogleAccess(token, owner="Sam", needs=EVERY_NEED, save=lambda _: None)
    return GoogleClient(
        service_at(server.api_root),
        access,
        limits=Limits(),
        label="Google calendar",
        patience=Patience(sleep=lambda _: None, jitter=lambda: 1.0),
    )


class GoogleBench:
    """One account with its primary calendar."""

    def __init__(self, server: StandIn) -> None:
        self.server = server
        server.world.description_limit = 20_000  # how long a text may be is documented nowhere
        self.ui = server.add_user(SAM, "Europe/Berlin")
        self.writer = GoogleCalendar(client_for(server), "primary", default_zone=BERLIN)
        self.reader = self.writer

    def seed(self, seed: Seed) -> None:
        more: dict[str, Any] = {"iCalUID": seed.uid, "description": seed.description}
        if seed.decorated:
            more |= {"attendees": _GUESTS, "reminders": _RINGS, "colorId": "11"}
        rule = [f"RRULE:FREQ=WEEKLY;COUNT={seed.weeks}"] if seed.weeks else []
        self.ui.put(seed.summary, seed.start, seed.end, recurrence=rule, **more)

    def describe(self, event: CalendarEvent, text: str) -> None:
        self.ui.edit(self._base(event), description=text)

    def move(self, event: CalendarEvent, start: datetime, end: datetime) -> None:
        self.ui.edit(self._base(event), start=_moment(start), end=_moment(end))

    def delete(self, event: CalendarEvent) -> None:
        self.ui.delete(self._base(event))

    def dump(self) -> Hashable:
        week = self.ui.week(YEAR.start, YEAR.end)
        return json.dumps([_told(each) for each in week], sort_keys=True)

    def rest_of(self, event: CalendarEvent) -> Hashable:
        assert event.handle is not None
        found = self.ui.look(_google_id(event))
        return json.dumps(_without(found, _OURS_TO_CHANGE), sort_keys=True)

    def rings_or_invites(self, event: CalendarEvent) -> bool:
        found = self.ui.look(_google_id(event))
        return bool(self.ui.alarms(_google_id(event)) or found.get("attendees"))

    @staticmethod
    def _base(event: CalendarEvent) -> str:
        assert event.handle is not None
        return event.handle.ref.removeprefix("ours/")


def _moment(moment: datetime) -> dict[str, str]:
    return {"dateTime": moment.isoformat(), "timeZone": "Europe/Berlin"}


def _google_id(event: CalendarEvent) -> str:
    assert event.handle is not None
    base = event.handle.ref.removeprefix("ours/")
    return f"{base}_{event.handle.recurrence_id}" if event.handle.recurrence_id else base


def _told(event: dict[str, Any]) -> dict[str, Any]:
    """What the athlete sees of an event; instants in UTC, as every program may say them."""
    shown = _without(event, {"etag", "updated", "sequence"})
    for name in ("start", "end"):
        said = dict(shown[name])
        if "dateTime" in said:
            said["dateTime"] = datetime.fromisoformat(said["dateTime"]).astimezone(UTC).isoformat()
        shown[name] = said
    return {name: value for name, value in shown.items() if value not in ("", [], None)}


def _without(event: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in names}
