"""What goes wrong between a client and the server, by script or by chance."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tests.fakes.google_calendar.problems import ApiError


class Kind(StrEnum):
    """When and how a call goes wrong."""

    ERROR_BEFORE = "error before commit"  # answered with `error`, nothing done
    ERROR_AFTER = "error after commit"  # done, and answered with `error` all the same
    DROP_BEFORE = "connection dropped before commit"
    DROP_AFTER = "connection dropped after commit"
    HTML = "a proxy's error page"  # nothing done
    MALFORMED = "malformed JSON"  # done, and the answer cannot be read
    TRUNCATED = "truncated answer"  # done, and the connection ends within the answer
    SLOW = "slow"  # done, after `delay_s`


@dataclass(frozen=True)
class Fault:
    """One kind of trouble for calls of `method` ("events.insert", "batch", "oauth.token"; "" any).

    `skip` calls pass first, then `times` of them fail. `error` is the answer of the ERROR kinds,
    `status` that of a proxy's page. httplib2 sends a request again by itself when a connection ends
    without a byte, whatever the verb: a drop that its caller is to see needs `times=2`.
    """

    kind: Kind
    method: str = ""
    error: ApiError | None = None
    status: int = 502
    delay_s: float = 0.0
    times: int = 1
    skip: int = 0

    def meets(self, method: str) -> bool:
        return self.method in {"", method}


class Dropped(Exception):
    """The connection ends without an answer."""


@dataclass
class Faults:
    """The faults to come; `met` counts those that came."""

    waiting: list[Fault] = field(default_factory=list)
    met: Counter[Kind] = field(default_factory=Counter)
    _chance: random.Random | None = None
    _rate: float = 0.0
    _choice: tuple[Fault, ...] = ()

    def script(self, *faults: Fault) -> None:
        """Add faults; the first that meets a call takes it."""
        self.waiting.extend(faults)

    def at_random(self, seed: int, rate: float, choice: Iterable[Fault]) -> None:
        """Let a share of all calls (0 to 1) meet one of these faults, the same for each seed."""
        self._chance, self._rate = random.Random(seed), rate  # noqa: S311 - faults, no secrets
        self._choice = tuple(choice)

    def clear(self) -> None:
        self.waiting.clear()
        self._chance = None

    def for_call(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        fault = self._scripted(method) or self._by_chance(method)
        if fault is not None:
            self.met[fault.kind] += 1
        return fault

    def _scripted(self, method: str) -> Fault | None:
        for place, fault in enumerate(self.waiting):
            if not fault.meets(method):
                continue
            if fault.skip:
                self.waiting[place] = replace(fault, skip=fault.skip - 1)
                return None
            if fault.times > 1:
                self.waiting[place] = replace(fault, times=fault.times - 1)
            else:
                del self.waiting[place]
            return fault
        return None

    def _by_chance(self, method: str) -> Fault | None:
        if self._chance is None or self._chance.random() >= self._rate:
            return None
        fault = self._chance.choice(self._choice)
        return fault if fault.meets(method) else None


PROXY_PAGE = (
    b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
    b"<body><h1>Bad Gateway</h1><p>The proxy could not reach the server.</p></body></html>"
)
