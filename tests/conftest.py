"""What every test may ask for."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.planted import betrayed, forget_all

# A slow machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def nothing_planted_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test is about: no library and nothing of ours logs what a scenario planted."""
    forget_all()
    yield
    assert betrayed(caplog.text) == []


@pytest.fixture
def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
