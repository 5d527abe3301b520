"""The real process with a Google account that goes wrong in many ways: told, counted, mended.

What was planted (tokens, titles, texts) is looked for in all that is said.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.conftest import Counterpoint, counterpoint
from tests.cli.google import SAM
from tests.daemon.processes import Running, running
from tests.daemon.test_process import metric, push
from tests.fakes.google_calendar import ApiError, Fault, GoogleCalendar, Kind, google_calendar
from tests.fakes.google_calendar import limit_exceeded as limit
from tests.planted import Planted, betrayed, plant

__all__ = ["counterpoint"]

TITLES = ("Heavy squats 5x5 zzsekret", "Tempo run 9 km zzsekret", "Dentist zzsekret")
SETTINGS = """
[google]
api_root = "{root}"
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
weight_kg = {weight}
sources = [{{ kind = "google_calendar" }}]
write_to = {{ kind = "google_calendar" }}
"""
LIST = "events.list"
BACKEND = ApiError(503, "backendError", "zzsekret")
TROUBLE: Mapping[str, tuple[Fault, str]] = {
    "is over in a moment": (Fault(Kind.ERROR_BEFORE, LIST, BACKEND), "done"),
    "breaks off": (Fault(Kind.TRUNCATED, LIST), "done"),
    "is a limit": (Fault(Kind.ERROR_BEFORE, LIST, limit("userRateLimitExceeded")), "done"),
    "is a page of somebody else": (Fault(Kind.HTML, LIST, status=404), "partial"),
}


def connect(google: GoogleCalendar, counterpoint: Counterpoint, folder: Path) -> None:
    (folder / "sam.json").write_text(json.dumps(google.authorized_user(SAM)), encoding="utf-8")
    assert counterpoint("auth", "google", "--import", "sam.json").status == 0


def plan(google: GoogleCalendar) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ui = google.ui(SAM)
    for hour, title in zip((16, 18, 10), TITLES, strict=True):
        start = today + timedelta(days=3, hours=hour)
        ui.put(title, start, start + timedelta(hours=1), description="zzsekret of the athlete")


def test_what_goes_wrong_at_google_is_told_in_our_words_alone(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    weight = plant("61.53719", Planted.BODY)
    plant("zzsekret", Planted.TEXT)
    counted = tmp_path / "counterpoint.prom"
    with google_calendar() as google:
        google.add_user(SAM)
        plan(google)
        found = google.dump()
        text = SETTINGS.format(root=google.api_root, weight=weight)
        (tmp_path / "counterpoint.toml").write_text(text, encoding="utf-8")
        connect(google, counterpoint, tmp_path)
        with running(tmp_path, "--metrics-file", str(counted)) as daemon:
            daemon.says("cycle", cycle=1, outcome="done")
            cycle = 1
            for fault, outcome in TROUBLE.values():
                google.faults.script(fault)
                push(tmp_path, "Sam")
                cycle += 1
                daemon.says("cycle", cycle=cycle, outcome=outcome)
            access_ends_and_is_given_again(google, daemon, counterpoint, tmp_path)
            assert counterpoint("undo").status == 0
            counterpoint("athlete", "pause", "Sam")
            assert counterpoint("purge", "--yes").status == 0
            assert google.dump() == found
            daemon.signal(signal.SIGTERM)
            assert daemon.ends() == 0
    assert betrayed(counted.read_text(encoding="utf-8")) == []
    for status in ("200", "401", "403", "404", "503"):
        name = f'counterpoint_requests_total{{connector="google_calendar",status="{status}"}}'
        assert metric(counted, name) >= 1
    refused = 'counterpoint_requests_total{connector="google_tokens",status="400"}'
    assert metric(counted, refused) == 1
    assert metric(counted, 'counterpoint_athletes{state="paused"}') == 1


def access_ends_and_is_given_again(
    google: GoogleCalendar, daemon: Running, counterpoint: Counterpoint, folder: Path
) -> None:
    """Told once; who connects the account again does not wait."""
    google.revoke(SAM)
    google.expire_access_tokens()
    push(folder, "Sam")
    daemon.says("needs reauthorization", athlete="Sam")
    connect(google, counterpoint, folder)
    daemon.says("all is well again", athlete="Sam", was="needs_reauthorization")
