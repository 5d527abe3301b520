"""A small server on loopback: it hands out the sample feed, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"
_LOOKS_EVERY_S = 0.05  # whether it is to end, which otherwise takes half a second
Documents = Mapping[str, Callable[[], bytes]]


@contextmanager
def serving(documents: Documents, port: int) -> Iterator[str]:
    """Serve documents by their paths until the block ends; yields the server's address.

    Port 0 takes any free one; one that is taken raises OSError before anything is served.
    """
    server = ThreadingHTTPServer((HOST, port), _handler_of(documents))
    thread = Thread(
        target=server.serve_forever, args=(_LOOKS_EVERY_S,), name="demo-server", daemon=True
    )
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(documents: Documents) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self._head()
            if body is not None:
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self._head()

        def _head(self) -> bytes | None:
            body = _content(documents, self.path)
            if body is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return None
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            return body

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 named by the base
            """Say nothing: the terminal belongs to the report."""

    return Handler


def _content(documents: Documents, path: str) -> bytes | None:
    """The document of a path; None where there is none, or none yet."""
    try:
        return documents[path]()
    except (KeyError, FileNotFoundError):
        return None
