"""The planner counts what the checks find: on random fortnights, with random changes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.athlete import Athlete
from rules.checks import check_all
from rules.moves import Planning
from rules.moves.free_time import instant_at
from rules.moves.judged_plan import remains
from rules.moves.move_plan import MovePlan, standing_at
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances, week_problem
from rules.workout import Workout
from tests.checks.builders import at, athlete
from tests.checks.test_properties import athletes, fortnights
from tests.moves.weeks import BEFORE, counted, placing_only, plan, timeline


@settings(deadline=None, max_examples=200)
@given(fortnights(), athletes, st.randoms(use_true_random=False), st.sampled_from([0, 7]))
def test_planner_and_checks_agree_on_violations_and_cautions(
    fortnight: list[Workout], who: Athlete, random: object, week: int
) -> None:
    person = placing_only(who)
    problem = week_problem(
        at(week, "00:00").date(), Circumstances(timeline(*fortnight), person, Planning(BEFORE))
    )
    stay = (0,) * len(problem.units)
    places = tuple(
        random.choice([0, random.randrange(len(unit.candidates) + 1)])  # type: ignore[attr-defined]
        for unit in problem.units
    )
    if not problem.is_allowed(places):
        return
    changed = stood_at(fortnight, problem, places)
    now, then = (counted(check_all(timeline(*each), person)) for each in (fortnight, changed))
    told_now, told_then = (found(problem, each) for each in (stay, places))
    assert (then[0] - now[0], then[1] - now[1]) == (
        told_then[0] - told_now[0],
        told_then[1] - told_now[1],
    )


def found(problem: WeekProblem, places: tuple[int, ...]) -> tuple[int, int]:
    score = problem.score(places)
    return score.violations, (score.trouble - score.moves) // 2


def stood_at(
    workouts: list[Workout], problem: WeekProblem, places: tuple[int, ...]
) -> list[Workout]:
    moved = {}
    for unit, place in zip(problem.units, places, strict=True):
        for member in unit.members if place else ():
            stand, zone = unit.stand(member, place), member.workout.start.tzinfo
            start, end = (
                instant_at(each, athlete().time_zone) for each in (stand.start, stand.end)
            )
            assert zone is not None
            moved[member.workout.id] = standing_at(member.workout, start, end)
    return [moved.get(each.id, each) for each in workouts]


@settings(deadline=None, max_examples=60)
@given(fortnights(), athletes)
def test_no_plan_brings_anything_new_above_advice(fortnight: list[Workout], who: Athlete) -> None:
    found_plan = plan(*fortnight, who=who)
    before = check_all(timeline(*fortnight), who)
    after = check_all(timeline(*found_plan.applied_to(fortnight)), who)
    worse = {f.rule for f in after if f.above_advice} - {f.rule for f in before if f.above_advice}
    assert worse == set()
    assert counted(after) <= counted(before)
    for move in found_plan.moves:
        for finding in move.settles:
            assert finding in before
            assert finding not in after
            same = [f for f in after if (f.rule, f.workouts) == (finding.rule, finding.workouts)]
            assert all(f.severity.rank > finding.severity.rank for f in same)
        assert move.start.date().isocalendar()[:2] == move.workout.day.isocalendar()[:2]


@settings(deadline=None, max_examples=30)
@given(fortnights(), athletes)
def test_the_same_input_in_any_order_gives_the_same_moves(
    fortnight: list[Workout], who: Athlete
) -> None:
    assert plan(*fortnight, who=who) == plan(*reversed(fortnight), who=who)


@settings(deadline=None, max_examples=60)
@given(fortnights(), athletes)
def test_a_move_is_told_with_what_would_stand_again_without_it(
    fortnight: list[Workout], who: Athlete
) -> None:
    moves = plan(*fortnight, who=who).moves
    told = Counter(finding for move in moves for finding in move.settles)
    for move in moves:
        ranks = [finding.severity.rank for finding in move.settles]
        assert ranks == sorted(ranks), "the worst first"
        others = MovePlan(tuple(each for each in moves if each is not move))
        left = check_all(timeline(*others.applied_to(fortnight)), who)
        for finding in move.settles:
            assert told[finding] > 1 or len(moves) == 1 or remains(finding, left)
