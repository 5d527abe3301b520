"""An athlete whose calendars are Google's: the stand-in, the settings, and what both show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.cli.conftest import Counterpoint, Outcome
from tests.fakes.google_calendar import GoogleCalendar

SAM = "sam@example.org"
ZONE = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 1, 4, 9, 0, tzinfo=ZONE)
PLAN = {
    "Heavy squats 5x5": datetime(2026, 1, 6, 17, 0, tzinfo=ZONE),
    "Tempo run 9 km": datetime(2026, 1, 6, 19, 0, tzinfo=ZONE),
    "Dentist": datetime(2026, 1, 7, 14, 0, tzinfo=ZONE),
    "Easy run 6 km": datetime(2026, 1, 9, 7, 0, tzinfo=ZONE),
}
_SETTINGS = """
[google]
api_root = "{root}"

[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
weight_kg = 62
sources = [{sources}]
write_to = {{ kind = "google_calendar" }}
{more}
"""
TRAINING = '{ kind = "google_calendar" }'


@dataclass
class Account:
    """Sam's account, and the command line that knows of it."""

    server: GoogleCalendar
    counterpoint: Counterpoint
    folder: Path

    def __post_init__(self) -> None:
        self.ui = self.server.add_user(SAM, "Europe/Berlin")
        self.ids: dict[str, str] = {}

    def set_up(self, sources: str = TRAINING, more: str = "") -> None:
        """Write the settings and connect the account."""
        settings = _SETTINGS.format(root=self.server.api_root, sources=sources, more=more)
        (self.folder / "counterpoint.toml").write_text(settings)
        (self.folder / "sam.json").write_text(json.dumps(self.server.authorized_user(SAM)))
        outcome = self.counterpoint("auth", "google", "--import", "sam.json")
        assert outcome.status == 0, outcome.err

    def plan(self, titles: Mapping[str, datetime] = PLAN) -> None:
        """Put workouts into the calendar."""
        for title, start in titles.items():
            self.ids[title] = self.ui.put(title, start, start + timedelta(hours=1))

    def run(self, command: str, *arguments: str, at: datetime = MORNING) -> Outcome:
        """Run a command, and count what it asks from now on."""
        self.server.forget_calls()
        return self.counterpoint(command, *arguments, "--now", at.isoformat())

    def synced(self, *arguments: str, at: datetime = MORNING) -> Outcome:
        """A cycle that goes well."""
        outcome = self.run("sync", *arguments, at=at)
        assert outcome.status == 0, outcome.err
        return outcome

    def ours(self) -> dict[str, dict[str, Any]]:
        """The events of ours that stand, by their ids."""
        found: dict[str, dict[str, Any]] = {}
        for events in self.server.dump().values():
            found |= {n: e for n, e in events.items() if "extendedProperties" in e}
        return found

    def suggestion(self) -> dict[str, Any]:
        """The one suggested move."""
        (found,) = (each for each in self.ours().values() if each["status"] == "tentative")
        return found

    @property
    def own_calendar(self) -> str:
        """The id of the calendar that we made."""
        (found,) = (each for each in self.server.dump() if each != SAM)
        return found

    def asked(self) -> list[tuple[str, int]]:
        """Methods and statuses of the last command's calls, inner calls of batches too."""
        return sorted(self.server.counts().elements())
