"""How often the athlete lifts in a week, and whether the main lifts are among it."""

from __future__ import annotations

from collections.abc import Iterator

from rules.athlete import Athlete
from rules.checks.registry import rule
from rules.checks.week_finding import week_finding
from rules.exercise import MainLift
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.strength_load import known_exercise
from rules.timeline import Timeline
from rules.weeks import Week, weeks_of
from rules.wording import article, between_words, counted, listed, name_on_day, the_week
from rules.workout import Workout


@rule(RuleId.LIFTING_FREQUENCY)
def lifting_frequency(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Two to three lifts a week. Bickel 2011: far less keeps the size than built it."""
    fewest, most = athlete.thresholds.lifts_per_week_min, athlete.thresholds.lifts_per_week_max
    for week in weeks_of(timeline, athlete.thresholds):
        lifts = len(week.lifts)
        if lifts > most:
            yield week_finding(
                RuleId.LIFTING_FREQUENCY,
                Severity.CAUTION,
                week,
                week.lifts,
                message=f"{counted(lifts, 'lift')} stand{'s' if lifts == 1 else ''} in "
                f"{the_week(week.days)}; beside running have no more than {most}.",
                remedy="Leave one out, or merge two short ones.",
                numbers=(Measure("lifts", lifts), Measure("lifts_per_week_max", most)),
            )
        elif lifts < fewest and week.may_want_more:
            yield week_finding(
                RuleId.LIFTING_FREQUENCY,
                Severity.CAUTION,
                week,
                week.lifts,
                message=f"{_only(lifts)} in {the_week(week.days)}; plan "
                f"{between_words(fewest, most)}.",
                remedy="Add a lift on a day that follows no hard run.",
                numbers=(Measure("lifts", lifts), Measure("lifts_per_week_min", fewest)),
            )


def _only(lifts: int) -> str:
    if not lifts:
        return "No lift stands"
    return f"Only {counted(lifts, 'lift')} stand{'s' if lifts == 1 else ''}"


@rule(RuleId.HEAVY_LOWER_FREQUENCY)
def heavy_lower_frequency(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Heavy lower- or full-body lifts in a week. Murach & Bagley 2016."""
    most = athlete.thresholds.heavy_lower_per_week_max
    for week in weeks_of(timeline, athlete.thresholds):
        heavy = [lift for lift in week.lifts if lift.is_heavy_lower]
        if len(heavy) > most:
            yield week_finding(
                RuleId.HEAVY_LOWER_FREQUENCY,
                Severity.ADVICE,
                week,
                heavy,
                message=(
                    f"The legs are lifted heavily {len(heavy)} times in {the_week(week.days)} "
                    f"({listed([name_on_day(lift) for lift in heavy])}); {most} leave them time "
                    "to run."
                ),
                remedy="Make one of them an upper-body or a light day.",
                numbers=(
                    Measure("heavy_lower_lifts", len(heavy)),
                    Measure("heavy_lower_per_week_max", most),
                ),
            )


@rule(RuleId.COMPOUND_LIFTS)
def compound_lifts(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Squat, deadlift, overhead and bench press in each week whose exercises are all known."""
    for week in weeks_of(timeline, athlete.thresholds):
        covered = _main_lifts(week) if week.may_want_more else None
        if covered is None:
            continue
        for missing in MainLift:
            if missing not in covered:
                yield _missing(week, missing)


def _main_lifts(week: Week) -> frozenset[MainLift] | None:
    """The main lifts that the week holds; None where the exercises of a lift are unknown."""
    lifts = week.lifts
    covered: set[MainLift] = set()
    for lift in lifts:
        exercises = _exercises(lift)
        if exercises is None:
            return None
        covered |= exercises
    return frozenset(covered) if lifts else None


def _exercises(lift: Workout) -> set[MainLift] | None:
    known = [known_exercise(each.exercise) for each in lift.session.sets if each.exercise]
    if len(known) < len(lift.session.sets) or not known or None in known:
        return None
    return {each.main_lift for each in known if each and each.main_lift}


def _missing(week: Week, missing: MainLift) -> Finding:
    return week_finding(
        RuleId.COMPOUND_LIFTS,
        Severity.ADVICE,
        week,
        week.lifts,
        message=f"No {missing.value}, nor a variant of it, stands in {the_week(week.days)}.",
        remedy=f"Put {article(_EXAMPLES[missing])} into one of the lifts.",
        numbers=(Measure("sessions", 0), Measure(f"{missing.name.lower()}_sessions", 0)),
    )


_EXAMPLES = {
    MainLift.SQUAT: "squat, such as a back or front squat,",
    MainLift.DEADLIFT: "deadlift, such as a Romanian or trap-bar deadlift,",
    MainLift.BENCH_PRESS: "bench press, with a barbell or dumbbells,",
    MainLift.OVERHEAD_PRESS: "overhead press, with a barbell or dumbbells,",
}
