"""A real HTTP server on loopback that answers as a test tells it to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Request:
    """What the server was asked."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Reply:
    """What the server answers; `length` stands in for the true Content-Length."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


Answering = Callable[[Request], Reply]


@dataclass
class Loopback:
    """The running server: its port, and what it was asked."""

    port: int
    asked: list[Request]

    def url(self, path: str = "/secret-token/feed.ics", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving(answer: Answering, host: str = "127.0.0.1") -> Iterator[Loopback]:
    """Run a server that answers every GET with `answer`."""
    asked: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            request = Request(self.path, dict(self.headers.items()))
            asked.append(request)
            reply = answer(request)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            pass  # the client may hang up on purpose

    server = Server((host, 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Loopback(server.server_address[1], asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def dripping(head: bytes, drip: bytes, every_s: float = 0.05) -> Iterator[int]:
    """Run a server that sends `head` at once and then `drip` a byte at a time, for ever."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    stopped: list[bool] = []
    thread = Thread(target=_drip, args=(listener, head, drip, every_s, stopped), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stopped.append(True)
        thread.join()
        listener.close()


def _drip(
    listener: socket.socket, head: bytes, drip: bytes, every_s: float, stopped: list[bool]
) -> None:
    while not stopped:
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        with connection:
            _drip_to(connection, head, drip, every_s, stopped)


def _drip_to(
    connection: socket.socket, head: bytes, drip: bytes, every_s: float, stopped: list[bool]
) -> None:
    connection.settimeout(every_s)
    try:
        connection.sendall(head)
        at = 0
        while not stopped:
            connection.sendall(drip[at % len(drip) :][:1])
            at += 1
            try:
                if not connection.recv(4096):
                    return
            except TimeoutError:
                pass
    except OSError:
        return


@contextmanager
def saying(answer: bytes) -> Iterator[int]:
    """Run a server that answers every request with these bytes and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    stopped: list[bool] = []
    thread = Thread(target=_say, args=(listener, answer, stopped), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stopped.append(True)
        thread.join()
        listener.close()


def _say(listener: socket.socket, answer: bytes, stopped: list[bool]) -> None:
    while not stopped:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
