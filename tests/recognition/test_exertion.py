"""The exertion of a whole session, where the text states one."""

from __future__ import annotations

import pytest

from rules.recognition import recognize


@pytest.mark.parametrize(
    ("title", "description", "rpe"),
    [
        ("Easy run 45 min RPE 3", "", 3),
        ("Tempo 40 min", "RPE: 7/10", 7),
        ("Long run 20 km @ RPE 4-5", "", 4.5),
        ("Ride 60 min, RPE 6,5", "", 6.5),
        ("Squat 5x5 @ RPE 8", "", None),
        ("Squat 5x5 @ RPE 8", "session RPE 7", 7),
        ("Upper body", "sRPE 6", 6),
        ("6 x 800 RPE 9", "Warm-up RPE 2", None),
        ("Easy run RPE 15", "", None),
        ("Easy run", "", None),
        ("6 km easy RPE 3 + upper body", "", None),
    ],
)
def test_the_exertion_of_a_session(title: str, description: str, rpe: float | None) -> None:
    sessions = recognize(title, description)
    assert sessions
    assert {session.rpe for session in sessions} == {rpe}
