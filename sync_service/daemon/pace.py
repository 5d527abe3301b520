"""When an athlete is looked after next: pure arithmetic, the same for the same cycle.

Cycles that fail come ever more seldom, up to six hours apart. Jitter keeps athletes who began
together from coming together for ever; it is drawn from their names, so that nothing is random.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sync_service.store.schedule import Appointment, Trouble

LONGEST = timedelta(hours=6)
_MOST_DOUBLINGS = 10
_UNTROUBLED = frozenset({Trouble.NONE, Trouble.HELD})
_LONGEST_WAIT_S = 7 * 24 * 3600.0  # what a server may ask for and is heeded


@dataclass(frozen=True, slots=True)
class Pace:
    """How often athletes are looked after; `jitter_share` of the interval either way."""

    interval: timedelta
    jitter_share: float = 0.1

    def __post_init__(self) -> None:
        """Raise ValueError for what would never wait, or wait backwards."""
        if self.interval <= timedelta() or not 0 <= self.jitter_share < 1:
            raise ValueError("an interval must be longer than nothing, and jitter less than it")


@dataclass(frozen=True, slots=True)
class Result:
    """What a cycle came to: when it began and ended, and what a server asked to wait."""

    athlete: str
    began: datetime
    ended: datetime
    trouble: Trouble = Trouble.NONE
    retry_after_s: float | None = None


def following(before: Appointment, result: Result, pace: Pace) -> Appointment:
    """The appointment after a cycle.

    Who was asked for while the cycle ran is due at once: it may not have seen what changed.
    """
    failures = 0 if result.trouble in _UNTROUBLED else before.failures + 1
    wait = _jittered(_wait(result.trouble, failures, pace), result, pace.jitter_share)
    not_before = _not_before(result)
    later = max(result.ended + wait, not_before or result.ended)
    if before.asked_at is not None and before.asked_at > result.began:
        later = max(result.ended, not_before or result.ended)
    return replace(
        before,
        next_sync_at=later,
        not_before=not_before,
        asked_at=None,
        failures=failures,
        trouble=result.trouble,
    )


def _wait(trouble: Trouble, failures: int, pace: Pace) -> timedelta:
    longest = max(LONGEST, pace.interval)
    if trouble is Trouble.NEEDS_REAUTHORIZATION:
        return longest  # nothing but the athlete mends it, and that makes them due
    doublings = min(max(failures - 1, 0), _MOST_DOUBLINGS)
    return min(pace.interval * (1 << doublings), longest)


def _jittered(wait: timedelta, result: Result, share: float) -> timedelta:
    drawn = sha256(f"{result.athlete} {result.began.isoformat()}".encode(errors="replace")).digest()
    between = int.from_bytes(drawn[:8]) / float(1 << 64)  # 0 ≤ … < 1
    return wait * (1 + share * (2 * between - 1))


def _not_before(result: Result) -> datetime | None:
    if result.retry_after_s is None:
        return None
    return result.ended + timedelta(seconds=min(max(result.retry_after_s, 0), _LONGEST_WAIT_S))
