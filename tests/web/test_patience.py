"""Connections that ask for nothing are not waited for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from socket import create_connection, socket
from urllib.parse import urlsplit

import pytest

from sync_service.store.database import Store
from sync_service.web import Limits, serving, web_app
from tests.web.conftest import Server

FEW = Limits(most_at_once=4, patience_s=0.3)
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"


@pytest.fixture
def impatient(store: Store) -> Iterator[Server]:
    server = Server(store)
    with serving(web_app(server.state()), "127.0.0.1", 0, FEW) as server.address:
        yield server


def connected(server: Server) -> socket:
    place = urlsplit(server.address)
    return create_connection((place.hostname, place.port or 0), timeout=5)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET /healthz HTTP/1.1\r\n", id="half a request"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx", id="half a body"),
        pytest.param(WHOLE + b"GET ", id="half of a second request"),
    ],
)
def test_who_never_ends_a_request_shuts_nobody_out(impatient: Server, said: bytes) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(connected(impatient)) for _ in range(FEW.most_at_once)]
        for line in lines:
            line.sendall(said)
        for line in lines:
            while line.recv(10_000):
                pass  # until the server closes it
        assert impatient.ask("/healthz").status == 200


def test_who_says_a_little_now_and_then_buys_no_time(impatient: Server) -> None:
    with connected(impatient) as line, pytest.raises((BrokenPipeError, ConnectionResetError)):
        whisper(line)


def whisper(line: socket) -> None:
    line.sendall(b"GET /healthz HTTP/1.1\r\n")
    for _ in range(300):
        line.sendall(b"X: y\r\n")
        time.sleep(0.1)


def test_one_connection_may_ask_again_and_again(impatient: Server) -> None:
    connection = HTTPConnection(urlsplit(impatient.address).netloc, timeout=30)
    connection.connect()
    kept = connection.sock
    for _ in range(5):
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b"ok\n"
        time.sleep(FEW.patience_s / 3)
    assert connection.sock is kept
    connection.close()
