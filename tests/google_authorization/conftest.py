"""What the tests of authorization share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import counterpoint
from tests.google_authorization.token_server import TokenServer, a_token, token_server

__all__ = ["counterpoint"]


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    """A token endpoint that gives a token to whoever asks."""
    with token_server(lambda _: a_token()) as running:
        yield running
