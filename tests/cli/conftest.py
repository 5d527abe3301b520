"""The command line as a person runs it, and a server on loopback that answers as told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sync_service.cli import main
from tests.planted import SECRETS, Planted, betrayed, plant

CALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Counterpoint = Callable[..., Outcome]


@pytest.fixture
def counterpoint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Counterpoint:
    """Run the command in an empty folder; `answers` are its standard input, line by line."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, answers: Sequence[str] = ()) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["counterpoint", *arguments])
        if answers:
            monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{each}\n" for each in answers)))
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert betrayed(printed.err) == []
        assert betrayed(printed.out, SECRETS) == []
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run


@dataclass
class Server:
    """Answers every path with what `answers` holds for it: status, content type, body."""

    address: str
    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)

    def serve(self, path: str, body: str | bytes, status: int = 200, kind: str = CALENDAR) -> str:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = status, kind, content
        return plant(self.address + path, Planted.ADDRESS)


@pytest.fixture
def server() -> Iterator[Server]:
    answers: dict[str, tuple[int, str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = answers.get(self.path, (404, "text/plain", b"not here"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Server(f"http://127.0.0.1:{http.server_port}", answers)
    http.shutdown()
    http.server_close()
    thread.join()


def calendar(*events: str, ending: str = "END:VCALENDAR\r\n") -> str:
    """A calendar of events given as their lines."""
    blocks = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{blocks}{ending}"


def event(uid: str, start: str, end: str, title: str, *more: str) -> str:
    """An event; times as in 20260105T060000Z."""
    plant(title, Planted.TEXT)
    lines = (f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART{colon(start)}")
    return "\r\n".join((*lines, f"DTEND{colon(end)}", f"SUMMARY:{title}", *more))


def colon(moment: str) -> str:
    """A moment with what separates it from its property: a date, or a date and a time."""
    return f";VALUE=DATE:{moment}" if "T" not in moment else f":{moment}"
