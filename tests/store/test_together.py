"""Several threads and processes on one database: leases, fences, turns."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync_service.errors import LeaseLost
from sync_service.store.database import Store, open_store
from sync_service.store.lease import HeldBy, Lease
from sync_service.store.records import CycleKind
from tests.store.conftest import OpenStore
from tests.store.samples import NOW, item

MINUTE = timedelta(minutes=1)
BEGINS_CYCLES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync_service.store.database import open_store
from sync_service.store.records import CycleKind
now = datetime(2026, 3, 2, tzinfo=UTC)
store = open_store(sys.argv[1], now=now, key_file=Path(sys.argv[2]))
for _ in range(20):
    with store.writing("Sam") as ledger:
        ledger.begin_cycle(CycleKind.SYNC, now)
"""


def taken(store: Store, holder: str, minutes: int = 0) -> Lease:
    lease = store.take_lease("Sam", holder, NOW + minutes * MINUTE, 60)
    assert isinstance(lease, Lease)
    return lease


def test_the_second_is_told_who_holds_the_lease_and_until_when(store: Store) -> None:
    lease = taken(store, "laptop")
    assert lease == Lease("Sam", "laptop", 1, NOW + MINUTE)
    refused = store.take_lease("Sam", "server", NOW + MINUTE / 2, 60)
    assert refused == HeldBy("laptop", NOW + MINUTE, 1)
    assert store.take_lease("Sam", "laptop", NOW, 60) == refused


def test_a_lease_that_ran_out_or_was_given_back_is_taken_with_a_greater_token(
    store: Store,
) -> None:
    first = taken(store, "laptop")
    second = taken(store, "server", minutes=1)
    store.give_back_lease(first)
    assert isinstance(store.take_lease("Sam", "laptop", NOW + MINUTE, 60), HeldBy)
    store.give_back_lease(second)
    third = taken(store, "laptop", minutes=1)
    assert [first.token, second.token, third.token] == [1, 2, 3]


def test_a_renewed_lease_is_held_longer(store: Store) -> None:
    lease = store.renew_lease(taken(store, "laptop"), NOW + MINUTE / 2, 60)
    assert lease.until == NOW + MINUTE * 1.5
    assert isinstance(store.take_lease("Sam", "server", NOW + MINUTE, 60), HeldBy)


def test_who_slept_through_the_lease_writes_nothing(store: Store) -> None:
    slept = taken(store, "laptop")
    with store.writing("Sam", slept) as ledger:
        ledger.put_item(item(etag="1"))
    now = taken(store, "server", minutes=2)
    with pytest.raises(LeaseLost, match="held by server"), store.writing("Sam", slept):
        pass
    with pytest.raises(LeaseLost):
        store.renew_lease(slept, NOW, 60)
    with store.writing("Sam", now) as ledger:
        assert ledger.items() == (item(etag="1"),)
    store.give_back_lease(now)
    with pytest.raises(LeaseLost), store.writing("Sam", now):
        pass


def test_threads_take_turns(store: Store) -> None:
    def begin(_: int) -> int:
        with store.writing("Sam") as ledger:
            number = ledger.begin_cycle(CycleKind.SYNC, NOW).id
            ledger.put_item(replace(item(), key=f"key-{number}"))
            return number

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(begin, range(40)))
    assert numbers == list(range(1, 41))
    with store.reading("Sam") as ledger:
        assert len(ledger.items()) == 40


def test_processes_open_a_new_database_at_once_and_take_turns(url: str, tmp_path: Path) -> None:
    key = tmp_path / "counterpoint.key"
    command = [sys.executable, "-c", BEGINS_CYCLES, url, str(key)]
    running = [
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 this very program
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=60)[1] for process in running]
    assert ended == ["", "", ""]
    store = open_store(url, now=NOW, key_file=key)
    with store.reading("Sam") as ledger:
        assert ledger.cycles(1)[0].id == 60
    store.close()


def test_only_one_of_many_gets_the_lease(opened: OpenStore) -> None:
    store = opened()

    def take(number: int) -> bool:
        return isinstance(store.take_lease("Sam", f"p{number}", NOW, 60), Lease)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, range(12))) == 1
