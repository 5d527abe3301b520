"""Weeks to plan in the few words that a scenario needs, and a plan by trying everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, product

from rules.athlete import Athlete
from rules.checks import check_all, registered
from rules.checks.pairs import in_order
from rules.checks.reported import reported
from rules.days import DayRange
from rules.finding import Finding, Severity
from rules.fueling import BusySpan
from rules.moves import DaySpan, Move, MovePlan, Planning, Windows, plan_moves
from rules.rule_id import RuleId
from rules.timeline import Timeline, overlap
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import TWO_WEEKS, at, athlete, lift, run

PLACING = {
    "same-day-gap",
    "run-after-heavy-lower",
    "lift-before-hard-run",
    "day-after-hard-run",
    "hard-days-in-a-row",
    "race-week",
}
BEFORE = at(-7, "08:00")
NONE = Windows(((),) * 7)
TEMPO = run(at(1, "07:00"), RunType.TEMPO, id_="tempo")
LEGS = lift(at(2, "18:00"), Focus.LOWER, heavy=True, id_="legs")
Score = tuple[int, int, int, int]


def placing_only(who: Athlete) -> Athlete:
    """The athlete with the rules alone that a move can settle."""
    return replace(who, rules_off=frozenset(set(registered()) - PLACING) | who.rules_off)


def timeline(*workouts: Workout, visible: DayRange = TWO_WEEKS) -> Timeline:
    return Timeline.of(workouts, visible)


def plan(
    *workouts: Workout,
    who: Athlete | None = None,
    visible: DayRange = TWO_WEEKS,
    **given: object,
) -> MovePlan:
    """The plan for these workouts, seen a week ahead unless `now` says otherwise."""
    person = who or athlete()
    line = timeline(*workouts, visible=visible)
    circumstances = replace(Planning(BEFORE), **given)  # type: ignore[arg-type]
    return plan_moves(line, check_all(line, person), person, circumstances)


def hours(*spans: str, days: Iterable[int] = range(7)) -> Windows:
    """Windows on some weekdays, Monday 0; none on the others."""
    told = tuple(_span(each) for each in spans)
    return Windows(tuple(told if day in set(days) else () for day in range(7)))


def _span(text: str) -> DaySpan:
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return DaySpan(start, end)


def told(moves: Iterable[Move]) -> list[str]:
    """Moves as in "run: Mon 07:00 → Tue 06:30"."""
    return [f"{m.workout.id}: {m.workout.start:%a %H:%M} → {m.start:%a %H:%M}" for m in moves]


def above_advice(found: Iterable[Finding]) -> list[Finding]:
    return [each for each in found if each.above_advice and each.rule in PLACING]


def counted(found: Iterable[Finding]) -> tuple[int, int]:
    """Violations and cautions of the rules that a move can settle."""
    severities = [each.severity for each in above_advice(found)]
    return severities.count(Severity.VIOLATION), severities.count(Severity.CAUTION)


def score(before: Sequence[Workout], after: Sequence[Workout], who: Athlete) -> Score:
    """The objective, from the words of RULES and what the checks find."""
    violations, cautions = counted(check_all(timeline(*after), who))
    moved = [(a, b) for a, b in zip(before, after, strict=True) if a.start != b.start]
    moves = sum(not (a.time_assumed and a.day == b.day) for a, b in moved)
    far = sum(_displacement(a, b, who) for a, b in moved)
    return violations, 2 * cautions + moves, moves, far


def _displacement(before: Workout, after: Workout, who: Athlete) -> int:
    usual = who.usual_slots.of(before.session.sport)
    clock = _minutes(after.start)
    near = min(abs(clock - _minutes(before.start)), abs(clock - usual.hour * 60 - usual.minute))
    return 1 + near + 1440 * abs((after.day - before.day).days)


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def by_trying_everything(
    workouts: Sequence[Workout], starts: Sequence[datetime], who: Athlete, busy: Sequence[BusySpan]
) -> Score:
    """The least score of all ways to put movable workouts on these starts."""
    places = [tuple(_places(workout, starts, busy)) for workout in workouts]
    ways = (way for way in product(*places) if _allowed(workouts, way, who))
    return min(score(workouts, way, who) for way in ways)


def _places(
    workout: Workout, starts: Sequence[datetime], busy: Sequence[BusySpan]
) -> Iterator[Workout]:
    yield workout
    if workout.fixed or workout.is_race or workout.session.sport is Sport.REST:
        return
    length = workout.end_utc - workout.start_utc
    for start in starts:
        end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
        if start != workout.start and not any(s.start < end and start < s.end for s in busy):
            yield replace(workout, start=start, end=end, all_day=False, time_assumed=False)


def _allowed(before: Sequence[Workout], after: Sequence[Workout], who: Athlete) -> bool:
    pairs = combinations(zip(before, after, strict=True), 2)
    last = {each.day: each.id for each in sorted(before, key=_in_time) if each.is_hard_run}
    if not all(_pair_allowed(*one, *two, who, last) for one, two in pairs):
        return False
    rows = [set(each.workouts) for each in _rows(before, who)]
    return all(any(set(each.workouts) <= row for row in rows) for each in _rows(after, who))


def _rows(workouts: Sequence[Workout], who: Athlete) -> list[Finding]:
    found = check_all(timeline(*workouts), who)
    return [each for each in found if each.rule == "hard-days-in-a-row"]


def _in_time(workout: Workout) -> tuple[datetime, str]:
    return workout.start_utc, workout.id


def _pair_allowed(
    a0: Workout, a: Workout, b0: Workout, b: Workout, who: Athlete, last: dict[date, str]
) -> bool:
    """`last` is the last hard run of each day: the rules speak of the day after that one alone."""
    if a.start == a0.start and b.start == b0.start:
        return True
    if overlap(a, b):
        return False
    if a.day == b.day and not a0.day == b0.day == a.day:
        if (a.is_run and b.is_run) or (a.is_strength and b.is_strength):
            return False
        if a.event_uid == b.event_uid:
            return False
        rest = Sport.REST in {a.session.sport, b.session.sport}
        mover_came = (a.day != a0.day) or (b.day != b0.day)
        if rest and mover_came:
            return False
    now, then = _ranks(a0, b0, who), _ranks(a, b, who)
    first = in_order(a0, b0)[0]
    hidden = last.get(first.day, first.id) != first.id
    if hidden and (a.day, b.day) != (a0.day, b0.day):
        now.pop(RuleId.DAY_AFTER_HARD_RUN, None)
    return all(rank >= min(now.get(rule, 2), 2) for rule, rank in then.items() if rank < 2)


def _ranks(one: Workout, other: Workout, who: Athlete) -> dict[str, int]:
    return {rule: severity.rank for rule, severity in reported(*in_order(one, other), who)}
