"""One connection to one checked IP address, held to one deadline from first to last byte."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Thread
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

Resolver = Callable[[str, int], Iterable[str]]
"""From host and port to the IP addresses, in the order in which they are to be tried."""


class Deadline:
    """A point in time (monotonic) that everything about one fetch has to keep."""

    def __init__(self, seconds: float) -> None:
        """Let it be `seconds` from now."""
        self._at = time.monotonic() + seconds

    def left_s(self) -> float:
        """Return the seconds left; raise TimeoutError where there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def system_resolver(host: str, port: int) -> Iterable[str]:
    """Ask the operating system for the addresses of `host`; raise OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(resolver: Resolver, host: str, port: int, deadline: Deadline) -> list[str]:
    """Return the addresses of `host`, within the deadline though the system knows none."""
    answer: Future[list[str]] = Future()
    Thread(target=_resolve_into, args=(answer, resolver, host, port), daemon=True).start()
    return answer.result(timeout=deadline.left_s())


def _resolve_into(answer: Future[list[str]], resolver: Resolver, host: str, port: int) -> None:
    try:
        answer.set_result(list(resolver(host, port)))
    except BaseException as error:  # noqa: BLE001 (handed on to the thread that waits)
        answer.set_exception(error)


class _TimedReader(io.RawIOBase):
    """Reads from a socket; each read may wait only as long as the whole fetch still may."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        # The socket counts its files and stays open under them, as http.client relies on.
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left_s())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedSocket:
    """A connected socket that keeps a deadline, however slowly the bytes drip.

    The timeout of a socket begins anew with each byte; http.client reads through `makefile`.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._deadline.left_s())
        self._sock.sendall(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _TimedHttp(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self.sock = _TimedSocket(self.sock, self._deadline)


class _TimedHttps(HTTPSConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self.sock = _TimedSocket(self.sock, self._deadline)


class HttpPool(HTTPConnectionPool):
    """A pool of one connection that takes a `deadline`."""

    ConnectionCls = _TimedHttp


class HttpsPool(HTTPSConnectionPool):
    """A pool of one connection over TLS that takes a `deadline`."""

    ConnectionCls = _TimedHttps
