"""How a fault meets a call."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from tests.fakes.google_calendar.faults import PROXY_PAGE, Dropped, Fault, Faults, Kind
from tests.fakes.google_calendar.problems import server_error
from tests.fakes.google_calendar.state import World
from tests.fakes.google_calendar.wire import Reply, error_reply


def met(faults: Faults, world: World, method: str, done: Callable[[], Reply]) -> Reply:
    """Do a call under the fault that waits for it, if any."""
    with world.lock:
        fault = faults.for_call(method)
    if fault is None:
        return done()
    if fault.kind is Kind.DROP_BEFORE:
        raise Dropped
    if fault.kind is Kind.ERROR_BEFORE:
        return _error(fault)
    if fault.kind is Kind.HTML:
        return Reply(fault.status, PROXY_PAGE, {"Content-Type": "text/html; charset=UTF-8"})
    if fault.kind is Kind.SLOW:
        time.sleep(fault.delay_s)
    return _spoiled(fault, done())


def _spoiled(fault: Fault, reply: Reply) -> Reply:
    if fault.kind is Kind.DROP_AFTER:
        raise Dropped
    if fault.kind is Kind.ERROR_AFTER:
        return _error(fault)
    if fault.kind is Kind.MALFORMED:
        return replace(reply, status=200, body=b'{"kind": "calendar#ev')
    if fault.kind is Kind.TRUNCATED:
        return replace(reply, cut=True)
    return reply


def _error(fault: Fault) -> Reply:
    return error_reply(fault.error or server_error(503))
