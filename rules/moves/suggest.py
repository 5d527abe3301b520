"""Plan the weeks in order and say what each move is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rules.athlete import Athlete
from rules.checks import check_all
from rules.finding import Finding
from rules.moves.alternatives import Settled, alternatives
from rules.moves.borders import planned_across_borders
from rules.moves.content import content_advice
from rules.moves.judged_plan import arisen
from rules.moves.move_plan import Move, MovePlan
from rules.moves.outcome import Outcome
from rules.moves.planned_weeks import PlannedWeek
from rules.moves.planning import Declined, Planning
from rules.moves.reasons import reasons
from rules.moves.room_made import room_made
from rules.moves.week_units import Circumstances
from rules.timeline import Timeline
from rules.wording import listed, name_of, name_on_day

_ATTEMPTS = 4


def plan_moves(
    timeline: Timeline, findings: Sequence[Finding], athlete: Athlete, planning: Planning
) -> MovePlan:
    """The smallest change that settles what was found, week by week; see RULES, "Suggested moves".

    `findings` are those of `check_all` for this timeline. A workout moves within its own ISO week
    on the athlete's clock. The weeks are planned one after the other, each beside the moves of
    those before it.
    """
    weeks, after, found = _settled(timeline, findings, athlete, planning)
    outcome = Outcome.of(findings, found)
    given = Circumstances(after, athlete, planning)
    made = [move for week in weeks for move in week.moves]
    settles = reasons(made, outcome, timeline, athlete)
    needing = room_made(
        [each for each in made if not settles[each.workout.id]], made, given, timeline
    )
    moves = tuple(
        _told(
            replace(
                move,
                settles=settles[move.workout.id],
                makes_room_for=needing.get(move.workout.id, ()),
            ),
            outcome,
            Settled(week.problem, week.solution.places, findings, timeline),
            given,
        )
        for week in weeks
        for move in week.moves
    )
    unproved = tuple(week.monday for week in weeks if not week.solution.proved)
    return MovePlan(
        moves=tuple(sorted(moves, key=lambda move: (move.workout.start_utc, move.workout.id))),
        advice=content_advice(given, found, unproved, timeline),
        unproved=unproved,
    )


def _settled(
    timeline: Timeline, findings: Sequence[Finding], athlete: Athlete, planning: Planning
) -> tuple[tuple[PlannedWeek, ...], Timeline, Sequence[Finding]]:
    """Plan, and let all rules judge the whole; what a rule of others objects to is taken back."""
    for _ in range(_ATTEMPTS):
        given = Circumstances(timeline, athlete, planning)
        weeks, after = planned_across_borders(findings, given)
        if not any(week.moves for week in weeks):
            return weeks, timeline, findings
        found = check_all(after, athlete)
        objections = arisen(found, findings)
        if not objections:
            return weeks, after, found
        planning = _without(planning, weeks, objections)
    return (), timeline, findings


def _without(
    planning: Planning, weeks: Iterable[PlannedWeek], objections: Iterable[Finding]
) -> Planning:
    """The planning with the moves declined that the objections are about; all, if about none."""
    moves = [move for week in weeks for move in week.moves]
    named = {id_ for objection in objections for id_ in objection.workouts}
    guilty = [move for move in moves if move.workout.id in named] or moves
    declined = {Declined(move.workout.id, move.start.date()) for move in guilty}
    return replace(planning, declined=planning.declined | declined)


def _told(move: Move, outcome: Outcome, around: Settled, given: Circumstances) -> Move:
    """The move with what it settles, why it is made, and what else would do."""
    told = replace(move, why=_why(move, outcome))
    if not move.optimal:
        return told  # as good as what is not known to be the best says little
    return replace(told, alternatives=alternatives(told, around, given))


def _why(move: Move, outcome: Outcome) -> str:
    own = [each for each in move.settles if each in outcome.gone]
    if move.settles:
        return f"settles {_rules(own)}" if own else f"eases {_rules(move.settles)}"
    names = [name_of(each) for each in (*move.makes_room_for, move.workout)]
    others = [
        name_on_day(each) if names.count(name_of(each)) > 1 else name_of(each)
        for each in move.makes_room_for
    ]
    return f"makes room for the {' and the '.join(others)}" if others else ""


def _rules(findings: Iterable[Finding]) -> str:
    return listed(sorted({str(each.rule) for each in findings}))
