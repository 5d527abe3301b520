"""One request to the API, understood: what a handler gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.discovery import Method
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import ROLES, CalendarState, World

READS = "freeBusyReader"
WRITES = "writerWithoutPrivateAccess"
OWNS = "owner"


@dataclass(frozen=True)
class Grant:
    """Who calls, through which client, and what was allowed; ends at `expires`."""

    email: str
    client_id: str
    scopes: frozenset[str]  # the last part of each
    expires: datetime
    refresh_token: str | None = None


@dataclass(frozen=True)
class Call:
    """A request whose parameters have their types."""

    method: Method
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Json
    headers: Mapping[str, str]  # names in lower case
    grant: Grant

    @property
    def email(self) -> str:
        return self.grant.email

    @property
    def scopes(self) -> frozenset[str]:
        return self.method.scopes & self.grant.scopes


def check_if_match(call: Call, etag: str) -> None:
    given = call.headers.get("if-match")
    if given is not None and given != "*" and etag not in [g.strip() for g in given.split(",")]:
        raise problems.condition_not_met()


def calendar_of(world: World, call: Call, needed: str = READS) -> CalendarState:
    """The calendar that a call names; 404 for one that the caller cannot see."""
    name = call.path["calendarId"]
    return visible_calendar(world, call, call.email if name == "primary" else name, needed)


def visible_calendar(world: World, call: Call, name: str, needed: str = READS) -> CalendarState:
    calendar = world.calendars.get(name)
    if calendar is None or calendar.deleted:
        raise problems.not_found()
    role = calendar.role_of(call.email)
    if role == "none":
        raise problems.not_found()
    _check_scopes(call, calendar, role)
    if ROLES.index(role) < ROLES.index(needed):
        raise problems.forbidden() if needed == OWNS else problems.writer_needed()
    return calendar


def _check_scopes(call: Call, calendar: CalendarState, role: str) -> None:
    """Some scopes reach some calendars only: owned ones, or those that the client made."""
    allowed = set(call.scopes)
    if calendar.made_by_client != call.grant.client_id:
        allowed.discard("calendar.app.created")
    if role != OWNS:
        allowed -= {"calendar.events.owned", "calendar.events.owned.readonly"}
    if "default" not in calendar.acl:
        allowed.discard("calendar.events.public.readonly")
    if not allowed:
        raise problems.insufficient_permissions()


def shown_role(call: Call, calendar: CalendarState) -> str:
    """The role that decides on details: events.freebusy shows times alone."""
    if call.scopes == {"calendar.events.freebusy"}:
        return "freeBusyReader"
    return calendar.role_of(call.email)
