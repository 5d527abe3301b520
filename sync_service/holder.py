"""Who holds a lease: a process, named so that its end can be seen on the same machine."""

from __future__ import annotations

import os
import re
import socket
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_PROC = Path("/proc")
_HOLDER = re.compile(r"(?P<spoken>process (?P<pid>\d+) on .*) \[(?P<realm>\w+) (?P<started>\d+)\]")
_STATE, _STARTED = 0, 19  # fields 3 and 22 of /proc/PID/stat (proc_pid_stat(5)), after the name
_ENDED = frozenset("ZX")  # a zombie works no more, though nobody has asked for its end yet


def this_process() -> str:
    """The name of this process: for a person, and for who looks whether it still is."""
    pid = os.getpid()
    realm, started = _realm(), _started(pid)
    mark = f" [{realm} {started}]" if realm and started else ""
    return f"process {pid} on {socket.gethostname()}{mark}"


def spoken(holder: str) -> str:
    """The holder as a person is told of it."""
    known = _HOLDER.fullmatch(holder)
    return known["spoken"] if known else holder


def is_gone(holder: str) -> bool:
    """Whether it is certain that the holder has ended; never of one that cannot be seen from here.

    A number alone would not tell: another process may have it by now.
    """
    known = _HOLDER.fullmatch(holder)
    if known is None or known["realm"] != _realm():
        return False
    return _started(int(known["pid"])) != known["started"]


def _realm() -> str:
    """Where a process number means the same process: this boot of this machine or container.

    Empty where the system does not tell.
    """
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text()
        numbers = (_PROC / "self/ns/pid").readlink()
    except OSError:
        return ""
    return sha256(f"{boot} {numbers}".encode()).hexdigest()[:12]


def _started(pid: int) -> str:
    """When the process began, in ticks since the boot; empty where there is none at work."""
    with suppress(OSError):
        # the name of a program, in brackets, may hold anything, even brackets
        fields = (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        if fields[_STATE] not in _ENDED:
            return fields[_STARTED]
    return ""
