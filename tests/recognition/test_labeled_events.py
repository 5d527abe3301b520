"""Floors under the quality on the labeled events (`make recognition` prints it all)."""

from __future__ import annotations

import pytest

from benchmarks.recognition_score import DATA, Score, score


@pytest.fixture(scope="module")
def total() -> Score:
    if not (DATA / "recognition_dev.jsonl").is_file():
        pytest.skip("the labeled events (shared/data/recognition) are not beside this checkout")
    return score(DATA, english=False)


def test_workouts_are_told_from_other_events(total: Score) -> None:
    assert total.precision("workout") >= 0.98
    assert total.recall("workout") >= 0.97


@pytest.mark.parametrize(
    "sport", ["run", "lift", "ride", "swim", "row", "mobility", "other", "rest", "walk"]
)
def test_sports_are_told(total: Score, sport: str) -> None:
    assert total.f1(sport) >= 0.97


def test_kinds_of_sessions_are_told(total: Score) -> None:
    assert total.run_type.value >= 0.95
    assert total.hard.value >= 0.96
    assert total.focus.value >= 0.95
    assert total.heavy.value >= 0.92


def test_prescriptions_are_read_exactly(total: Score) -> None:
    assert total.prescriptions.value >= 0.90
