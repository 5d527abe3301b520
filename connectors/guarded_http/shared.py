"""One fetch for everyone who reads the same address in the same round."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from connectors.errors import ConnectorError
from connectors.guarded_http.answer import NO_VALIDATORS, Answer, Fetcher, Validators
from connectors.guarded_http.trust import Trust

_Key = tuple[str, Trust]


@dataclass(slots=True)
class _Entry:
    """What the last fetch of an address brought; the lock lets the others wait for it."""

    lock: Lock = field(default_factory=Lock)
    at_s: float = float("-inf")
    outcome: Answer | ConnectorError | None = None


class SharedFetches:
    """A fetcher that answers from a fetch of the last `keep_s` seconds where it can.

    Failures are shared too: a server that hangs is waited for once. What is kept is bounded by
    `keep_bytes`; the oldest goes first. Thread-safe.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        keep_s: float = 60.0,
        keep_bytes: int = 64 * 1024 * 1024,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wrap `fetcher`; `clock_s` tells seconds that only grow."""
        self._fetcher = fetcher
        self._clock_s = clock_s
        self._keep_s = keep_s
        self._keep_bytes = keep_bytes
        self._entries: OrderedDict[_Key, _Entry] = OrderedDict()
        self._lock = Lock()

    def get(
        self,
        address: str,
        *,
        trust: Trust,
        label: str,
        validators: Validators = NO_VALIDATORS,
    ) -> Answer:
        """Return what stands at `address`, fetched now or a moment ago."""
        entry = self._entry((address, trust))
        with entry.lock:
            if self._clock_s() - entry.at_s < self._keep_s:
                kept = _serve(entry.outcome, validators)
                if kept is not None:
                    return kept
            try:
                entry.outcome = self._fetcher.get(
                    address, trust=trust, label=label, validators=validators
                )
            except ConnectorError as error:
                entry.outcome = error
                raise
            finally:
                entry.at_s = self._clock_s()
        self._shrink()
        return entry.outcome

    def _entry(self, key: _Key) -> _Entry:
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            return entry

    def _shrink(self) -> None:
        """Forget what is too old or too much; whoever waits for an entry still holds it."""
        oldest_s = self._clock_s() - self._keep_s
        with self._lock:
            for key, entry in list(self._entries.items()):
                if entry.outcome is not None and entry.at_s < oldest_s:
                    del self._entries[key]
            size = sum(_size(entry.outcome) for entry in self._entries.values())
            while size > self._keep_bytes and len(self._entries) > 1:
                _, dropped = self._entries.popitem(last=False)
                size -= _size(dropped.outcome)


def _serve(outcome: Answer | ConnectorError | None, validators: Validators) -> Answer | None:
    if isinstance(outcome, ConnectorError):
        raise outcome.with_traceback(None)
    if outcome is None:
        return None
    if validators != NO_VALIDATORS and validators == outcome.validators:
        return Answer(None, validators)
    return outcome if outcome.body is not None else None


def _size(outcome: object) -> int:
    return len(outcome.body) if isinstance(outcome, Answer) and outcome.body else 0
