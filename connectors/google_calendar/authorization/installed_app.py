"""Consent for a program on the person's own machine: the answer comes to a port of loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from connectors.errors import SourceUnavailable
from connectors.google_calendar.authorization import refusals
from connectors.google_calendar.authorization.consent import (
    Asking,
    Consent,
    NoRefreshToken,
    finish,
    is_answer_to,
    new_state,
    start,
)
from connectors.google_calendar.authorization.stored_token import StoredToken
from connectors.google_calendar.authorization.token_endpoint import LABEL

Show = Callable[[str], None]
"""Brings an address before the person."""

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Counterpoint</title>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 32rem;
padding: 0 1rem }}</style>
<h1>Counterpoint</h1>
<p>{sentence}</p>
</html>
"""
_THANKS = "Thank you. You can close this page and go back to where you started Counterpoint."
_REFUSED = "You did not allow the access. Nothing was connected; you can close this page."
_STRANGE = "This is no answer that Counterpoint waits for. Begin again where you started it."


class _Listener(HTTPServer):
    """Waits for the one answer; whatever else comes is turned away."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.consent: Consent | None = None
        self.answer: Mapping[str, str] | None = None

    def wait(self, consent: Consent, wait_s: float) -> Mapping[str, str] | None:
        self.consent, self.answer = consent, None
        until = time.monotonic() + wait_s
        while self.answer is None and (left_s := until - time.monotonic()) > 0:
            self.timeout = left_s
            self.handle_request()
        return self.answer

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no trouble."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    timeout = 5  # a connection that says nothing must not hold the answer up

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        answer = dict(parse_qsl(parts.query))
        consent = self.server.consent
        if parts.path != "/" or consent is None or not is_answer_to(consent, answer):
            self._say(400, _STRANGE)
            return
        self._say(200, _REFUSED if "error" in answer else _THANKS)
        self.server.answer = answer

    def _say(self, status: int, sentence: str) -> None:
        body = _PAGE.format(sentence=escape(sentence)).encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")  # the address holds the code
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The address holds the code: it is logged nowhere."""


def connect(asking: Asking, *, show: Show, wait_s: float) -> StoredToken:
    """Ask the person in their browser and return the token; ask anew where none lasts.

    Raises:
        SourceUnavailable: nobody answered within `wait_s`, and as consent.finish.
        NeedsReauthorization: as consent.finish.
    """
    with _listening() as listener:
        try:
            return _ask(listener, asking, show, wait_s, anew=False)
        except NoRefreshToken:
            return _ask(listener, asking, show, wait_s, anew=True)


def _ask(
    listener: _Listener, asking: Asking, show: Show, wait_s: float, *, anew: bool
) -> StoredToken:
    redirect_uri = f"http://127.0.0.1:{listener.server_port}/"
    consent = start(asking, redirect_uri, state=new_state(), anew=anew)
    show(consent.address)
    answer = listener.wait(consent, wait_s)
    if answer is None:
        again = f"run {refusals.connect_command(asking.owner)} again when you have the time"
        raise SourceUnavailable(LABEL, f"nobody answered in {wait_s:.0f} seconds; {again}")
    return finish(asking, consent, answer)


@contextmanager
def _listening() -> Iterator[_Listener]:
    try:
        listener = _Listener()
    except OSError:
        raise SourceUnavailable(
            LABEL, "no port of this machine can be listened on; use --import instead"
        ) from None
    try:
        yield listener
    finally:
        listener.server_close()
