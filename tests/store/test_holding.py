"""One at a time writes for an athlete: threads, processes, and processes that were killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest

from sync_service.errors import AthleteHeld, LeaseLost
from sync_service.holder import is_gone, spoken, this_process
from sync_service.holding import LEASE_S, holding
from sync_service.store.database import Store
from sync_service.store.lease import HeldBy, Lease
from tests.cli.conftest import calendar, event
from tests.store.conftest import OpenStore
from tests.store.samples import NOW

ROOT = Path(__file__).parents[2]
HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync_service.holding import holding
from sync_service.store.database import open_store
store = open_store(sys.argv[1], now=datetime.now(UTC), key_file=Path(sys.argv[2]))
with holding(store, "Sam"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(url: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds Sam until its standard input ends."""
    process = subprocess.Popen(  # noqa: S603 this very program
        [sys.executable, "-c", HOLDS, url, str(folder / "counterpoint.key")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_thread_is_told_of_its_own_process(store: Store) -> None:
    told: list[str] = []

    def second() -> None:
        with pytest.raises(AthleteHeld) as held, holding(store, "Sam", lambda: NOW):
            pass
        told.append(str(held.value))

    with holding(store, "Sam", lambda: NOW):
        thread = Thread(target=second)
        thread.start()
        thread.join()
        with holding(store, "Alex", lambda: NOW):
            pass
    until = NOW + timedelta(seconds=LEASE_S)
    assert told[0].startswith(f"Sam is held by process {os.getpid()} on ")
    assert f" until {until:%H:%M:%S}, " in told[0]
    with holding(store, "Sam", lambda: NOW):
        pass


def test_what_fails_in_between_gives_the_athlete_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), holding(store, "Sam"):
        raise ZeroDivisionError
    with holding(store, "Sam") as lease:
        assert lease.token == 2


def test_a_process_that_works_is_waited_for_and_one_that_ended_is_not(
    url: str, opened: OpenStore, tmp_path: Path
) -> None:
    store = opened()
    with another_process(url, tmp_path) as process:
        with pytest.raises(AthleteHeld, match=f"held by process {process.pid} on"):
            holding(store, "Sam").__enter__()
        process.communicate("")
        with holding(store, "Sam"):
            pass


def test_a_process_that_was_killed_locks_nobody_out(
    url: str, opened: OpenStore, tmp_path: Path
) -> None:
    """Nobody has asked for its end when the next one comes: it is still in the list."""
    store = opened()
    with another_process(url, tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        with holding(store, "Sam") as lease:
            assert lease.token == 2


def test_a_process_that_stands_still_is_waited_for_and_then_writes_nothing(
    url: str, opened: OpenStore, tmp_path: Path
) -> None:
    store = opened()
    with another_process(url, tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(AthleteHeld):
            holding(store, "Sam").__enter__()
        later = datetime.now(UTC) + timedelta(seconds=LEASE_S + 1)
        with holding(store, "Sam", lambda: later) as lease:
            process.send_signal(signal.SIGCONT)
            process.communicate("")
            with store.writing("Sam", lease):
                pass


def test_who_is_overtaken_cannot_write(store: Store) -> None:
    later = NOW + timedelta(seconds=LEASE_S)
    with (
        holding(store, "Sam", lambda: NOW) as slept,
        holding(store, "Sam", lambda: later),
        pytest.raises(LeaseLost),
        store.writing("Sam", slept),
    ):
        pass


def test_long_work_renews_its_lease(store: Store) -> None:
    beats = Semaphore(0)
    later = NOW + timedelta(seconds=LEASE_S - 1)

    def clock() -> datetime:
        beats.release()
        return later if held else NOW

    held = False
    with holding(store, "Sam", clock, beat_s=0.01):
        held = True
        for _ in range(3):  # taken, and twice renewed: the first renewal is in the database then
            assert beats.acquire(timeout=60)
        found = store.take_lease("Sam", "the server", later, LEASE_S)
        assert isinstance(found, HeldBy)
        assert found.until == later + timedelta(seconds=LEASE_S)


@pytest.mark.parametrize(
    "holder", ["the server", "process 1 on elsewhere", "process 1 on x [0123456789ab 1]"]
)
def test_a_holder_that_cannot_be_seen_from_here_is_waited_for(store: Store, holder: str) -> None:
    assert isinstance(store.take_lease("Sam", holder, NOW, LEASE_S), Lease)
    with pytest.raises(AthleteHeld, match=re.escape(spoken(holder))):
        holding(store, "Sam", lambda: NOW).__enter__()


def test_another_process_of_the_same_number_is_not_the_holder(store: Store) -> None:
    us = this_process()
    assert not is_gone(us)
    former = re.sub(r"\d+\]$", "1]", us)
    assert former != us
    assert isinstance(store.take_lease("Sam", former, NOW, LEASE_S), Lease)
    with holding(store, "Sam", lambda: NOW) as lease:
        assert lease.token == 2


@pytest.fixture
def slow_feed() -> Iterator[tuple[str, Event, Event]]:
    """A feed that waits to be let go: its address, whether it was asked, and the way on."""
    asked, goes_on = Event(), Event()
    legs = event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5")
    tempo = event("tempo", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km")
    body = calendar(legs, tempo).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            goes_on.wait(60)
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/plan.ics", asked, goes_on
    goes_on.set()
    http.shutdown()
    http.server_close()
    thread.join()


def test_two_commands_at_once_and_one_that_was_killed(
    url: str, tmp_path: Path, slow_feed: tuple[str, Event, Event]
) -> None:
    address, asked, goes_on = slow_feed
    (tmp_path / "counterpoint.toml").write_text(
        f'database_url = "{url}"\n[[athletes]]\nname = "Sam"\ntime_zone = "Europe/Berlin"\n'
        f'sources = [{{ kind = "ics_feed", address = "{address}" }}]\n'
        'write_to = { kind = "local_calendar", folder = "calendar" }\n'
    )

    def sync() -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 this very program
            [Path(sys.executable).with_name("counterpoint"), "sync", "--now", "2026-01-11T08:00"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
        )

    with sync() as first:
        assert asked.wait(60)
        with sync() as second:
            told = second.communicate(timeout=60)[1]
        assert second.returncode == 2
        assert re.fullmatch(
            rf"Sam is held by process {first.pid} on \S+ until [\d:]{{8}}, and longer while it "
            r"works; let it end, then try again\.\n",
            told,
        )
        first.kill()
    goes_on.set()
    with sync() as third:
        out, err = third.communicate(timeout=60)
    assert (third.returncode, err) == (0, "")
    assert "added" in out
    assert len(list((tmp_path / "calendar").glob("*.ics"))) >= 2
