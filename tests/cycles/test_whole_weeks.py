"""What a cycle says of a week is what a check says of it, on whatever day the cycle runs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, counterpoint, event
from tests.cli.conftest import calendar as calendar_of

__all__ = ["counterpoint"]

SETTINGS = """
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
fuel = "off"
moves = "off"
rules_off = ["compound-lifts"]
sources = [{ kind = "ics_feed", address = "plan.ics" }]
write_to = { kind = "local_calendar", folder = "calendar" }
"""
MONDAY = date(2026, 3, 2)
THE_WEEK = MONDAY + timedelta(weeks=4)
EVERY_WEEK = (
    ("legs", 0, "17", "18", "Heavy squats 5x5"),
    ("hard", 2, "05", "06", "Intervals 6 x 800 m"),
    ("upper", 3, "17", "18", "Bench press 5x5"),
    ("long", 5, "08", "10", "Long run 20 km"),
)


def plan(*more: str) -> str:
    """Six weeks that are alike."""
    same = (
        event(f"{name}{week}", at(7 * week + day, begin), at(7 * week + day, end), title)
        for week in range(6)
        for name, day, begin, end, title in EVERY_WEEK
    )
    return calendar_of(*same, *more)


def at(day: int, hour: str) -> str:
    return f"{MONDAY + timedelta(days=day):%Y%m%d}T{hour}0000Z"


def notes(shown: str) -> list[str]:
    """The lines on the load of weeks."""
    return [line.strip() for line in shown.splitlines() if "load is" in line]


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("06", []),
        ("07", ["· This week's load is 43.8 % above the weeks before; 30 % is enough of a step."]),
    ],
)
def test_a_note_on_a_weeks_load_is_the_same_on_each_day(
    counterpoint: Counterpoint, tmp_path: Path, weekday: int, hours: str, said: list[str]
) -> None:
    (tmp_path / "counterpoint.toml").write_text(SETTINGS)
    (tmp_path / "plan.ics").write_text(
        plan(event("tempo", at(29, "05"), at(29, hours), "Tempo run"))
    )
    now = ("--now", f"{THE_WEEK - timedelta(days=7 - weekday)}T08:00")
    assert notes(counterpoint("plan", "--all", *now).out) == said


@pytest.mark.parametrize("weekday", range(8))
def test_a_week_at_the_end_of_the_horizon_has_no_note_before_all_of_it_is_in_view(
    counterpoint: Counterpoint, tmp_path: Path, weekday: int
) -> None:
    (tmp_path / "counterpoint.toml").write_text(f"horizon = {{ days_ahead = 14 }}\n{SETTINGS}")
    lifts = (event(f"l{day}", at(day, "11"), at(day, "12"), "Bench press 5x5") for day in (28, 29))
    (tmp_path / "plan.ics").write_text(plan(*lifts))
    now = THE_WEEK - timedelta(days=14 - weekday)
    shown = counterpoint("plan", "--all", "--now", f"{now}T08:00").out
    assert ("Week 14" in shown) == (now + timedelta(days=14) >= THE_WEEK + timedelta(days=7))
