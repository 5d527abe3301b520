"""The whole job on a Google calendar, against the stand-in of the tests: `make demo-google`.

A week in which lifting and running collide; one cycle; the athlete drags the workout that a move
was suggested for; another cycle; and a purge, after which the account is as it was found. Events
are printed as the API gives them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from googleapiclient.discovery import build_from_document  # type: ignore[attr-defined]

from sync_service.cli import main as counterpoint
from tests.fakes.google_calendar import GoogleCalendar, GoogleUi, google_calendar

_ZONE = ZoneInfo("Europe/Berlin")
_SAM = "sam@example.org"
_NOW = "2026-01-04T09:00+01:00"
_WIDTH = 96


def _at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=_ZONE)


_WEEK = (
    ("Team meeting", _at(2026, 1, 5, 9, 30), 90),
    ("Heavy lower body", _at(2026, 1, 5, 18, 0), 60),
    ("Recovery run 6 km", _at(2026, 1, 6, 7, 0), 40),
    ("Upper body", _at(2026, 1, 7, 18, 0), 60),
    ("Heavy lower body: squat 5 x 5 @ 100 kg", _at(2026, 1, 8, 6, 30), 60),
    ("Tempo run 10 km", _at(2026, 1, 8, 18, 0), 55),
    ("Long run 18 km", _at(2026, 1, 10, 8, 30), 110),
)
_SETTINGS = """\
[google]
api_root = "{api_root}"

[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
sex = "female"
birth_year = 1990
height_cm = 170
weight_kg = 62
sources = [{{ kind = "google_calendar", calendar = "primary", role = "training" }}]
write_to = {{ kind = "google_calendar", calendar = "primary" }}
"""


def main() -> int:
    """Run the demonstration; 0 where the account is as found in the end."""
    with TemporaryDirectory() as folder, google_calendar() as server:
        demo = _Demo(server, Path(folder))
        with closing(demo.service):
            return demo.run()


class _Demo:
    """Sam's account, and the commands that Sam runs."""

    def __init__(self, server: GoogleCalendar, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._ui: GoogleUi = server.add_user(_SAM, "Europe/Berlin")
        self._events = {
            name: self._ui.put(name, start, start + timedelta(minutes=minutes))
            for name, start, minutes in _WEEK
        }
        self.service = build_from_document(
            server.discovery_document(), credentials=server.credentials(_SAM)
        )

    def run(self) -> int:
        found = self._server.dump()
        self._title("Sam's account is connected")
        self._connect()
        self._title("The week as it stands")
        self._show()
        self._title("counterpoint sync")
        self._counterpoint("sync", "--now", _NOW)
        self._title("What the API shows now")
        self._show()
        self._drag()
        self._title("counterpoint sync, after the drag")
        self._counterpoint("sync", "--now", _NOW)
        self._show()
        self._back()
        self._title("counterpoint purge")
        self._counterpoint("purge", "--yes", "--now", _NOW)
        return self._compare(found)

    def _connect(self) -> None:
        file = self._folder / "counterpoint.toml"
        file.write_text(_SETTINGS.format(api_root=self._server.api_root), encoding="utf-8")
        token = self._folder / "sam.json"
        token.write_text(json.dumps(self._server.authorized_user(_SAM)), encoding="utf-8")
        self._counterpoint("auth", "google", "--import", str(token))

    def _counterpoint(self, command: str, *arguments: str) -> None:
        settings = ["--athlete", str(self._folder / "counterpoint.toml")]
        before = len(self._server.calls)
        sys.argv = ["counterpoint", command, *arguments, *settings]
        try:
            counterpoint()
        except SystemExit as ended:
            if ended.code:
                raise
        calls = self._server.calls[before:]
        print(f"({len(calls)} calls to the API, {len(self._server.mails)} mails to guests)")

    def _drag(self) -> None:
        """Sam drags the workout that a move is suggested for to the time of the suggestion."""
        suggestion = next(e for e in self._ours() if e["status"] == "tentative")
        start = datetime.fromisoformat(suggestion["start"]["dateTime"])
        clock = suggestion["summary"].rpartition(" ")[2].rstrip(")")
        name = next(n for n in self._events if self._look(n)["start"]["dateTime"][11:16] == clock)
        self._title(f"Sam drags “{name}” to {start:%A %H:%M}")
        self._before = (name, datetime.fromisoformat(self._look(name)["start"]["dateTime"]))
        self._ui.drag(self._events[name], start)

    def _back(self) -> None:
        name, start = self._before
        self._ui.drag(self._events[name], start)

    def _look(self, name: str) -> dict[str, Any]:
        return self._ui.look(self._events[name])

    def _ours(self) -> Iterator[dict[str, Any]]:
        for calendar in self._list("calendarList"):
            if not calendar.get("primary"):
                yield from self._list("events", calendarId=calendar["id"])

    def _list(self, resource: str, **asked: str) -> list[dict[str, Any]]:
        call: Callable[[], Any] = getattr(self.service, resource)
        found = call().list(**asked).execute()
        return list(found.get("items", []))

    def _show(self) -> None:
        for calendar in self._list("calendarList"):
            print(f"\n  {calendar['summary']}")
            for event in sorted(self._list("events", calendarId=calendar["id"]), key=_starts):
                _print_event(event)

    def _compare(self, found: object) -> int:
        same = self._server.dump() == found
        print("\nThe account is as it was found." if same else "\nThe account has changed.")
        return 0 if same else 1

    @staticmethod
    def _title(text: str) -> None:
        print(f"\n── {text} {'─' * max(0, _WIDTH - len(text) - 4)}")


def _starts(event: dict[str, Any]) -> str:
    return str(event["start"].get("dateTime") or event["start"]["date"])


def _print_event(event: dict[str, Any]) -> None:
    moment = datetime.fromisoformat(_starts(event))
    when = (
        f"{moment:%a %d %b %H:%M}" if "dateTime" in event["start"] else f"{moment:%a %d %b}      "
    )
    free = " · free" if event.get("transparency") == "transparent" else ""
    status = "" if event["status"] == "confirmed" else f" · {event['status']}"
    print(f"    {when}  {event.get('summary', '')}{status}{free}")
    for line in event.get("description", "").splitlines():
        print(f"    {'':16}{line}")


if __name__ == "__main__":
    sys.exit(main())
