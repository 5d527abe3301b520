"""What `doctor` finds, and the mend that it names."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterpoint, Server, calendar, event

EASY = event("easy", "20260107T060000Z", "20260107T070000Z", "8 km easy")
NOW = ("--now", "2026-01-06T08:00")
ZONE = 'time_zone = "Europe/Berlin"\n'


def athlete(tmp_path: Path, text: str = "") -> str:
    (tmp_path / "sam.toml").write_text(ZONE + text, encoding="utf-8")
    return "sam.toml"


def test_what_to_add_for_fueling_is_named(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    source = server.serve("/plan.ics", calendar(EASY))
    outcome = counterpoint("doctor", source, *NOW, "--athlete", athlete(tmp_path))
    assert outcome.status == 0
    assert "✓ The settings can be read." in outcome.out
    assert "1 event, 1 workout in 35 days." in outcome.out
    assert "Add weight_kg." in outcome.out
    assert "Add weight_kg, height_cm, birth_year, sex; or body_fat_percent" in outcome.out


def test_a_body_that_is_known_is_well(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    body = 'weight_kg = 62.5\nbody_fat_percent = 21.5\nsex = "female"\n'
    source = server.serve("/plan.ics", calendar(EASY))
    outcome = counterpoint("doctor", source, *NOW, "--athlete", athlete(tmp_path, body))
    assert "✓ The body is known well enough for a fuel plan." in outcome.out
    assert "Add planned_intake_kcal, if you want that." in outcome.out
    assert "62.5" not in outcome.out
    assert "21.5" not in outcome.out


def test_a_source_that_cannot_be_read_is_told_with_its_mend(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    outcome = counterpoint(
        "doctor", server.address + "/gone.ics", *NOW, "--athlete", athlete(tmp_path)
    )
    assert outcome.status == 3
    assert "✗ " in outcome.out
    assert "Copy the address again" in outcome.out


def test_a_source_without_workouts_could_be_better(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    source = server.serve("/empty.ics", calendar())
    outcome = counterpoint("doctor", source, *NOW, "--athlete", athlete(tmp_path))
    assert outcome.status == 0
    assert "no workouts" in outcome.out
    assert "--explain-unknown" in outcome.out


def test_settings_that_are_wrong_end_it(counterpoint: Counterpoint, tmp_path: Path) -> None:
    outcome = counterpoint("doctor", "--athlete", athlete(tmp_path, "weight_kg = 1\n"))
    assert outcome.status == 2
    assert "must lie between 25 and 300" in outcome.err
