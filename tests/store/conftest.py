"""Every test of the store runs on both databases."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from sync_service.store.database import Store, open_store
from tests.store.cluster import cluster, programs

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
_LOGS_PAGES = 150_000
_numbers = count()

OpenStore = Callable[[], Store]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    found = programs()
    if found is None:
        pytest.skip(
            "PostgreSQL is not installed: pg_ctl is found neither on the path nor beside it"
        )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with cluster(found, port) as address:
        yield address


@pytest.fixture
def postgresql_url(server: str) -> str:
    """A database with nothing in it."""
    name = f"store{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        # files are copied in half the time in which PostgreSQL 15 and later log every page
        quick = "STRATEGY = FILE_COPY" if connection.info.server_version >= _LOGS_PAGES else ""
        connection.execute(f"CREATE DATABASE {name} {quick}")
    return f"{server}/{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/counterpoint.db?timeout=5"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def opened(url: str, tmp_path: Path) -> Iterator[OpenStore]:
    """Open the database again, as another process would."""
    stores: list[Store] = []

    def once_more() -> Store:
        stores.append(open_store(url, now=NOW, key_file=tmp_path / "counterpoint.key"))
        return stores[-1]

    yield once_more
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: OpenStore) -> Store:
    return opened()
