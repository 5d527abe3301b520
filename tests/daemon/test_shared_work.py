"""Several daemons on one database: they share the work, and nobody is looked after twice at once.

Who gets whom is a matter of luck. So each has one worker, and feeds that stall keep it busy: when
two athletes are looked after at once, each of the two daemons is at work.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync_service.daemon.daemon import Daemon, Surroundings
from sync_service.daemon.roster import roster_of
from sync_service.store.database import Store
from sync_service.store.lease import Lease
from tests.daemon.feeds import Feeds
from tests.daemon.processes import Running, running, settings
from tests.store.conftest import OpenStore

NAMES = ("alex", "kim", "lou", "sam")
TITLES = ("Heavy squats 5x5", "Tempo run 9 km")
ROUNDS = 3


def ask_all(store: Store) -> None:
    for name in NAMES:
        store.ask(name, datetime.now(UTC))


def wait_until_done(store: Store, *daemons: Running) -> None:
    while store.due(datetime.now(UTC)):
        assert all(each.process.poll() is None for each in daemons)
        time.sleep(0.05)


def cycles_of(daemon: Running) -> Counter[tuple[str, int]]:
    told = [each for each in daemon.lines if each["event"] == "cycle"]
    return Counter((each["athlete"], each["cycle"]) for each in told)


def test_two_processes_work_at_once_and_never_for_one_athlete(
    feeds: Feeds, url: str, opened: OpenStore, tmp_path: Path
) -> None:
    for name in NAMES:
        feeds.show(name, *TITLES)
    file = settings(tmp_path, feeds, *NAMES, url=url)
    file.write_text(f"workers = 1\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    store = opened()
    store.enroll(NAMES, datetime.now(UTC) + timedelta(hours=1))
    with ExitStack() as stack:
        both = [stack.enter_context(running(tmp_path)) for _ in range(2)]
        for each in both:
            each.says("started")
        feeds.stalled |= feeds.bodies.keys()
        ask_all(store)
        feeds.wait_until_busy(2)
        assert set(feeds.asked.values()) == {1}
        feeds.goes_on.set()
        wait_until_done(store, *both)
        for _ in range(ROUNDS):  # both run for everyone, as fast as they can
            ask_all(store)
            wait_until_done(store, *both)
        for each in both:
            each.signal(signal.SIGTERM)
        assert [each.ends() for each in both] == [0, 0]
    first, second = map(cycles_of, both)
    assert first
    assert second
    assert not first.keys() & second.keys()
    assert set(feeds.at_once.values()) == {1}
    for name in NAMES:
        with store.reading(name) as ledger:
            kept = ledger.cycles(500)
            assert not ledger.open_entries()
        assert {each.outcome for each in kept} == {"done"}
        assert {(name, each.id) for each in kept} <= first.keys() | second.keys()


def test_who_slept_through_the_lease_writes_nothing_more(
    feeds: Feeds, url: str, opened: OpenStore, tmp_path: Path
) -> None:
    """A daemon whose feed takes minutes: another process has the athlete by then."""
    feeds.show("sam", *TITLES)
    feeds.stalled.add("/sam.ics")
    file = settings(tmp_path, feeds, "sam", url=url)
    now = [datetime.now(UTC)]
    store, other = opened(), opened()
    daemon = Daemon(
        store, lambda kept: roster_of(file, store=kept), Surroundings(clock=lambda: now[0])
    )
    daemon.start()
    daemon.turn()
    feeds.wait_until_asked("sam")
    now[0] += timedelta(minutes=2)
    lease = other.take_lease("sam", "another process", now[0], 60)
    assert isinstance(lease, Lease)
    feeds.goes_on.set()
    assert daemon.settle(60)
    calendar = tmp_path / "sam-calendar"
    assert not [*calendar.glob("*.ics")]
    with store.reading("sam") as ledger:
        assert (ledger.items(), ledger.open_entries()) == ((), ())
        assert [each.ended_at for each in ledger.cycles(9)] == [None]
    other.give_back_lease(lease)
    now[0] += timedelta(minutes=1)
    daemon.turn()
    assert daemon.settle(60)
    assert [*calendar.glob("*.ics")]
    assert daemon.stop(60)
