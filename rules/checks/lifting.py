"""What is prescribed within a lift: load, repetitions, rest, how many sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rules.athlete import Athlete, OneRepMax
from rules.checks.registry import rule
from rules.checks.working_sets import is_accessory, named, working_sets
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.strength_load import (
    epley_1rm,
    most_percent_1rm,
    most_reps,
    stated_percent,
    working_percent,
)
from rules.timeline import Timeline
from rules.wording import beside, capitalized, counted, day_name, listed, minutes, name_of
from rules.workout import LiftSet, Workout

Outside = tuple[LiftSet, float]


@dataclass(frozen=True, slots=True)
class _Lift:
    """A lift that says what is lifted, with its working sets; `main` are those of heavy lifts."""

    workout: Workout
    working: tuple[LiftSet, ...]
    main: tuple[LiftSet, ...]


def _lifts(timeline: Timeline, athlete: Athlete) -> tuple[_Lift, ...]:
    return _read_lifts(timeline, athlete.thresholds.load_min_percent_1rm, athlete.one_rep_maxima)


@lru_cache(maxsize=4)  # several rules ask for the sets of one timeline
def _read_lifts(
    timeline: Timeline, lightest_percent: float, maxima: tuple[OneRepMax, ...]
) -> tuple[_Lift, ...]:
    lifts = (w for w in timeline.workouts if w.is_lift and w.session.sets)
    return tuple(_read(lift, working_sets(lift, lightest_percent, maxima)) for lift in lifts)


def _read(lift: Workout, working: tuple[LiftSet, ...]) -> _Lift:
    return _Lift(lift, working, tuple(each for each in working if not is_accessory(each)))


@rule(RuleId.LIFTING_LOAD)
def lifting_load(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Working sets between 70 and 85 % of the one-rep maximum, from percent, kilograms or RPE."""
    low, high = athlete.thresholds.load_min_percent_1rm, athlete.thresholds.load_max_percent_1rm
    for lift in _lifts(timeline, athlete):
        loads = [(each, working_percent(each, athlete.one_rep_maxima)) for each in lift.main]
        known = [(each, round(load, 1)) for each, load in loads if load is not None]
        floor = 0 if timeline.is_paused(lift.workout.day) else low
        outside = [(each, load) for each, load in known if load > high or load < floor]
        if outside:
            yield _load_finding(lift.workout, outside, low, high)


def _load_finding(lift: Workout, outside: list[Outside], low: float, high: float) -> Finding:
    told = listed([f"{named(each)} at {beside(load, low, high)} %" for each, load in outside])
    heavy, light = any(load > high for _, load in outside), any(load < low for _, load in outside)
    remedy = "Take some weight off." if heavy else "Put more on the bar, or call it a deload."
    if heavy and light:
        remedy = "Bring each of them into the range."
    return _on_lift(
        RuleId.LIFTING_LOAD,
        Severity.CAUTION,
        lift,
        fault=f"has {told} of the one-rep maximum; keep working sets between {low:g} and "
        f"{high:g} %",
        remedy=remedy,
        numbers=(
            Measure("percent_1rm", _farthest(outside, low, high)),
            Measure("load_min_percent_1rm", low),
            Measure("load_max_percent_1rm", high),
        ),
    )


def _farthest(outside: list[Outside], low: float, high: float) -> float:
    """The load that lies farthest out of the band."""
    return max((load for _, load in outside), key=lambda load: max(load - high, low - load))


@rule(RuleId.LIFTING_PRESCRIPTION)
def lifting_prescription(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Repetitions that cannot be done at their load, by the RTS table: 8 at 85 %."""
    for lift in (workout for workout in timeline.workouts if workout.is_lift):
        for each in lift.session.sets:
            load = stated_percent(each, athlete.one_rep_maxima)
            if each.reps is None or load is None:
                continue
            most = most_percent_1rm(each.reps.low)
            if load > most:
                yield _impossible(lift, each, each.reps.low, load, most)


def _impossible(lift: Workout, each: LiftSet, reps: float, load: float, most: float) -> Finding:
    above = epley_1rm(load, reps) - 100
    shows = f", and it would show a maximum {above:.0f} % above yours" if above >= 1 else ""
    return _on_lift(
        RuleId.LIFTING_PRESCRIPTION,
        Severity.CAUTION,
        lift,
        fault=(
            f"asks for {named(each)} at {load:g} %, but {counted(round(reps), 'repetition')} can "
            f"be done at {most:g} % at most{shows}"
        ),
        remedy=f"Take {most:g} % at most{_fewer(load)}.",
        numbers=(
            Measure("reps", reps),
            Measure("percent_1rm", round(load, 1)),
            Measure("most_percent_1rm", most),
        ),
    )


def _fewer(load: float) -> str:
    doable = most_reps(load)
    return f", or do no more than {counted(doable, 'repetition')}" if doable else ""


@rule(RuleId.LIFTING_REPS)
def lifting_reps(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Three to eight repetitions in each working set of a heavy lift."""
    low, high = athlete.thresholds.reps_min, athlete.thresholds.reps_max
    for lift in _lifts(timeline, athlete):
        outside = [
            (each, each.reps)
            for each in lift.main
            if each.reps and (each.reps.low < low or each.reps.high > high)
        ]
        if outside:
            reps = [r.high if r.high > high else r.low for _, r in outside]
            yield _on_lift(
                RuleId.LIFTING_REPS,
                Severity.CAUTION,
                lift.workout,
                fault=f"has {listed([named(each) for each, _ in outside])}; keep working sets "
                f"between {low} and {high} repetitions",
                remedy=_reps_remedy(reps, low, high),
                numbers=(
                    Measure("reps", max(reps, key=lambda value: max(value - high, low - value))),
                    Measure("reps_min", low),
                    Measure("reps_max", high),
                ),
            )


def _reps_remedy(reps: list[float], low: float, high: float) -> str:
    many, few = any(each > high for each in reps), any(each < low for each in reps)
    if many and few:
        return "Bring each of them into the range."
    return "Lift heavier for fewer repetitions." if many else "Lift lighter for more repetitions."


@rule(RuleId.LIFTING_REST)
def lifting_rest(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Two to five minutes between the sets of a heavy lift, where the rest is written."""
    low, high = athlete.thresholds.set_rest_min_s, athlete.thresholds.set_rest_max_s
    for lift in _lifts(timeline, athlete):
        rests = [each.rest_s for each in lift.main if each.rest_s]
        outside = [rest for rest in rests if rest.low < low or rest.high > high]
        if outside:
            short = outside[0].low < low
            rest_s = outside[0].low if short else outside[0].high
            yield _on_lift(
                RuleId.LIFTING_REST,
                Severity.ADVICE,
                lift.workout,
                fault=f"rests {minutes(rest_s)} between sets; take {minutes(low)} to "
                f"{minutes(high)}",
                remedy="Rest longer between heavy sets." if short else "Rest a little less.",
                numbers=(
                    Measure("rest_s", rest_s),
                    Measure("set_rest_min_s", low),
                    Measure("set_rest_max_s", high),
                ),
            )


@rule(RuleId.LIFTING_VOLUME)
def lifting_volume(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Working sets in one session, accessories included. Schoenfeld 2017: more sets grow more."""
    most = athlete.thresholds.sets_per_session_max
    for lift in _lifts(timeline, athlete):
        sets = sum(each.sets or 1 for each in lift.working)
        if sets > most:
            yield _on_lift(
                RuleId.LIFTING_VOLUME,
                Severity.CAUTION,
                lift.workout,
                fault=f"has {sets} working sets; {most} are enough beside running",
                remedy="Leave out accessories first, then sets.",
                numbers=(Measure("sets", sets), Measure("sets_per_session_max", most)),
            )


def _on_lift(  # noqa: PLR0913 a finding has so many parts
    rule_id: RuleId,
    severity: Severity,
    lift: Workout,
    *,
    fault: str,
    remedy: str,
    numbers: tuple[Measure, ...],
) -> Finding:
    return Finding(
        rule=rule_id,
        severity=severity,
        workouts=(lift.id,),
        dates=(lift.day,),
        message=f"{capitalized(name_of(lift))} on {day_name(lift.day)} {fault}.",
        remedy=remedy,
        numbers=numbers,
    )
