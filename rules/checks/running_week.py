"""What kinds of running a week holds: long and slow, quality, how many, how hard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.athlete import Athlete, Priority
from rules.checks.registry import rule
from rules.checks.week_finding import week_finding
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Timeline
from rules.typical_length import known_length_min
from rules.weeks import HardShare, Week, weeks_of
from rules.wording import beside, between_words, counted, listed, name_on_day, the_week
from rules.workout import Workout


@rule(RuleId.LONG_SLOW_RUNS)
def long_slow_runs(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Long runs that are not hard. The guide is stricter here than polarized training (Seiler)."""
    most = athlete.thresholds.long_slow_runs_per_week_max
    for week in weeks_of(timeline, athlete.thresholds):
        long_slow = week.long_slow_runs
        if len(long_slow) > most:
            yield week_finding(
                RuleId.LONG_SLOW_RUNS,
                Severity.CAUTION,
                week,
                long_slow,
                message=f"{counted(len(long_slow), 'long slow run')} stand in "
                f"{the_week(week.days)} ({_on_days(long_slow)}); have no more than {most}.",
                remedy="Shorten one of them, or make it a hill session.",
                numbers=(
                    Measure("long_slow_runs", len(long_slow)),
                    Measure("long_slow_runs_per_week_max", most),
                ),
            )


@rule(RuleId.QUALITY_RUNS)
def quality_runs(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Sprints, hills and intervals once or twice a week. Fyfe 2016."""
    limits = athlete.thresholds
    fewest, most = limits.quality_runs_per_week_min, limits.quality_runs_per_week_max
    for week in weeks_of(timeline, limits):
        quality = week.quality_runs
        if len(quality) > most:
            yield week_finding(
                RuleId.QUALITY_RUNS,
                Severity.CAUTION,
                week,
                quality,
                message=f"{counted(len(quality), 'quality run')} stand in {the_week(week.days)} "
                f"({_on_days(quality)}); have no more than {most}.",
                remedy="Make one of them an easy run.",
                numbers=(
                    Measure("quality_runs", len(quality)),
                    Measure("quality_runs_per_week_max", most),
                ),
            )
        elif len(quality) < fewest and week.may_want_more:
            yield _too_little_quality(week, fewest, most)


def _too_little_quality(week: Week, fewest: int, most: int) -> Finding:
    held, easy = len(week.quality_runs), _easy_runs(week)
    stand = "No sprints, hills or intervals stand"
    if held:
        stand = f"Only {counted(held, 'session')} of sprints, hills or intervals stand"
    return week_finding(
        RuleId.QUALITY_RUNS,
        Severity.ADVICE,
        week,
        week.quality_runs,
        message=f"{stand} in {the_week(week.days)}; plan {between_words(fewest, most)}.",
        remedy=(
            "Make an easy run a few short sprints or uphill repeats."
            if easy
            else "Add a short run with a few sprints or uphill repeats."
        ),
        numbers=(
            Measure("quality_runs", held),
            Measure("quality_runs_per_week_min", fewest),
            Measure("easy_runs", easy),
        ),
    )


def _easy_runs(week: Week) -> int:
    return sum(run.is_easy_run for run in week.runs)


def _on_days(runs: Sequence[Workout]) -> str:
    return listed([name_on_day(run) for run in runs])


@rule(RuleId.RUNNING_CONCENTRATION)
def running_concentration(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Many runs where muscle is the priority: fewer and better ones leave more for the lifts."""
    most = athlete.thresholds.runs_per_week_max
    if athlete.priority is not Priority.MUSCLE:
        return
    for week in weeks_of(timeline, athlete.thresholds):
        if len(week.runs) > most:
            yield _too_many_runs(week, most, athlete.thresholds.short_easy_run_min)


def _too_many_runs(week: Week, most: int, short_min: float) -> Finding:
    short = [run for run in week.runs if run.is_easy_run and _minutes(run) < short_min]
    merged = _to_merge(week.runs, short)
    return week_finding(
        RuleId.RUNNING_CONCENTRATION,
        Severity.ADVICE,
        week,
        merged,
        message=(
            f"{len(week.runs)} runs stand in {the_week(week.days)}"
            f"{_of_them_short(short, short_min)}; {most} or fewer of higher quality leave more for "
            "muscle."
        ),
        remedy=_merging(merged),
        numbers=(
            Measure("runs", len(week.runs)),
            Measure("runs_per_week_max", most),
            Measure("short_easy_runs", len(short)),
            Measure("short_easy_share", round(len(short) / len(week.runs), 3)),
        ),
    )


def _of_them_short(short: Sequence[Workout], short_min: float) -> str:
    return f", {len(short)} of them easy and under {short_min:g} min" if short else ""


def _minutes(run: Workout) -> float:
    """The length of a run; one that nobody knows counts as no short one."""
    length_min = known_length_min(run.session)
    return float("inf") if length_min is None else length_min


def _to_merge(runs: Sequence[Workout], short: Sequence[Workout]) -> list[Workout]:
    """The short easy runs, else the two that would be missed least; never a hard one."""
    if len(short) > 1:
        return list(short)
    gentle = [run for run in runs if not run.is_hard_run]
    candidates = sorted(gentle, key=lambda run: (not run.is_easy_run, _minutes(run)))
    return sorted(candidates[:2], key=lambda run: (run.start_utc, run.id))


def _merging(merged: Sequence[Workout]) -> str:
    if len(merged) > 1:
        return f"Merge the {listed([name_on_day(run) for run in merged])} into one."
    return "Leave one out."


@rule(RuleId.INTENSITY_BALANCE)
def intensity_balance(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """The hard share of the week's running time, against the priority's band. Muñoz 2014."""
    limits = athlete.thresholds
    low, high = limits.hard_share_min_percent, limits.hard_share_max_percent
    for week in weeks_of(timeline, limits):
        hard = week.hard_share
        if hard is None or not week.complete:
            continue
        share = round(100 * hard.share, 6)
        if share > high:
            remedy = "Make a hard run shorter or easy, or add easy running."
            if hard.is_of_races(week.runs, high):
                remedy = "The race makes it so; keep all other running easy."
            yield _out_of_band(week, hard, (low, high), remedy)
        elif share < low and week.may_want_more:
            gentle = "easy run" if _easy_runs(week) else "run"
            remedy = f"Make one {gentle} a tempo, hill or interval session."
            yield _out_of_band(week, hard, (low, high), remedy)


def _out_of_band(week: Week, hard: HardShare, band: tuple[float, float], remedy: str) -> Finding:
    low, high = band
    return week_finding(
        RuleId.INTENSITY_BALANCE,
        Severity.CAUTION,
        week,
        [run for run in week.runs if run.is_hard_run],
        message=(
            f"{beside(100 * hard.share, low, high)} % of the running time in "
            f"{the_week(week.days)} is hard ({hard.hard_min:.0f} of {hard.total_min:.0f} min); "
            f"keep it between {low:g} and {high:g} %."
        ),
        remedy=remedy,
        numbers=(
            Measure("hard_share_percent", round(100 * hard.share, 1)),
            Measure("hard_min", round(hard.hard_min, 1)),
            Measure("running_min", round(hard.total_min, 1)),
            Measure("easy_runs", _easy_runs(week)),
            Measure("hard_share_min_percent", low),
            Measure("hard_share_max_percent", high),
        ),
    )
