"""The loop by the local clock, systemd's datagrams, and the extras."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from sync_service.daemon.notices import apprise_send
from sync_service.daemon.reporting import reporting_of
from sync_service.daemon.service import Loop, serve
from sync_service.daemon.signals import Signals
from sync_service.daemon.systemd import Systemd
from sync_service.errors import SettingsError
from tests.daemon.feeds import Feeds
from tests.daemon.processes import running, settings
from tests.daemon.test_daemon import House, house, log

__all__ = ["house", "log"]


@pytest.fixture
def local_clock() -> Iterator[None]:
    former = os.environ.get("TZ")
    yield
    if former is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = former
    time.tzset()


@pytest.mark.usefixtures("local_clock")
def test_an_hour_that_comes_twice_lets_nobody_wait() -> None:
    """Once more: the local clock goes back an hour while the loop runs (FAILURES 24)."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    turns: list[None] = []
    loop = Loop(lambda: turns.append(None), lambda: None)
    os.environ["TZ"] = "UTC+1"
    time.tzset()
    for _ in range(300):
        loop.run_pending()
        if turns:
            break
        time.sleep(0.1)
    assert turns
    assert 0 <= loop.idle_s() <= 1


def test_the_server_is_closed_while_cycles_come_to_their_end(house: House, feeds: Feeds) -> None:
    """One after the other they could take longer than the ten seconds that a service has."""
    feeds.stalled |= {"/sam.ics", "/alex.ics"}
    ours, theirs = socket.socketpair()
    with ours, theirs, ExitStack() as beside:
        beside.callback(feeds.let_go)
        house.daemon.turn()
        feeds.wait_until_busy(2)
        theirs.send(bytes([signal.SIGTERM]))
        assert serve(house.daemon, Systemd(), Signals(ours), beside=beside)


def test_who_asks_twice_for_the_end_gets_the_same_answer() -> None:
    asking = """
import os, signal
from sync_service.daemon.signals import signals
with signals() as line:
    os.kill(os.getpid(), signal.SIGTERM)
    assert line.wait(60) == {signal.SIGTERM}
for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    os.kill(os.getpid(), each)
"""
    done = subprocess.run(  # noqa: S603 this very program
        [sys.executable, "-c", asking], check=False, cwd=Path(__file__).parents[2], timeout=120
    )
    assert done.returncode == 0


def test_systemd_is_told_and_kept_from_barking(feeds: Feeds, tmp_path: Path) -> None:
    feeds.show("sam", "Tempo run 9 km")
    settings(tmp_path, feeds, "sam")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(60)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}

        def next_but_barks() -> str:
            while (told := line.recv(1000).decode()) == "WATCHDOG=1":
                pass
            return told

        with running(tmp_path, environment=environment) as daemon:
            assert line.recv(1000) == b"READY=1"
            assert [line.recv(1000) for _ in range(3)] == [b"WATCHDOG=1"] * 3
            daemon.signal(signal.SIGHUP)
            assert next_but_barks().startswith("RELOADING=1\nMONOTONIC_USEC=")
            assert next_but_barks() == "READY=1"
            daemon.signal(signal.SIGTERM)
            assert next_but_barks() == "STOPPING=1"
            assert daemon.ends() == 0


@pytest.fixture
def collector() -> Iterator[tuple[str, Queue[tuple[str, bytes]]]]:
    """A server that takes whatever is posted."""
    posted: Queue[tuple[str, bytes]] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.put((self.path, self.rfile.read(int(self.headers["Content-Length"] or 0))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"127.0.0.1:{http.server_port}", posted
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")  # Apprise still asks for it
def test_a_notice_goes_the_way_that_apprise_knows(
    collector: tuple[str, Queue[tuple[str, bytes]]],
) -> None:
    address, posted = collector
    assert apprise_send([]) is None
    send = apprise_send([f"json://{address}/hook"])
    assert send is not None
    assert send("Counterpoint", "2 changes are held back")
    body = json.loads(posted.get(timeout=60)[1])
    assert (body["title"], body["message"]) == ("Counterpoint", "2 changes are held back")


@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")  # Apprise still asks for it
def test_an_address_that_apprise_does_not_know_is_not_repeated() -> None:
    with pytest.raises(SettingsError, match="address 2") as told:
        apprise_send(["json://127.0.0.1/", "zzsekret://token"])
    assert "zzsekret" not in str(told.value)


REPORTS = """
import os, sys
from sync_service.daemon.reporting import reporting_of
reporting = reporting_of(os.environ)
assert ("sentry_sdk" in sys.modules) is ("SENTRY_DSN" in os.environ)
try:
    with reporting.span("cycle"):
        title = "zzsekret"
        raise ValueError(title)
except ValueError as error:
    reporting.report(error)
if "SENTRY_DSN" in os.environ:
    import sentry_sdk
    sentry_sdk.flush(30)
"""


@pytest.mark.parametrize(
    ("variable", "value", "path", "known"),
    [
        ("SENTRY_DSN", "http://key@{}/1", "/api/1/envelope/", b"ValueError at <string>"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://{}", "/v1/traces", b"cycle"),
    ],
)
def test_reports_hold_kinds_and_places_and_no_words(
    collector: tuple[str, Queue[tuple[str, bytes]]],
    variable: str,
    value: str,
    path: str,
    known: bytes,
) -> None:
    address, posted = collector
    plain = {"OTEL_EXPORTER_OTLP_COMPRESSION": "none", "PATH": os.environ["PATH"]}
    subprocess.run(  # noqa: S603 this very program
        [sys.executable, "-c", REPORTS],
        check=True,
        env={**plain, variable: value.format(address)},
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    where, body = posted.get(timeout=60)
    unpacked = _unzipped(body)
    assert where == path
    assert known in unpacked
    assert b"zzsekret" not in unpacked


def _unzipped(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def test_nothing_is_reported_where_nobody_asks(capfd: pytest.CaptureFixture[str]) -> None:
    reporting = reporting_of({})
    with reporting.span("cycle"):
        reporting.report(ValueError("zzsekret"))
    assert capfd.readouterr() == ("", "")


def test_a_sentry_address_that_is_none_is_told_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match="SENTRY_DSN") as told:
        reporting_of({"SENTRY_DSN": "zzsekret"})
    assert "zzsekret" not in str(told.value)
