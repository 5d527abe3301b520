"""Feeds on loopback that change, stall, fail and recover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Lock, Thread

from tests.cli.conftest import calendar, event
from tests.planted import Planted, plant


@dataclass
class Feeds:
    """What the server answers, by path, and what was asked of it."""

    address: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    failing: dict[str, int] = field(default_factory=dict)
    retry_after_s: dict[str, int] = field(default_factory=dict)
    stalled: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    at_once: Counter[str] = field(default_factory=Counter)
    goes_on: Event = field(default_factory=Event)
    _active: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._changed = Condition(self._lock)

    def show(self, name: str, *titles: str, hour: int = 16) -> None:
        """Let the feed hold these workouts, one on each of the days to come."""
        today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        events = []
        for number, title in enumerate(titles, 1):
            start = today + timedelta(days=number, hours=hour)
            end = start + timedelta(hours=1)
            events.append(event(f"{name}-{number}", f"{start:{STAMP}}", f"{end:{STAMP}}", title))
        self.bodies[f"/{name}.ics"] = calendar(*events).encode()

    def of(self, name: str) -> str:
        return plant(f"{self.address}/{name}.ics", Planted.ADDRESS)

    def wait_until_asked(self, name: str, times: int = 1) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.asked[f"/{name}.ics"] >= times, 60)

    def wait_until_busy(self, count: int) -> None:
        """Wait until so many wait for their answers at once."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._active.total() >= count, 60)

    def let_go(self) -> None:
        """Answer who waits; who asks from now on may be stalled again."""
        self.stalled.clear()
        former, self.goes_on = self.goes_on, Event()
        former.set()

    def begin(self, path: str) -> None:
        with self._changed:
            self.asked[path] += 1
            self._active[path] += 1
            self.at_once[path] = max(self.at_once[path], self._active[path])
            self._changed.notify_all()

    def end(self, path: str) -> None:
        with self._changed:
            self._active[path] -= 1


STAMP = "%Y%m%dT%H%M%SZ"


@contextmanager
def feed_server() -> Iterator[Feeds]:
    feeds = Feeds()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feeds.begin(self.path)
            try:
                self._answer()
            finally:
                feeds.end(self.path)

        def _answer(self) -> None:
            if self.path in feeds.stalled:
                feeds.goes_on.wait(60)
            status = feeds.failing.get(self.path, 200)
            body = feeds.bodies.get(self.path, b"") if status == 200 else b""
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            if status == 200 and self.headers["If-None-Match"] == etag:
                status, body = 304, b""
            self.send_response(status)
            if status == 200:
                self.send_header("ETag", etag)
            if self.path in feeds.retry_after_s:
                self.send_header("Retry-After", str(feeds.retry_after_s[self.path]))
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    feeds.address = f"http://127.0.0.1:{http.server_port}"
    yield feeds
    feeds.goes_on.set()
    http.shutdown()
    http.server_close()
    thread.join()
