"""A stand-in with one user, and Google's own client talking to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi, google_calendar
from tests.fakes.talking import Service, talking

ANNA = "anna@example.com"


@pytest.fixture
def server() -> Iterator[GoogleCalendar]:
    """A stand-in whose clock stands on a Monday morning."""
    with google_calendar() as running:
        running.clock.hold(datetime(2026, 3, 2, 8, tzinfo=UTC))
        yield running


@pytest.fixture
def anna(server: GoogleCalendar) -> GoogleUi:
    """Anna, in Google's own pages."""
    return server.add_user(ANNA)


@pytest.fixture
def service(server: GoogleCalendar, anna: GoogleUi) -> Iterator[Service]:
    """Google's client, allowed everything on Anna's calendars."""
    with talking(server, server.access_token(anna.email)) as client:
        yield client


@pytest.fixture
def events(service: Service) -> Service:
    """The client's `events()`."""
    return service.events()
