"""Plan the weeks in order and say what each move is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.athlete import Athlete
from rules.checks import check_all
from rules.checks.reported import PAIR_RULE_IDS
from rules.days import week_of
from rules.finding import Finding
from rules.moves.alternatives import Settled, alternatives
from rules.moves.content import content_advice
from rules.moves.free_time import instant_at
from rules.moves.judged_plan import arisen, gone
from rules.moves.move_plan import Move, MovePlan
from rules.moves.planning import Declined, Planning
from rules.moves.search import Solution, solve
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances, week_problem
from rules.rule_id import RuleId
from rules.timeline import Timeline
from rules.wording import listed, name_of

_PLANNED_RULES = frozenset({*PAIR_RULE_IDS, RuleId.HARD_DAYS_IN_A_ROW})
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A week's problem, its solution, and the moves of it."""

    monday: date
    problem: WeekProblem
    solution: Solution
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What all moves do to what was found: settled, or left at a milder severity."""

    settled: tuple[Finding, ...]
    eased: tuple[Finding, ...]

    @classmethod
    def of(cls, before: Sequence[Finding], after: Sequence[Finding]) -> _Outcome:
        """Compare what was found with what is found after the moves."""
        settled = gone(before, after)
        worse = (each for each in before if each.workouts and arisen((each,), after))
        return cls(settled, tuple(each for each in worse if each not in settled))


def plan_moves(
    timeline: Timeline, findings: Sequence[Finding], athlete: Athlete, planning: Planning
) -> MovePlan:
    """The smallest change that settles what was found, week by week; see RULES, "Suggested moves".

    `findings` are those of `check_all` for this timeline. A workout moves within its own ISO week
    on the athlete's clock. The weeks are planned in order: a later one sees the moves before it.
    """
    concerned = _weeks_concerned(findings, timeline)
    weeks, after, found = _settled(concerned, timeline, findings, athlete, planning)
    outcome = _Outcome.of(findings, found)
    given = Circumstances(after, athlete, planning)
    moves = tuple(
        _told(
            move,
            week,
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
        advice=content_advice(given, found, unproved),
        unproved=unproved,
    )


def _weeks_concerned(findings: Iterable[Finding], timeline: Timeline) -> tuple[date, ...]:
    """The Mondays of the weeks in which something is found that a move could settle."""
    days = {workout.id: workout.day for workout in timeline.workouts}
    wrong = (each for each in findings if each.above_advice and each.rule in _PLANNED_RULES)
    return tuple(sorted({week_of(days[id_]).start for each in wrong for id_ in each.workouts}))


def _settled(
    mondays: Iterable[date],
    timeline: Timeline,
    findings: Sequence[Finding],
    athlete: Athlete,
    planning: Planning,
) -> tuple[tuple[PlannedWeek, ...], Timeline, Sequence[Finding]]:
    """Plan, and let all rules judge the whole; what a rule of others objects to is taken back."""
    wanted = tuple(mondays)
    for _ in range(_ATTEMPTS):
        weeks, after = planned_weeks(wanted, Circumstances(timeline, athlete, planning))
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


def planned_weeks(
    mondays: Iterable[date], given: Circumstances
) -> tuple[tuple[PlannedWeek, ...], Timeline]:
    """The weeks planned one after the other, and the timeline after their moves."""
    weeks = []
    for monday in mondays:
        problem = week_problem(monday, given)
        solution = solve(problem, given.planning.budget)
        moves = tuple(_moves(problem, solution, given.athlete))
        weeks.append(PlannedWeek(monday, problem, solution, moves))
        if moves:
            timeline = with_moves(given.timeline, moves)
            given = replace(given, timeline=timeline)
    return tuple(weeks), given.timeline


def with_moves(timeline: Timeline, moves: Sequence[Move]) -> Timeline:
    """The timeline as it would be after these moves."""
    return Timeline.of(
        MovePlan(tuple(moves)).applied_to(timeline.workouts),
        timeline.visible,
        known=timeline.known,
        pauses=timeline.pauses,
    )


def _moves(problem: WeekProblem, solution: Solution, athlete: Athlete) -> Iterator[Move]:
    """The moves of a solution; of an event with several workouts each moves."""
    for unit, place in zip(problem.units, solution.places, strict=True):
        for member in unit.members if place else ():
            stand = unit.stand(member, place)
            yield Move(
                member.workout,
                instant_at(stand.start, athlete.time_zone),
                instant_at(stand.end, athlete.time_zone),
                settles=(),
                why="",
                optimal=solution.proved,
            )


def _told(
    move: Move,
    week: PlannedWeek,
    outcome: _Outcome,
    around: Settled,
    given: Circumstances,
) -> Move:
    """The move with what it settles, why it is made, and what else would do."""
    own = _about(move, outcome.settled)
    told = replace(move, settles=own, why=_why(move, week, outcome))
    if not move.optimal:
        return told  # as good as what is not known to be the best says little
    return replace(told, alternatives=alternatives(told, around, given))


def _about(move: Move, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if move.workout.id in each.workouts)


def _why(move: Move, week: PlannedWeek, outcome: _Outcome) -> str:
    own, eased = _about(move, outcome.settled), _about(move, outcome.eased)
    if own or eased:
        return f"settles {_rules(own)}" if own else f"eases {_rules(eased)}"
    named = {id_ for finding in outcome.settled for id_ in finding.workouts}
    others = [each.workout for each in week.moves if each.workout.id in named]
    return f"makes room for the {listed([name_of(each) for each in others])}" if others else ""


def _rules(findings: Iterable[Finding]) -> str:
    return listed(sorted({str(each.rule) for each in findings}))
