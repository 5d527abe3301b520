"""What the tests of the daemon stand on: feeds on loopback, and both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.daemon.feeds import Feeds, feed_server
from tests.store.conftest import opened, postgresql_url, server, sqlite_url, store, url

__all__ = ["feeds", "opened", "postgresql_url", "server", "sqlite_url", "store", "url"]


@pytest.fixture
def feeds() -> Iterator[Feeds]:
    with feed_server() as found:
        yield found
