"""A server that answers what a test tells it to, in bytes: other servers, proxies, and worse."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from connectors.google_calendar import GoogleCalendar, GoogleClient, Limits, Patience, service_at
from connectors.google_calendar.authorization import EVERY_NEED, GoogleAccess, StoredToken
from tests.google_calendar.bench import BERLIN, Waits

HTML = b"<!DOCTYPE html><html><body><h1>Please sign in to the hotel's network</h1></body></html>"


@dataclass(frozen=True)
class Said:
    """One answer; `cut` leaves the last octets out, `after_s` lets the client wait."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    after_s: float = 0.0


@dataclass(frozen=True)
class Heard:
    """One request."""

    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes


def as_json(body: Any, status: int = 200, **headers: str) -> Said:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Said(json.dumps(body).encode(), status, {"content-type": "application/json"} | named)


def error(status: int, reason: str | None = None, **headers: str) -> Said:
    told: dict[str, Any] = {"code": status, "message": "No."}
    if reason:
        told["errors"] = [{"domain": "global", "reason": reason, "message": "No."}]
    return as_json({"error": told}, status, **headers)


@dataclass
class Scripted:
    """Gives its answers in turn, the last of them for ever, or has `answer` decide."""

    root: str
    answers: list[Said] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    answer: Callable[[Heard], Said] | None = None
    waits: Waits = field(default_factory=Waits)
    tokens: int = 0

    def say(self, *answers: Said) -> None:
        self.answers = [*answers]

    def reply(self, heard: Heard) -> Said:
        if heard.target == "/token":
            self.tokens += 1
            return as_json({"access_token": f"secret-{self.tokens}", "expires_in": 3600})
        self.heard.append(heard)
        if self.answer:
            return self.answer(heard)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def client(
        self,
        timeout_s: float = 5,
        limits: Limits | None = None,
        token: StoredToken | None = None,
    ) -> GoogleClient:
        renewal = {
            "kind": "authorized_user",
            "client_id": "client",
            "client_secret": "client-secret",
            "refresh_token": "refresh-secret",
        }
        token = token or StoredToken.model_validate(
            {"renewal": renewal, "token_uri": f"{self.root}token", "scopes": None}
        )
        return GoogleClient(
            service_at(self.root),
            GoogleAccess(token, owner="Sam", needs=EVERY_NEED, save=lambda _: None),
            limits=limits or Limits(),
            label="Training",
            patience=Patience(sleep=self.waits.sleep, jitter=lambda: 1.0, timeout_s=timeout_s),
        )

    def calendar(self, *, text: bool = True, timeout_s: float = 5) -> GoogleCalendar:
        return GoogleCalendar(self.client(timeout_s), "primary", default_zone=BERLIN, text=text)


@contextmanager
def scripted_server() -> Iterator[Scripted]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    scripted = Scripted(f"http://127.0.0.1:{server.server_address[1]}/")
    server.scripted = scripted  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield scripted
    server.shutdown()
    server.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = self.server.scripted.reply(  # type: ignore[attr-defined]
            Heard(self.command, self.path, headers, body)
        )
        time.sleep(said.after_s)
        self.send_response_only(said.status)  # the Date is the test's own
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.status != 204:
            self.send_header("content-length", str(len(said.body)))
        self.end_headers()
        self.wfile.write(said.body[: len(said.body) - said.cut])
        self.close_connection = bool(said.cut)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names are http.server's

    def log_message(self, *_: object) -> None:
        """Nothing is written to standard error."""
