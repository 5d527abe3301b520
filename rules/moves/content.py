"""Where no move helps: the smallest change of content that does, proved by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rules.checks import check_all
from rules.days import DayRange, week_of
from rules.finding import Finding
from rules.moves.judged_plan import OF_FOOD, arisen, remains
from rules.moves.move_plan import ContentAdvice
from rules.moves.week_units import Circumstances
from rules.timeline import Timeline
from rules.wording import name_of, name_on_day
from rules.workout import Focus, RunType, Session, Workout

_CONTEXT = timedelta(weeks=5)  # as far as a week's load is compared
_MOST_A_WEEK = 5
_ORDINALS = ("first", "second", "third", "fourth", "fifth")

Change = tuple[str, Session]


def content_advice(
    given: Circumstances, findings: Sequence[Finding], unproved: Sequence[date], stood: Timeline
) -> tuple[ContentAdvice, ...]:
    """What to change within a session that is still ahead, for what is found above advice.

    The timeline and `findings` are those after all moves; a session is named by the day on which
    it stands in the calendar, in `stood`. That no move helps is not said of the
    weeks whose Mondays are in `unproved`.
    """
    told: dict[date, int] = {}
    advice = []
    for finding in findings:
        week = week_of(finding.dates[-1]).start
        if not finding.above_advice or finding.rule in OF_FOOD or told.get(week, 0) >= _MOST_A_WEEK:
            continue
        told[week] = told.get(week, 0) + 1
        change = _change_that_does(finding, given, stood)
        if change:
            lead = "No move was found that helps" if week in unproved else "No move helps"
            advice.append(ContentAdvice(finding, f"{lead}; make the {change}."))
    return tuple(advice)


def _change_that_does(finding: Finding, given: Circumstances, stood: Timeline) -> str | None:
    """The first change that does, of the last workout first: what stands later gives way."""
    timeline, athlete, planning = given.timeline, given.athlete, given.planning
    named = set(finding.workouts)
    workouts = [each for each in timeline.workouts if each.id in named]
    around = _around(finding, timeline)
    before = None
    for workout in reversed(workouts):
        if workout.stands or workout.start <= planning.now:
            continue
        for what, session in _changes(workout):
            before = check_all(around, athlete) if before is None else before
            after = check_all(_changed(around, replace(workout, session=session)), athlete)
            above = [each for each in after if each.above_advice]
            if not remains(finding, above) and not arisen(after, before):
                return f"{_name(workout.id, [e for e in stood.workouts if e.id in named])} {what}"
    return None


def _around(finding: Finding, timeline: Timeline) -> Timeline:
    """The part of the timeline that the rules look at together with the finding."""
    first, last = week_of(finding.dates[0]).start, week_of(finding.dates[-1]).end
    days = DayRange(first - _CONTEXT, last + _CONTEXT)
    held = [each for each in timeline.workouts if each.day in days]
    return Timeline.of(held, timeline.visible, known=timeline.known, pauses=timeline.pauses)


def _changed(timeline: Timeline, changed: Workout) -> Timeline:
    workouts = [changed if each.id == changed.id else each for each in timeline.workouts]
    return Timeline.of(workouts, timeline.visible, known=timeline.known, pauses=timeline.pauses)


def _changes(workout: Workout) -> Iterator[Change]:
    """What a session could become, the least change first."""
    session = workout.session
    if workout.is_strength and session.focus is not Focus.UPPER:
        yield "upper-body", replace(session, focus=Focus.UPPER, sets=())
    if workout.is_strength and session.heavy:
        yield "light", replace(session, heavy=False, hard=False, sets=())
        easy_upper = replace(session, focus=Focus.UPPER, heavy=False, hard=False, sets=())
        yield "light and upper-body", easy_upper
    if workout.is_long_run and not workout.is_hard_run:
        yield "a hill session", replace(session, run_type=RunType.HILLS, hard=True)
    if workout.is_run and not workout.is_easy_run:
        yield "an easy run", replace(session, run_type=RunType.EASY, hard=False)


def _name(id_: str, workouts: Sequence[Workout]) -> str:
    """Its name, with a number where the finding names several of a kind, else with the day."""
    workout = next(each for each in workouts if each.id == id_)
    alike = [each for each in workouts if name_of(each) == name_of(workout)]
    number = next(n for n, each in enumerate(alike) if each.id == workout.id)
    if len(alike) > 1 and number < len(_ORDINALS):
        return f"{_ORDINALS[number]} {name_of(workout)}"
    return name_on_day(workout)
