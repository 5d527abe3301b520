"""The brake and the horizon, from the settings into the cycle."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rules.days import DayRange
from sync_service.app import job_of
from sync_service.brake_limits import Limits
from sync_service.errors import SettingsError
from sync_service.everyone import athletes_of
from sync_service.job import Job

ATHLETE = """
[[athletes]]
time_zone = "Europe/Berlin"
sources = [{ kind = "local_calendar", folder = "plan" }]
write_to = { kind = "local_calendar", folder = "calendar" }
"""
NOW = datetime(2026, 1, 11, 7, tzinfo=UTC)


def job_with(folder: Path, above: str) -> Job:
    file = folder / "counterpoint.toml"
    file.write_text(above + ATHLETE)
    service, [athlete] = athletes_of(file)
    return job_of(athlete, (), service)


def test_without_a_word_five_weeks_are_looked_at_and_the_brake_is_on(tmp_path: Path) -> None:
    job = job_with(tmp_path, "")
    assert job.days(NOW) == DayRange(date(2025, 12, 29), date(2026, 2, 8))
    assert job.limits == Limits(0.4, 5)


def test_both_are_the_athletes_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_HORIZON__DAYS_AHEAD", "14")
    job = job_with(tmp_path, "brake = { share = 0.9 }\nhorizon = { days_back = 0 }\n")
    assert job.days(NOW) == DayRange(date(2026, 1, 5), date(2026, 1, 25))
    assert job.limits == Limits(0.9, 5)


@pytest.mark.parametrize("day", range(5, 12))
def test_the_days_begin_on_a_monday(tmp_path: Path, day: int) -> None:
    job = job_with(tmp_path, "")
    days = job.days(datetime(2026, 1, day, 7, tzinfo=UTC))
    assert days == DayRange(date(2025, 12, 29), date(2026, 1, day) + timedelta(days=28))
    assert job.window(NOW).start.date() == days.start - timedelta(weeks=4)


@pytest.mark.parametrize(
    ("above", "sentence"),
    [
        ("brake = { shar = 1 }", 'unknown key "brake.shar"; did you mean share'),
        ("brake = { share = 40 }", '"brake.share" must lie between 0 and 1'),
        ("brake = { at_least = 0 }", '"brake.at_least" must lie between 1 and'),
        ("brake = { at_least = true }", '"brake.at_least" must not be true or false'),
        ("horizon = { days_ahead = 0 }", '"horizon.days_ahead" must lie between 1 and 180'),
        ("horizon = { days_back = -1 }", '"horizon.days_back" must lie between 0 and 60'),
    ],
)
def test_a_wrong_bound_is_one_sentence(tmp_path: Path, above: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        job_with(tmp_path, f"{above}\n")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
