"""A database that is not there yet when the service starts: after a boot it may come up late."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sync_service.daemon.signals import signals
from sync_service.daemon.systemd import Systemd
from sync_service.errors import StoreAway
from sync_service.logs import log

Begun = TypeVar("Begun")

_AGAIN_S = 1
_PATIENCE = "EXTEND_TIMEOUT_USEC=60000000"  # more than one attempt takes


def when_it_answers(begin: Callable[[], Begun], systemd: Systemd) -> Begun | None:
    """What `begin` returns once the database answers; None where a signal ended the waiting.

    That it is waited for is told once. Any other error of `begin` is raised.
    """
    try:
        return begin()
    except StoreAway as error:
        why = str(error)
    with signals() as line:
        log().error("the store failed", why=why)  # whoever reads it may send a signal
        while True:
            systemd.notify(_PATIENCE)
            if line.wait(_AGAIN_S) & {signal.SIGTERM, signal.SIGINT}:
                return None
            with suppress(StoreAway):
                begun = begin()
                break
    log().info("the store answers again")
    return begun
