"""From events to workouts: time, length, the best word on both, and stable ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.calendar_event import CalendarEvent, PlatformWorkout
from rules.athlete import Athlete, UsualSlots
from rules.workout import Sport, Workout
from sync_service.annotation import annotated
from sync_service.place_workouts import ReadEvent, place_workouts

BERLIN = ZoneInfo("Europe/Berlin")
ATHLETE = Athlete(BERLIN, usual_slots=UsualSlots(run=time(6, 30), lift=time(18, 0)))
SIX = datetime(2026, 1, 7, 6, 0, tzinfo=UTC)


def timed(title: str, minutes: float = 60, description: str = "") -> CalendarEvent:
    end = SIX + timedelta(minutes=minutes)
    return CalendarEvent("uid", SIX, end, summary=title, description=description)


def all_day(title: str, description: str = "") -> CalendarEvent:
    first = date(2026, 1, 7)
    return CalendarEvent(
        "uid", first, first + timedelta(days=1), summary=title, description=description
    )


def workouts(*events: CalendarEvent) -> list[Workout]:
    read = map(ReadEvent, events)
    return [each for placed in place_workouts(read, ATHLETE) for each in placed.workouts]


def clock(workout: Workout) -> tuple[str, str]:
    return f"{workout.start:%d %H:%M}", f"{workout.end:%d %H:%M}"


def test_a_timed_event_keeps_its_time_on_the_athletes_clock() -> None:
    [run] = workouts(timed("8 km easy"))
    assert clock(run) == ("07 07:00", "07 08:00")
    assert (run.time_assumed, run.all_day, run.session.duration_min) == (False, False, 60)


@pytest.mark.parametrize(
    ("title", "times"),
    [
        ("Easy run 40 min", ("07 06:30", "07 07:10")),
        ("Easy run 10 km", ("07 06:30", "07 07:30")),
        ("Easy run", ("07 06:30", "07 07:15")),
        ("Long run", ("07 06:30", "07 08:00")),
        ("Squat 5x5", ("07 18:00", "07 19:00")),
        ("Swim", ("07 12:00", "07 12:45")),
        ("Rest day", ("07 12:00", "07 12:00")),
    ],
)
def test_an_all_day_event_gets_the_usual_slot(title: str, times: tuple[str, str]) -> None:
    [workout] = workouts(all_day(title))
    assert clock(workout) == times
    assert workout.time_assumed
    assert workout.all_day


def test_a_length_that_is_only_assumed_is_never_told_as_known() -> None:
    [untold] = workouts(all_day("Easy run"))
    [told] = workouts(all_day("Easy run 40 min"))
    assert untold.session.duration_min is None
    assert told.session.duration_min == 40


def test_an_event_without_an_end_has_an_assumed_end_but_a_known_time() -> None:
    [run] = workouts(timed("Easy run", minutes=0))
    assert clock(run) == ("07 07:00", "07 07:45")
    assert run.end_assumed
    assert not run.time_assumed
    assert run.session.duration_min is None


def test_two_sessions_of_one_event_share_its_time_in_the_order_of_the_text() -> None:
    run, lift = workouts(timed("6 km easy + upper body", minutes=96))
    assert (run.session.sport, lift.session.sport) == (Sport.RUN, Sport.LIFT)
    assert clock(run) == ("07 07:00", "07 07:35")  # 36 to 60 minutes, in whole fives
    assert clock(lift) == ("07 07:35", "07 08:36")
    assert run.end == lift.start
    assert run.id != lift.id
    assert run.event_uid == lift.event_uid == "uid"


def test_two_sessions_of_an_untimed_event_stand_at_their_usual_slots() -> None:
    run, lift = workouts(all_day("6 km easy + upper body"))
    assert (clock(run)[0], clock(lift)[0]) == ("07 06:30", "07 18:00")


def test_what_was_done_wins_over_what_was_planned() -> None:
    done = PlatformWorkout(
        "trainingpeaks",
        sport="Run",
        planned_duration_min=40,
        actual_duration_min=49,
        actual_distance_km=7.87,
        completed=True,
    )
    [run] = workouts(replace(timed("Run: easy", minutes=40), platform=done))
    assert (run.session.duration_min, run.session.distance_km) == (49, 7.87)
    assert clock(run) == ("07 07:00", "07 07:49")


def test_the_platforms_plan_gives_an_untimed_workout_its_length() -> None:
    plan = PlatformWorkout("runna", sport="LEGS_AND_CORE", planned_duration_min=65)
    [lift] = workouts(replace(all_day("Loading Up"), platform=plan))
    assert (lift.session.sport, lift.session.duration_min) == (Sport.LIFT, 65)
    assert clock(lift) == ("07 18:00", "07 19:05")


def test_what_is_no_workout_or_our_own_is_left_out() -> None:
    assert workouts(timed("Quarterly budget meeting")) == []
    assert workouts(replace(timed("Easy run"), owned=True)) == []


SAID = (
    "✗ Only 15 h between the heavy lower-body lift and the long run; 24 h would be better.",
    "→ Lift 24 h or more before the run, or take it easy, with #fixed and 5 x 1000 m.",
)
NOTED = annotated("Squats 5x5", SAID)


@pytest.mark.parametrize(
    "description",
    [
        NOTED,
        NOTED.replace("24 h would be better", "I WILL DO IT"),
        NOTED.rpartition("\n")[0],
        f"{NOTED}\nmy own words",
    ],
    ids=["as written", "edited", "half of it left", "with words below"],
)
def test_our_words_never_change_what_a_workout_is(description: str) -> None:
    (plain,) = workouts(timed("Leg day heavy squats", description="Squats 5x5"))
    (noted,) = workouts(timed("Leg day heavy squats", description=description))
    assert (noted.session, noted.fixed) == (plain.session, plain.fixed)


def test_fixed_is_the_athletes_say() -> None:
    assert workouts(timed("Easy run #fixed"))[0].fixed
    assert not workouts(timed("Easy run"))[0].fixed


def test_ids_are_stable_and_tell_workouts_apart() -> None:
    here, there = timed("8 km easy"), replace(timed("8 km easy"), uid="other", identity="other")
    ids = [workout.id for workout in workouts(here, there)]
    assert len(set(ids)) == 2
    assert ids == [workout.id for workout in workouts(here, there)]


def test_the_same_uid_in_two_feeds_may_mean_two_workouts() -> None:
    base = replace(all_day("Base"), uid="1")
    squat = replace(all_day("Squat 5x5"), uid="1")
    assert len(workouts(base, squat)) == 2
    assert len(workouts(base, base)) == 1


def test_a_workout_in_the_night_of_the_change_is_as_long_as_it_lasts() -> None:
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 01:30 before the clocks go forward
    event = CalendarEvent("uid", start, start + timedelta(hours=1), summary="Easy run")
    [run] = workouts(event)
    assert clock(run) == ("29 01:30", "29 03:30")
    assert run.session.duration_min == 60
