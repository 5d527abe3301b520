"""How much is asked of Google in a minute: one bucket for the program, one for each user.

Google counts 10,000 requests a minute for a project and 600 for a user of it; every call of a
batch counts. A bucket that is shared by all athletes of the process keeps below that, so that one
athlete's first read does not make the others wait for Google's refusal.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

PROJECT_PER_MINUTE = 10_000
USER_PER_MINUTE = 600
_MINUTE_S = 60.0


class TokenBucket:
    """Lets a number of requests pass at once, and then as many as flow in."""

    def __init__(self, per_minute: float, clock: Callable[[], float]) -> None:
        """Begin full: half a minute's requests may be asked at once."""
        self._per_s = per_minute / _MINUTE_S
        self._most = per_minute / 2
        self._level = self._most
        self._clock = clock
        self._at = clock()
        self._lock = Lock()

    def take(self, count: int) -> float:
        """Take `count` requests, and tell after how many seconds they may be sent."""
        with self._lock:
            self._refill()
            self._level -= count
            return max(0.0, -self._level / self._per_s)

    def give_back(self, count: int) -> None:
        """Give back what was taken and not sent."""
        with self._lock:
            self._level = min(self._most, self._level + count)

    def pause(self, seconds: float) -> None:
        """Let nothing pass for so long: Google itself said that it is too much."""
        with self._lock:
            self._refill()
            self._level = min(self._level, -seconds * self._per_s)

    def _refill(self) -> None:
        now = self._clock()
        self._level = min(self._most, self._level + (now - self._at) * self._per_s)
        self._at = now


@dataclass
class Limits:
    """The buckets of one process."""

    project_per_minute: float = PROJECT_PER_MINUTE
    user_per_minute: float = USER_PER_MINUTE
    clock: Callable[[], float] = time.monotonic
    _users: dict[str, TokenBucket] = field(default_factory=dict)
    _refused: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Make the bucket that all share."""
        self.project = TokenBucket(self.project_per_minute, self.clock)

    def user(self, name: str) -> TokenBucket:
        """The bucket of one user."""
        with self._lock:
            if name not in self._users:
                self._users[name] = TokenBucket(self.user_per_minute, self.clock)
            return self._users[name]

    def refused(self, name: str, wait_s: float) -> None:
        """Google named the project's limit to a user, and waiting a little did not help.

        It says the same where one calendar or one user alone was asked too often (Google's guide
        to errors, "Rate Limit Exceeded"). Where a second user meets it within the minute, it is
        everybody's: then all rest.
        """
        with self._lock:
            now = self.clock()
            self._refused = {k: at for k, at in self._refused.items() if now - at < _MINUTE_S}
            self._refused[name] = now
            is_everybodys = len(self._refused) > 1
        if is_everybodys:
            self.project.pause(wait_s)
