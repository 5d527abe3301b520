"""What holds for every calendar, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import Athlete, Priority
from rules.days import DayRange, week_of
from rules.finding import Finding, Severity
from rules.timeline import moved_to
from rules.wording import day_name, name_of
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import (
    MONDAY,
    TWO_WEEKS,
    assumed,
    at,
    athlete,
    findings,
    lift,
    other,
    run,
    timed,
)

clocks = st.builds(
    lambda h, m: f"{h:02d}:{m:02d}", st.integers(0, 23), st.sampled_from([0, 15, 30])
)
moments = st.builds(at, st.integers(0, 13), clocks)
lengths = st.sampled_from([20, 45, 60, 120])
runs = st.builds(run, moments, st.none() | st.sampled_from(RunType), lengths)
lifts = st.builds(
    lift, moments, st.none() | st.sampled_from(Focus), st.none() | st.booleans(), lengths
)
others = st.builds(other, moments, st.sampled_from([Sport.REST, Sport.RIDE, Sport.WALK]))
workouts = st.one_of(runs, lifts, others).flatmap(
    lambda workout: st.sampled_from([workout, assumed(workout)])
)
athletes = st.builds(athlete, st.sampled_from(Priority))


@st.composite
def fortnights(draw: st.DrawFn) -> list[Workout]:
    drawn = draw(st.lists(workouts, max_size=14))
    return [replace(workout, id=f"w{index:02d}") for index, workout in enumerate(drawn)]


@given(fortnights(), athletes, st.randoms())
def test_the_order_of_input_does_not_matter(
    week: list[Workout], who: Athlete, random: Random
) -> None:
    shuffled = list(week)
    random.shuffle(shuffled)
    assert findings(*week, who=who) == findings(*shuffled, who=who)


def shifted(workout: Workout, weeks: int) -> Workout:
    offset = timedelta(weeks=weeks)
    return replace(workout, start=workout.start + offset, end=workout.end + offset)


@given(fortnights(), athletes, st.integers(1, 8))
def test_whole_weeks_change_nothing_but_dates(
    fortnight: list[Workout], who: Athlete, weeks: int
) -> None:
    offset = timedelta(weeks=weeks)
    visible = DayRange(MONDAY + offset, TWO_WEEKS.end + offset)
    before = findings(*fortnight, who=who)
    later = findings(*(shifted(w, weeks) for w in fortnight), who=who, visible=visible)
    assert [(f.rule, f.severity, f.workouts, f.numbers) for f in before] == [
        (f.rule, f.severity, f.workouts, f.numbers) for f in later
    ]
    assert [tuple(day + offset for day in f.dates) for f in before] == [f.dates for f in later]


@given(fortnights(), athletes, st.sampled_from(["Asia/Kolkata", "America/New_York", "UTC"]))
def test_the_same_clock_in_another_zone_gives_the_same_findings(
    fortnight: list[Workout], who: Athlete, name: str
) -> None:
    zone = ZoneInfo(name)
    there = [
        replace(w, start=w.start.replace(tzinfo=zone), end=w.end.replace(tzinfo=zone))
        for w in fortnight
    ]
    assert findings(*fortnight, who=who) == findings(*there, who=replace(who, time_zone=zone))


PAIRWISE = {"same-day-gap", "run-after-heavy-lower", "lift-before-hard-run"}


@given(fortnights(), athletes, st.data())
def test_removing_a_workout_never_adds_a_spacing_finding(
    fortnight: list[Workout], who: Athlete, data: st.DataObject
) -> None:
    if not fortnight:
        return
    gone = data.draw(st.sampled_from(fortnight))
    left = findings(*(w for w in fortnight if w.id != gone.id), who=who)
    before = set(findings(*fortnight, who=who))
    assert {f for f in left if f.rule in PAIRWISE} <= before


@given(fortnights(), athletes)
def test_the_advised_day_brings_no_new_finding(fortnight: list[Workout], who: Athlete) -> None:
    lengths_told = [timed(workout) for workout in fortnight]
    before = findings(*lengths_told, who=who)
    for advice in before:
        if advice.rule == "separate-days":
            after = findings(*_moved(lengths_told, advice), who=who)
            assert {f for f in map(_subject, after) if f} <= {f for f in map(_subject, before) if f}


def _moved(workouts: list[Workout], advice: Finding) -> list[Workout]:
    """The workouts after the remedy "Move the tempo run to Tue 6 Jan." was followed."""
    days = {day_name(MONDAY + timedelta(days=n)): MONDAY + timedelta(days=n) for n in range(14)}
    what, _, when = advice.remedy.removeprefix("Move the ").removesuffix(".").partition(" to ")
    mover = next(w for w in workouts if w.id in advice.workouts and name_of(w) == what)
    return [moved_to(w, days[when]) if w is mover else w for w in workouts]


def _subject(finding: Finding) -> tuple[str, frozenset[str], tuple[date, ...]] | None:
    """What a finding is about; the advice itself aside."""
    if finding.rule == "separate-days":
        return None
    week = finding.dates if finding.about_week else ()
    return finding.rule, frozenset(finding.workouts), week


@given(fortnights(), athletes)
def test_every_finding_speaks_of_workouts_that_are_there(
    fortnight: list[Workout], who: Athlete
) -> None:
    by_id = {workout.id: workout for workout in fortnight}
    for finding in findings(*fortnight, who=who):
        assert set(finding.workouts) <= set(by_id)
        days = {by_id[id_].day for id_ in finding.workouts}
        if finding.about_week:
            assert days <= set(week_of(finding.dates[0]))
        else:
            assert days >= set(finding.dates)
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert "\n" not in finding.message


@given(st.lists(st.builds(other, moments, st.just(Sport.REST)), max_size=7))
def test_a_week_of_rest_is_never_found_fault_with(rest: list[Workout]) -> None:
    assert findings(*(replace(w, id=str(i)) for i, w in enumerate(rest))) == ()


quiet = st.builds(other, moments, st.sampled_from([Sport.REST, Sport.MOBILITY, Sport.WALK]))


@given(st.lists(quiet, max_size=7), athletes)
def test_a_week_of_rest_walks_and_mobility_breaks_no_hard_rule(
    week: list[Workout], who: Athlete
) -> None:
    found = findings(*(replace(w, id=str(i)) for i, w in enumerate(week)), who=who)
    assert Severity.VIOLATION not in {finding.severity for finding in found}


@given(fortnights(), athletes)
def test_a_week_that_is_seen_in_part_never_has_too_little(
    fortnight: list[Workout], who: Athlete
) -> None:
    six_days = DayRange(MONDAY, MONDAY + timedelta(days=6))
    for finding in findings(*fortnight, who=who, visible=six_days):
        wanted = {measure.name for measure in finding.numbers}
        assert not wanted & {"lifts_per_week_min", "quality_runs_per_week_min", "sessions"}
        assert finding.rule not in {"intensity-balance", "monotony"}
