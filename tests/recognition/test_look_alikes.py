"""What looks like a race, a back day, a deadlift or a range, and is something else."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from tests.recognition.brief import brief

ROWS = [
    # back-offs are relative to the top set
    ("Deadlift 1x5 @ RPE 8, then 2x5 -10%", "lift:lower:heavy"),
    ("Squat: top single @8, 4x5 -12%", "lift:lower:heavy"),
    ("Bench 3x5 70 -80%", "lift:upper:heavy"),
    # a name and a distance are no race, an amount of money not even a run
    ("Bristol 10K", "run"),
    ("Opel 10 km", "run"),
    ("Anna 10 km", "run"),
    ("10k of Bitcoin", ""),
    ("Bristol 50k", "run"),
    ("10 km de Lyon", "run:race"),
    ("Berlin Half", "run:race"),
    ("Berlin HM", "run:race"),
    ("Salary 10k", ""),
    ("Grant 10K", ""),
    ("Refund 5K", ""),
    ("Rent 5k", ""),
    ("Followers 10k", ""),
    ("Run with Grant", "run"),
    # "back" that is no part of the body
    ("back-off 3x5", "lift"),
    ("Lift, back to work", "lift"),
    ("Easy run back to work", "run:easy"),
    ("Gym back by 7", "lift"),
    ("Gym, back at 8", "lift"),
    ("Gym and back home", "lift"),
    ("Run back home", "run"),
    ("Back off week", ""),
    ("Gym - back & bi", "lift:upper"),
    ("Chest & back", "lift:upper"),
    # the German Dauerlauf
    ("DL 70 min", "run:easy"),
    ("DL2 12 km", "run:easy"),
    ("DL1 60 min", "run:easy"),
    ("10 km DL", "run:easy"),
    ("MDL 12 km", "run:steady"),
    ("SDL 6 km", "run:tempo"),
    ("LDL 14 km", "run:long"),
    ("DL", "lift:lower"),
    ("DL 2x5", "lift:lower:heavy"),
    # a scan is no training, nor is moving house
    ("Rücken-MRT", ""),
    ("Schulter-OP", ""),
    ("Schulter MRT", ""),
    ("MRT", ""),
    ("6 km MRT", "run:steady"),
    ("Heavy lifting", "lift:heavy"),
    ("Heavy lifting: move sofa", ""),
    ("Heavy lifting with movers", ""),
    ("Give mum a lift", ""),
    ("Run by lawyer", ""),
    ("Run by river", "run"),
    ("Run-off election", ""),
    # places called a hill
    ("Run Box Hill", "run"),
    ("Run Forest Hill", "run"),
    ("Parliament Hill easy run", "run:easy"),
    ("3 x hill", "run:hills"),
    ("Hill repeats", "run:hills"),
    # a race that is a pace, or not the race itself
    ("6 km @ HM", "run:tempo"),
    ("10x1k HM", "run:tempo"),
    ("3x3 km HM", "run:tempo"),
    ("21 km HM", "run:race"),
    ("HM", "run:race"),
    ("Pre-race shakeout", "run:recovery"),
    ("Pre-race 30 min", "run:recovery"),
    ("Pre-race dinner", ""),
    ("10 miler easy", "run:easy"),
    ("5km tempo @ 4:10/km", "run:tempo"),
    ("5 km tempo run", "run:tempo"),
    ("10 km tempo", "run:tempo"),
    ("6x1000 op 10 km tempo", "run:intervals"),
    # tags alone
    ("#easy", "other"),
    ("#lower #heavy", "lift:lower:heavy"),
    ("#long", "run:long"),
]


@pytest.mark.parametrize(("title", "wanted"), ROWS)
def test_look_alikes_are_told_apart(title: str, wanted: str) -> None:
    assert [brief(session) for session in recognize(title)] == ([wanted] if wanted else [])


def test_a_back_off_has_no_percentage_of_its_own() -> None:
    (session,) = recognize("Deadlift 1x5 @ RPE 8, then 2x5 -10%")
    assert [one.percent_1rm for one in session.sets] == [None, None]
    assert session.sets[0].rpe == 8


def test_a_name_and_a_distance_are_not_hard() -> None:
    (session,) = recognize("Anna 10 km")
    assert session.hard is None


def test_superset_labels_are_no_effort() -> None:
    (session,) = recognize("A1. Bench 4x8 A2. Row 4x8 @ RPE 7")
    assert [(one.exercise, one.rpe) for one in session.sets] == [("bench", None), ("row", 7)]


@pytest.mark.parametrize("title", ["Run 300 km", "Squat 3x5 RIR 15", "Squat 3x5 15 RIR"])
def test_what_nobody_does_is_dropped_with_a_note(title: str) -> None:
    (session,) = recognize(title)
    assert any(note.startswith("not taken") for note in session.because)
    assert session.distance_km is None
    assert all(one.rir is None for one in session.sets)


def test_reps_behind_an_effort_are_kept() -> None:
    (session,) = recognize("Squat 3x12 RIR 2")
    assert session.sets[0].rir == 2
    assert not any(note.startswith("not taken") for note in session.because)
