"""The stand-in, with one account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.google_calendar import google_calendar
from tests.google_calendar.bench import SAM, Bench
from tests.google_calendar.scripted import Scripted, scripted_server


@pytest.fixture
def bench() -> Iterator[Bench]:
    with google_calendar() as server:
        yield Bench(server, server.add_user(SAM, "Europe/Berlin"))


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    with scripted_server() as server:
        yield server
