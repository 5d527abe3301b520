"""Races that a title announces, and sets that a line calls warm-up."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import RunType


@pytest.mark.parametrize(
    "title",
    [
        "Race: Berlin Half Marathon",
        "Race: Munich Marathon",
        "Race Spring Half Marathon",
        "Race: Autumn 10 Miler",
        "Race: City 10k",
        "Race: 5k parkrun",
        "Goal race: Boston Marathon",
        "Wettkampf: Berlin Marathon",
    ],
)
def test_what_is_announced_as_a_race_is_one(title: str) -> None:
    assert [session.run_type for session in recognize(title)] == [RunType.RACE]


@pytest.mark.parametrize(
    "title",
    [
        "Race registration Berlin Marathon",
        "Race packet pickup Half Marathon",
        "Race report marathon",
    ],
)
def test_what_is_about_a_race_is_none(title: str) -> None:
    assert recognize(title) == ()


@pytest.mark.parametrize(
    ("description", "sets"),
    [
        ("Warm up: 20x5, 40x5, 60x3\nSquat 5x5 @ 105 kg", [5]),
        ("Warm-up: empty bar 2x10\nSquat 3x5 @ 80%", [3]),
        ("Warm up, squat 5x5", [5]),
        ("Squat 5x5\nBench 3x8", [5, 3]),
    ],
)
def test_a_line_of_warm_up_is_no_work(description: str, sets: list[int]) -> None:
    [session] = recognize("Strength", description)
    assert [lift_set.sets for lift_set in session.sets] == sets
