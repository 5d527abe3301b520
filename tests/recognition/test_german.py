"""German comes from a data file alone: the same grammar, other words."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import Focus, LiftSet, RunType, Span, Sport

RUNS = [
    ("Lockerer Dauerlauf 8 km", RunType.EASY),
    ("Langer Lauf 26 km", RunType.LONG),
    ("Tempodauerlauf 10 km", RunType.TEMPO),
    ("Intervalltraining 6x800 m", RunType.INTERVALS),
    ("Bergläufe 8x60 Sek", RunType.HILLS),
    ("Regenerationslauf 30 min", RunType.RECOVERY),
    ("Volkslauf 10 km", RunType.RACE),
    ("Lauftreff", None),
]


@pytest.mark.parametrize(("title", "run_type"), RUNS)
def test_german_runs_are_told(title: str, run_type: RunType | None) -> None:
    (session,) = recognize(title)
    assert (session.sport, session.run_type) == (Sport.RUN, run_type)


def test_german_lifts_are_told_with_their_sets() -> None:
    (session,) = recognize("Kreuzheben 4x5 mit 110 kg, Pause 3 min")
    assert session.focus is Focus.LOWER
    assert session.heavy is True
    assert session.sets == (
        LiftSet("kreuzheben", 4, Span(5, 5), load_kg=110.0, rest_s=Span(180, 180)),
    )


@pytest.mark.parametrize(
    ("title", "sport"),
    [
        ("Ruhetag", Sport.REST),
        ("Radtour mit Jan", Sport.RIDE),
        ("Schwimmtraining", Sport.SWIM),
        ("Wanderung Zugspitze", Sport.WALK),
        ("Dehnen 15 min", Sport.MOBILITY),
        ("Bouldern", Sport.OTHER),
    ],
)
def test_other_german_sports_are_told(title: str, sport: Sport) -> None:
    assert [session.sport for session in recognize(title)] == [sport]


@pytest.mark.parametrize(
    "title", ["Besprechung Kraftwerk", "Anmeldung Marathon", "Zahnarzt", "Laufschuhe abholen"]
)
def test_german_appointments_are_no_workouts(title: str) -> None:
    assert recognize(title) == ()
