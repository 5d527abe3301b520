"""The load of whole weeks: how alike its days are, and how it compares with the weeks before."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from rules.athlete import Athlete
from rules.checks.registry import rule
from rules.checks.week_finding import week_finding
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Timeline
from rules.training_load import Foster
from rules.weeks import Week, weeks_before, weeks_by_monday, weeks_of
from rules.wording import beside, number, the_week

_FEWEST_WEEKS_BEFORE = 3


@rule(RuleId.MONOTONY)
def monotony(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Weeks whose days are much alike. Foster 1998, 2001; no acute:chronic ratio, for reasons."""
    limit = athlete.thresholds.monotony_max
    for week in weeks_of(timeline, athlete.thresholds):
        spread = week.foster
        if spread is not None and is_monotonous(spread, limit):
            yield _monotonous(week, spread, limit)


def is_monotonous(spread: Foster, limit: float) -> bool:
    """Whether the days are more alike than the limit; without any difference they always are."""
    return spread.load > 0 and (spread.monotony is None or spread.monotony > limit)


def _monotonous(week: Week, spread: Foster, limit: float) -> Finding:
    alike = "without any difference"
    measures = [Measure("load", round(spread.load)), Measure("monotony_max", limit)]
    if spread.monotony is not None and spread.strain is not None:
        alike = (
            f"monotony {beside(spread.monotony, limit, digits=2)}, strain {number(spread.strain)}"
        )
        measures.append(Measure("monotony", round(spread.monotony, 2)))
        measures.append(Measure("strain", round(spread.strain)))
    return week_finding(
        RuleId.MONOTONY,
        Severity.ADVICE,
        week,
        week.workouts,
        message=(
            f"The days of {the_week(week.days)} are much alike (mean load {number(spread.mean)} a "
            f"day, {alike}); keep monotony below {limit:g}."
        ),
        remedy="Make an easy day easier, or rest on it.",
        numbers=tuple(measures),
    )


@rule(RuleId.LOAD_JUMP)
def load_jump(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """A week's load against the mean of the three or four before it, where these are known.

    Of a week that is judged in part, what was read of the rest counts as well.
    """
    limit = athlete.thresholds.load_jump_max_percent
    weeks = weeks_by_monday(timeline, athlete.thresholds)
    for week in weeks.values():
        before = [w.load_read for w in weeks_before(week, weeks) if w.load_read]
        if week.load_read is None or len(before) < _FEWEST_WEEKS_BEFORE:
            continue
        mean = fmean(before)
        jump = round(100 * (week.load_read / mean - 1), 6)  # 130 of 100 is no more than 30 %
        if jump > limit:
            yield _jump(week, jump, mean, limit)


def _jump(week: Week, jump: float, mean: float, limit: float) -> Finding:
    load = week.load_read or 0
    return week_finding(
        RuleId.LOAD_JUMP,
        Severity.ADVICE,
        week,
        (*week.earlier, *week.workouts),
        message=(
            f"The load of {the_week(week.days)} ({number(load)}) is {beside(jump, limit)} % above "
            f"the mean of the weeks before ({number(mean)}); stay within {limit:g} %."
        ),
        remedy="Shorten or ease a session or two.",
        numbers=(
            Measure("load", round(load)),
            Measure("mean_load_before", round(mean)),
            Measure("jump_percent", round(jump, 1)),
            Measure("load_jump_max_percent", limit),
        ),
    )
