"""Usage limits: a sliding minute for each project and each user."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.google_calendar.problems import limit_exceeded

MINUTE = timedelta(minutes=1)


@dataclass
class Limits:
    """Calls a minute; None is without limit. A refused call counts as well.

    `status` is 403 (with the reason of the limit that was hit) or 429, as the API may choose.
    """

    per_project: int | None = 10_000
    per_user: int | None = 600
    status: int = 403
    retry_after_s: int | None = None
    refused: int = 0
    _calls: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def spend(self, project: str, user: str, now: datetime) -> None:
        """Count a call; raise the API's error where it is one too many."""
        used_by_project = self._count(f"project {project}", now)
        used_by_user = self._count(f"user {project} {user}", now)
        if self.per_user is not None and used_by_user > self.per_user:
            self._refuse("userRateLimitExceeded")
        if self.per_project is not None and used_by_project > self.per_project:
            self._refuse("rateLimitExceeded")

    def _count(self, key: str, now: datetime) -> int:
        calls = self._calls[key]
        calls.append(now)
        while calls[0] <= now - MINUTE:
            calls.popleft()
        return len(calls)

    def _refuse(self, reason: str) -> None:
        self.refused += 1
        reason = "rateLimitExceeded" if self.status == 429 else reason
        raise limit_exceeded(reason, self.status, self.retry_after_s)


def no_limits() -> Limits:
    return Limits(per_project=None, per_user=None)
