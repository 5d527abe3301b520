"""What a move is told with: what it is for, and not what the other moves do."""

from __future__ import annotations

from rules.workout import Focus, RunType
from tests.checks.builders import at, lift, run
from tests.moves.weeks import plan, told

EARLY = run(at(1, "06:30"), RunType.TEMPO, id_="early")
LEGS = lift(at(1, "19:00"), Focus.LOWER, heavy=True, id_="legs")
LATE = run(at(2, "19:00"), RunType.TEMPO, id_="late")


def test_what_another_move_settles_is_not_told_with_this_one() -> None:
    moves = plan(EARLY, LEGS, LATE).moves
    assert told(moves) == ["early: Tue 06:30 → Fri 06:30", "legs: Tue 19:00 → Tue 18:00"]
    early, legs = ([str(each.rule) for each in move.settles] for move in moves)
    assert early == ["lift-before-hard-run", "day-after-hard-run", "separate-days"]
    assert legs == ["run-after-heavy-lower"], "the lift stays on Tuesday, behind a run that left"


def test_a_move_that_stands_alone_is_told_with_all_that_it_settles() -> None:
    (move,) = plan(EARLY, LEGS).moves
    rules = [str(each.rule) for each in move.settles]
    assert {"lift-before-hard-run", "separate-days"} <= set(rules)
    assert rules.index("lift-before-hard-run") < rules.index("separate-days"), "the worst first"
