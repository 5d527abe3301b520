"""The server itself: HTTP/1.1 on a free port of loopback, a thread for each connection."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.google_calendar.faults import Dropped
from tests.fakes.google_calendar.wire import Reply, Request

Answering = Callable[[Request], Reply]


class HttpServer:
    """Listens from `start` to `stop`, and again on the same port after another `start`."""

    def __init__(
        self, answer: Answering, trouble: Callable[[str], None], clock: Callable[[], datetime]
    ) -> None:
        self._answer, self._trouble, self._clock = answer, trouble, clock
        self._listening: _Listening | None = None
        self._thread: Thread | None = None
        self.port = 0

    def start(self) -> None:
        self._listening = _Listening(self.port, self._answer, self._trouble, self._clock)
        self.port = self._listening.server_address[1]
        self._thread = Thread(target=self._listening.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Refuse connections from now on, and end those that are open."""
        if self._listening is None or self._thread is None:
            return
        self._listening.shutdown()
        self._listening.server_close()
        self._listening.end_connections()
        self._thread.join()
        self._listening = None

    def until_all_ended(self, timeout_s: float) -> bool:
        """Wait until every connection is closed on this side too; False where one stays open."""
        return self._listening is None or self._listening.until_all_ended(timeout_s)


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        answer: Answering,
        trouble: Callable[[str], None],
        clock: Callable[[], datetime],
    ) -> None:
        self.answer, self.trouble, self.clock = answer, trouble, clock
        self._open: set[socket.socket] = set()
        self._ended = Condition()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._ended:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._ended:
            self._open.discard(request)
            self._ended.notify_all()

    def until_all_ended(self, timeout_s: float) -> bool:
        with self._ended:
            return self._ended.wait_for(lambda: not self._open, timeout_s)

    def end_connections(self) -> None:
        with self._ended:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        error = sys.exception()
        if not isinstance(error, OSError):
            self.trouble(f"the stand-in itself failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Listening

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        split = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, split.path, split.query, headers, body)
        try:
            reply = self.server.answer(request)
        except Dropped:
            self.close_connection = True
            return
        self._send(reply)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names are http.server's

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in {204, 304}:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.cut:
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(reply.body)

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        """The Date of an answer, by the stand-in's clock."""
        return format_datetime(self.server.clock(), usegmt=True)

    def log_message(self, *_: object) -> None:
        """Nothing is written to standard error."""
