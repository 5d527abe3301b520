"""One at a time writes for an athlete: a lease, renewed while the work goes on.

It stands on the clock of the machine, not on a `--now` that was typed. Who was killed is seen to
be gone where it ran on the same machine; elsewhere its lease runs out by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Event, Thread

from sync_service.errors import AthleteHeld, LeaseLost, StoreError
from sync_service.holder import is_gone, spoken, this_process
from sync_service.store.database import Store
from sync_service.store.lease import HeldBy, Lease

LEASE_S = 60.0
_BEAT_S = 15.0

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


@contextmanager
def holding(
    store: Store, athlete: str, clock: Clock = wall_clock, *, beat_s: float = _BEAT_S
) -> Iterator[Lease]:
    """Hold the athlete as long as the context lasts; threads of one process exclude each other too.

    Every `beat_s` the lease is renewed.

    Raises:
        AthleteHeld: somebody else is at work for the athlete.
        StoreError: the store cannot be used.
    """
    lease = _taken(store, athlete, clock)
    ended = Event()
    beats = Thread(target=_beat, args=(store, lease, clock, beat_s, ended), daemon=True)
    beats.start()
    try:
        yield lease
    finally:
        ended.set()
        beats.join()
        with suppress(StoreError):  # it runs out by itself
            store.give_back_lease(lease)


def is_at_work(store: Store, athlete: str, clock: Clock = wall_clock) -> bool:
    """Whether somebody holds the athlete who has not ended, as far as can be seen from here."""
    held = store.holder_of(athlete, clock())
    return held is not None and not is_gone(held.holder)


def _taken(store: Store, athlete: str, clock: Clock) -> Lease:
    found = _try(store, athlete, clock)
    if isinstance(found, HeldBy) and is_gone(found.holder):
        # the token lets only one of several take over: it frees what was seen, nothing newer
        store.give_back_lease(Lease(athlete, found.holder, found.token, found.until))
        found = _try(store, athlete, clock)
    if isinstance(found, HeldBy):
        until = found.until.astimezone(clock().tzinfo)
        raise AthleteHeld(
            f"{athlete} is held by {spoken(found.holder)} until {until:%H:%M:%S}, and longer "
            "while it works; let it end, then try again."
        )
    return found


def _try(store: Store, athlete: str, clock: Clock) -> Lease | HeldBy:
    return store.take_lease(athlete, this_process(), clock(), LEASE_S)


def _beat(store: Store, lease: Lease, clock: Clock, beat_s: float, ended: Event) -> None:
    """Renew until the end; who lost the lease is told so by the next write."""
    while not ended.wait(beat_s):
        try:
            store.renew_lease(lease, clock(), LEASE_S)
        except LeaseLost:
            return
        except StoreError:
            continue  # the next beat comes in time
