"""What systemd wants to know of a service: sd_notify(3), a datagram each."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

READY = "READY=1"
STOPPING = "STOPPING=1"
WATCHDOG = "WATCHDOG=1"


@dataclass(frozen=True, slots=True)
class Systemd:
    """The socket that systemd listens on; nothing happens where there is none."""

    address: str | None = None
    watchdog_s: float | None = None  # how often the watchdog is told, half of what it allows

    def notify(self, *states: str) -> None:
        """Send the states; that nobody listens ends no service."""
        if self.address is None:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.settimeout(1)
            name = "\0" + self.address[1:] if self.address.startswith("@") else self.address
            line.sendto("\n".join(states).encode(), name)

    def reloading(self) -> None:
        """Say that settings are being read; READY has to follow."""
        self.notify("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")


def systemd_of(environment: Mapping[str, str]) -> Systemd:
    """What systemd has set for this process."""
    usual = environment.get("WATCHDOG_USEC", "")
    ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    watchdog_s = int(usual) / 2e6 if ours and usual.isdecimal() and int(usual) else None
    return Systemd(environment.get("NOTIFY_SOCKET") or None, watchdog_s)
