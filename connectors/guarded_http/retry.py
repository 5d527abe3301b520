"""Asking again: a few times, after waits that grow and are not the same for everyone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from connectors.errors import RetryLater
from connectors.guarded_http.answer import NO_VALIDATORS, Answer, Fetcher, Validators
from connectors.guarded_http.refusal import Transient
from connectors.guarded_http.trust import Trust


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often and how patiently: `first_wait_s` doubles with each attempt, half to whole.

    A Retry-After up to `patience_s` is waited for; beyond it the caller is told (RetryLater).
    """

    attempts: int = 3
    first_wait_s: float = 0.5
    patience_s: float = 5.0


_USUAL_PLAN = RetryPlan()


class Retrying:
    """A fetcher that asks another one again where a failure may be over in a moment."""

    def __init__(
        self,
        fetcher: Fetcher,
        plan: RetryPlan = _USUAL_PLAN,
        *,
        sleep: Callable[[float], object] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Wrap `fetcher`; `jitter` gives numbers from 0 to 1."""
        self._fetcher = fetcher
        self._plan = plan
        self._sleep = sleep
        self._jitter = jitter

    def get(
        self,
        address: str,
        *,
        trust: Trust,
        label: str,
        validators: Validators = NO_VALIDATORS,
    ) -> Answer:
        """Return what stands at `address`; raise what the last attempt raised."""
        for attempt in range(self._plan.attempts - 1):
            try:
                return self._fetcher.get(address, trust=trust, label=label, validators=validators)
            except Transient:
                self._sleep(self._plan.first_wait_s * 2**attempt * (1 + self._jitter()) / 2)
            except RetryLater as later:
                if later.after_s > self._plan.patience_s:
                    raise
                self._sleep(later.after_s)
        return self._fetcher.get(address, trust=trust, label=label, validators=validators)
