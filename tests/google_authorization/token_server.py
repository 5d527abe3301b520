"""An authorization and a token endpoint on loopback that answer as a test tells them to."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlencode, urlsplit


@dataclass(frozen=True)
class Reply:
    """What the endpoint answers; a str is sent as it is."""

    content: Mapping[str, object] | str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Form = dict[str, str]
Answering = Callable[[Form], Reply]
Consenting = Callable[[Form], Form]


def allows(query: Form) -> Form:
    """A person who allows what they are asked."""
    return {"code": "the-code", "state": query["state"]}


@dataclass
class TokenServer:
    """The running endpoint: where it is, what it was asked, and how it answers."""

    port: int
    answer: Answering
    consent: Consenting = allows
    asked: list[Form] = field(default_factory=list)
    questions: list[Form] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.origin}/token"


def a_token(**more: object) -> Reply:
    """A token as Google gives one; what is None is left out."""
    content = {
        "access_token": "fresh-access",
        "expires_in": 3599,
        "token_type": "Bearer",
        **more,
    }
    return Reply({key: value for key, value in content.items() if value is not None})


def an_error(code: str, status: int = 400, **headers: str) -> Reply:
    return Reply({"error": code, "error_description": "told by the server"}, status, headers)


@contextmanager
def token_server(answer: Answering) -> Iterator[TokenServer]:
    """Run an endpoint that answers every form with `answer`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body))
            running.asked.append(form)
            reply = running.answer(form)
            text = reply.content if isinstance(reply.content, str) else json.dumps(reply.content)
            self.send_response_only(reply.status)
            for name, value in {"Date": self.date_time_string(), **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def do_GET(self) -> None:
            question = dict(parse_qsl(urlsplit(self.path).query))
            running.questions.append(question)
            answer = urlencode(running.consent(question))
            self.send_response_only(302)
            self.send_header("Location", f"{question['redirect_uri']}?{answer}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = TokenServer(http.server_port, answer)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def dripping(answer: bytes, every_s: float) -> Iterator[int]:
    """A server on loopback that sends one byte at a time to the first who comes; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop = Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                for byte in answer:
                    if stop.wait(every_s):
                        return
                    connection.sendall(bytes([byte]))

        thread = Thread(target=drip, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            stop.set()
            thread.join()
