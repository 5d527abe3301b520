"""A server on loopback, and what a calendar program asks it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client import CollectorRegistry, Counter

from sync_service.feed_links import feed_link, token_of
from sync_service.metrics import Metrics
from sync_service.store.database import Store, open_store
from sync_service.store.records import FeedName, PublishedFeed
from sync_service.web import WebState, serving, web_app
from tests.cli.conftest import counterpoint

__all__ = ["counterpoint"]

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
SECRET = "what-the-tokens-are-made-of"  # noqa: S105 of these tests alone


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> bytes:
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body


@dataclass
class Server:
    """The daemon's server, and what the daemon tells it."""

    store: Store
    address: str = ""
    now: datetime = NOW
    last_cycle: datetime | None = NOW
    waiting: int = 0
    store_works: bool = True
    due: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    metrics: Metrics = field(default_factory=Metrics)

    def state(self) -> WebState:
        Counter("cycles", "Cycles that ended.", registry=self.registry).inc(3)
        return WebState(
            store=self.store,
            registry=self.registry,
            clock=lambda: self.now,
            started_at=NOW,
            last_cycle=lambda: self.last_cycle,
            stale_after=timedelta(hours=1),
            due=self.due.append,
            needs_reauthorization=lambda: self.waiting,
            store_works=lambda: self.store_works,
            is_served=lambda athlete: athlete not in self.left,
            answered=self.metrics.answered,
        )

    def ask(self, link: str, method: str = "GET", **headers: str) -> Reply:
        """A request as a calendar program makes it; an underscore stands for a hyphen."""
        place = urlsplit(self.address)
        connection = HTTPConnection(place.hostname or "", place.port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, urlsplit(link).path, headers=named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, told, answer.read())
        finally:
            connection.close()

    def link(self, name: FeedName, secret: str = SECRET) -> str:
        return feed_link(self.address, token_of(secret, name), name)

    def publish(
        self, content: bytes, digest: str = "d1", athlete: str = "Sam", at: datetime = NOW
    ) -> None:
        """Put the same content into all feeds of an athlete."""
        with self.store.writing(athlete) as ledger:
            for name in FeedName:
                ledger.put_feed(PublishedFeed(name, content, f"of {digest}", digest, at))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    kept = open_store(f"sqlite:///{tmp_path}/db", now=NOW, key_file=tmp_path / "key")
    yield kept
    kept.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Store], Server]]:
    """Start the server on any free port, for whatever store."""
    with ExitStack() as stack:

        def start(store: Store) -> Server:
            server = Server(store)
            server.address = stack.enter_context(serving(web_app(server.state()), "127.0.0.1", 0))
            return server

        yield start


@pytest.fixture
def server(store: Store, serve: Callable[[Store], Server]) -> Server:
    return serve(store)
