"""Uvicorn in a thread of its own, beside the daemon's work."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI

from sync_service.errors import CounterpointError
from sync_service.feed_links import base_of
from sync_service.web.patience import protocol_with

_STEP_S = 0.01
_LAST_ANSWERS_S = 3
_BACKLOG = 128


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections there may be at once, and how long each may take over a request."""

    most_at_once: int = 200
    patience_s: float = 10.0


_LIMITS = Limits()


@contextmanager
def serving(app: FastAPI, host: str, port: int, limits: Limits = _LIMITS) -> Iterator[str]:
    """Serve the app until the block ends; yields the address, where port 0 became a free one.

    No request is logged: the addresses of feeds are secrets.

    Raises:
        CounterpointError: the address cannot be listened on.
    """
    with _listening(host, port) as listener:
        server = uvicorn.Server(_config(app, limits))
        thread = Thread(target=server.run, args=([listener],), name="web", daemon=True)
        thread.start()
        try:
            _wait_for(server, thread)
            yield base_of(None, host, listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


def _config(app: FastAPI, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        loop="asyncio",
        http=protocol_with(limits.patience_s),
        ws="none",
        lifespan="off",
        limit_concurrency=limits.most_at_once,
        timeout_graceful_shutdown=_LAST_ANSWERS_S,
    )


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at once, so that a port that is taken is told before anything else."""
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except OSError:
        raise _refused(host, port) from None
    with listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
            listener.listen(_BACKLOG)
        except OSError:
            raise _refused(host, port) from None
        yield listener


def _refused(host: str, port: int) -> CounterpointError:
    return CounterpointError(
        f"web: {host} port {port} cannot be listened on; name another host or port, or end the "
        "program that has it."
    )


def _wait_for(server: uvicorn.Server, thread: Thread) -> None:
    while not server.started:
        if not thread.is_alive():
            raise CounterpointError("web: the server cannot be started on this machine.")
        sleep(_STEP_S)
