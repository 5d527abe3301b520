"""What training platforms say in their feeds, and what stays when their UIDs do not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.calendar_event import CalendarEvent, PlatformWorkout
from connectors.ics_feed.dialects import Platform, PlatformEvent, detect, has_labels, workout_of
from connectors.ics_feed.dialects.quantities import (
    distance_km,
    hours_clock_min,
    labeled_distance_km,
    minutes_clock_min,
    words_min,
)
from connectors.ics_feed.feed_text import FeedBody
from connectors.ics_feed.read_calendar import read_feed
from connectors.ports import TimeWindow
from tests.ics_feed.feeds import BERLIN, MARCH, calendar, event, read

SHARED = Path(__file__).parents[3] / "shared" / "data" / "ics" / "feeds"
AGES = TimeWindow(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
RUNNA = "PRODID:-//Runna//EN"
PEAKS = "PRODID:-//ddaysoftware.com//NONSGML DDay.iCal 1.0//EN"
PLAN_UID = "UPCOMING_PLAN_WORKOUT-1_plan_week_7_TEMPO_0"


def shared(name: str, host: str = "") -> dict[str, CalendarEvent]:
    path = SHARED / name
    if not path.is_file():
        pytest.skip("the shared conformance set is not beside this checkout")
    feed = FeedBody(path.read_bytes(), name, BERLIN, host)
    return {each.summary: each for each in read_feed(feed, AGES).events}


def test_runna() -> None:
    found = {
        title.split(" ", 1)[1]: each.platform
        for title, each in shared("train_runna_shape.ics").items()
    }
    assert found == {
        "Rolling 400s • 12.9km": PlatformWorkout(
            "runna", "Run", planned_duration_min=70, planned_distance_km=12.9
        ),
        "Loading Up • 55m - 65m": PlatformWorkout("runna", "Strength", planned_duration_min=65),
        "Your First Walk Run": PlatformWorkout(
            "runna", "Run", actual_duration_min=28.62, actual_distance_km=3.26, completed=True
        ),
    }


def test_trainer_road() -> None:
    found = {title: e.platform for title, e in shared("train_trainerroad_shape.ics").items()}
    assert found == {
        "2:00 - Gibbs": PlatformWorkout("trainerroad", "Ride", planned_duration_min=120),
        "1:30 - Group ride": PlatformWorkout("trainerroad", "Ride", planned_duration_min=90),
        "Boise": None,
    }


def test_training_peaks() -> None:
    found = {title: e.platform for title, e in shared("train_trainingpeaks_shape.ics").items()}
    assert found == {
        "Strength: core 20min.": PlatformWorkout(
            "trainingpeaks", "Strength", planned_duration_min=20
        ),
        "Run: easy": PlatformWorkout(
            "trainingpeaks",
            "Run",
            planned_duration_min=40,
            actual_duration_min=49,
            actual_distance_km=7.87,
            completed=True,
        ),
        "Triathlon Olympic distance": PlatformWorkout("trainingpeaks"),
    }


def test_garmin_is_known_by_its_host() -> None:
    found = shared("train_garmin_shape.ics", host="connect.garmin.com")
    assert found["Base"].platform == PlatformWorkout("garmin")
    assert shared("train_garmin_shape.ics")["Base"].platform is None


def test_final_surge() -> None:
    said = "Planned Distance: 5.00 mi\nPlanned Duration: 0:45:00\nCompleted Distance: 8.1 km"
    workout = workout_of(Platform.FINAL_SURGE, PlatformEvent("u", "Run - Easy", said))
    assert workout == PlatformWorkout(
        "finalsurge",
        "Run",
        planned_duration_min=45,
        planned_distance_km=8.047,
        actual_distance_km=8.1,
        completed=True,
    )


@pytest.mark.parametrize(
    ("producer", "host", "text", "platform"),
    [
        ("-// trainer road llc//", "", b"", Platform.TRAINER_ROAD),
        ("", "www.trainingpeaks.com", b"", Platform.TRAINING_PEAKS),
        ("", "trainingpeaks.com.evil.example", b"", None),
        ("", "nottrainingpeaks.com", b"", None),
        ("-//ddaysoftware.com//", "", b"Planned lunch", None),
        ("-//ddaysoftware.com//", "", b"DESCRIPTION:Workout type: Run", Platform.TRAINING_PEAKS),
        ("-//final surge//", "", b"", Platform.FINAL_SURGE),
    ],
)
def test_a_platform_is_told_by_producer_or_host(
    producer: str, host: str, text: bytes, platform: Platform | None
) -> None:
    assert detect(producer, host, labeled=has_labels(text)) is platform


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("55m - 65m", 60),
        ("1h5m - 1h15m", 70),
        ("1h", 60),
        ("90 min", 90),
        ("2 hours", 120),
        ("1 hr 10 min", 70),
        ("12.9km", None),
        ("5 mi", None),
        ("", None),
    ],
)
def test_durations_in_words(said: str, minutes: float | None) -> None:
    assert words_min(said) == minutes


def test_durations_by_the_clock() -> None:
    assert hours_clock_min("0:40") == 40
    assert hours_clock_min("1:05:30") == 65.5
    assert minutes_clock_min("28:37") == 28.62
    assert minutes_clock_min("1:02:03") == 62.05
    assert minutes_clock_min("soon") is None


@pytest.mark.parametrize(
    ("said", "km"),
    [
        ("7.87 km", 7.87),
        ("12,9km", 12.9),
        ("3 mi", 4.828),
        ("800 meters", 0.8),
        ("1h5m", None),
        ("125m", None),
    ],
)
def test_distances(said: str, km: float | None) -> None:
    assert distance_km(said) == km


def test_meters_behind_a_label() -> None:
    assert labeled_distance_km("1500 m") == 1.5
    assert labeled_distance_km("7.87 km") == 7.87


# Identity


def identities(body: bytes) -> list[str]:
    return [each.identity for each in read(body).events]


def planned(uid: str, title: str = "SUMMARY:🏃 Rolling 400s • 12.9km") -> str:
    return event(uid, "DTSTART;VALUE=DATE:20260310", title)


def test_a_workout_keeps_its_identity_when_its_uid_changes() -> None:
    one, other = (identities(calendar(planned(uid), head=RUNNA)) for uid in (PLAN_UID, "new-uid"))
    assert one == other


def test_a_workout_keeps_its_identity_when_it_is_done() -> None:
    done = event("COMPLETED_PLAN_WORKOUT-0", "DTSTART:20260310T175834", "SUMMARY:🏃 Rolling 400s")
    assert identities(calendar(planned(PLAN_UID), head=RUNNA)) == identities(
        calendar(done, head=RUNNA)
    )


def test_a_late_workout_belongs_to_its_day_at_home() -> None:
    """Half past eleven at night in Berlin is still that day, though UTC says so too late or not."""
    done = event("COMPLETED_1", "DTSTART:20260310T233000", "SUMMARY:🏃 Rolling 400s")
    early = event("COMPLETED_2", "DTSTART:20260310T003000", "SUMMARY:🏃 Rolling 400s")
    assert identities(calendar(done, head=RUNNA)) == identities(calendar(early, head=RUNNA))


def test_day_sport_and_title_tell_workouts_apart() -> None:
    bodies = [
        calendar(planned("u"), head=RUNNA),
        calendar(planned("u", "SUMMARY:🏃 Other"), head=RUNNA),
        calendar(planned("u", "SUMMARY:🏋️ Rolling 400s"), head=RUNNA),
        calendar(planned("u").replace("0310", "0311"), head=RUNNA),
    ]
    assert len({identities(body)[0] for body in bodies}) == 4


def test_two_alike_on_one_day_are_told_apart_by_their_place() -> None:
    twice = identities(calendar(planned("a"), planned("b"), head=RUNNA))
    again = identities(calendar(planned("x"), planned("y"), head=RUNNA))
    assert len(set(twice)) == 2
    assert twice == again


def test_places_are_told_right_though_only_one_of_the_two_changed() -> None:
    first = read(calendar(planned("a"), planned("b"), head=RUNNA))
    changed = planned("b").replace("END:VEVENT", "DESCRIPTION:Now with text\r\nEND:VEVENT")
    second = read(calendar(planned("a"), changed, head=RUNNA), first.cursor)
    assert [each.identity for each in second.events] == [first.events[1].identity]


def test_one_that_moves_up_a_place_is_handed_on_again() -> None:
    first = read(calendar(planned("a"), planned("b"), head=RUNNA))
    second = read(calendar(planned("b"), head=RUNNA), first.cursor)
    assert [each.identity for each in second.events] == [first.events[0].identity]
    assert [key.uid for key in second.deleted] == ["a"]


def test_an_identity_holds_no_title() -> None:
    assert "Rolling" not in identities(calendar(planned("a"), head=RUNNA))[0]


def test_the_athletes_zone_in_a_runna_event_is_believed() -> None:
    done = event("COMPLETED_1", "DTSTART:20260310T070000", "X-USER-TIMEZONE:America/New_York")
    (found,) = read(calendar(done, head=RUNNA), None, MARCH).events
    assert found.start == datetime(2026, 3, 10, 11, tzinfo=UTC)
