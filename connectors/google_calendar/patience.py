"""How long a call that failed in passing is waited for, and when it is put off instead."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from connectors.google_calendar.failure import Failure, Kind

_QUOTA_S = 3600.0  # the quota of a day does not come back within a cycle
_LIMIT_S = 60.0  # limits are counted over a sliding minute
_PASSING = frozenset({Kind.PASSING, Kind.UNREADABLE, Kind.USER_LIMIT, Kind.PROJECT_LIMIT})


@dataclass(frozen=True, slots=True)
class Patience:
    """A few attempts, after waits that grow and are not the same for everyone.

    `longest_wait_s` is the most that one call waits at a time; what takes longer is put off. An
    answer that does not come within `timeout_s` is given up.
    """

    attempts: int = 4
    first_wait_s: float = 1.0
    longest_wait_s: float = 10.0
    timeout_s: float = 30.0
    sleep: Callable[[float], object] = time.sleep
    jitter: Callable[[], float] = random.random

    def wait_s(self, failure: Failure, attempt: int) -> float | None:
        """How long to wait before attempt number `attempt` + 1; None where it is put off."""
        if failure.kind not in _PASSING or attempt >= self.attempts:
            return None
        wait = failure.after_s
        if wait is None:
            wait = self.first_wait_s * 2 ** (attempt - 1) * (1 + self.jitter()) / 2
        return wait if wait <= self.longest_wait_s else None


def come_back_in_s(failure: Failure) -> float | None:
    """When to try again what was put off; None where nothing is known of it."""
    if failure.kind is Kind.QUOTA:
        return max(_QUOTA_S, failure.after_s or 0.0)
    if failure.kind in {Kind.USER_LIMIT, Kind.PROJECT_LIMIT}:
        return failure.after_s or _LIMIT_S
    return failure.after_s
