"""What is prescribed: sets of a lift, segments of a run, and their totals."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import LiftSet, Recovery, RunSegment, Session, Span

MILE_M = 1609.0


def only(text: str, description: str = "") -> Session:
    (session,) = recognize(text, description)
    return session


def sets_of(text: str) -> tuple[LiftSet, ...]:
    return only(text).sets


def times(
    sets: int | None, reps: float | None, most: float | None = None, **more: object
) -> LiftSet:
    span = None if reps is None else Span(reps, most or reps)
    return LiftSet(sets=sets, reps=span, **more)  # type: ignore[arg-type]


LIFTS = [
    ("Deadlift 4x6", [times(4, 6, exercise="deadlift")]),
    ("Bench press 5 x 3 @ 82.5%", [times(5, 3, exercise="bench press", percent_1rm=82.5)]),
    ("Front squat 3x10 @ 60 kg", [times(3, 10, exercise="front squat", load_kg=60)]),
    ("Squat 185 lbs 3x8", [times(3, 8, exercise="squat", load_kg=83.9)]),
    ("Squat 3x8 RPE 7", [times(3, 8, exercise="squat", rpe=7)]),
    ("Squat 3x8 @7.5", [times(3, 8, exercise="squat", rpe=7.5)]),
    ("Row 4x10, 1 RIR", [times(4, 10, exercise="row", rir=1)]),
    ("OHP 3 sets of 6-8", [times(3, 6, 8, exercise="OHP")]),
    (
        "Deadlift 3x5 @ 75%, 3 min rest",
        [times(3, 5, exercise="deadlift", percent_1rm=75, rest_s=Span(180, 180))],
    ),
    ("Curls 3x12 rest 60-90s", [times(3, 12, exercise="curls", rest_s=Span(60, 90))]),
    (
        "Squat 4x5, bench 4x5",
        [times(4, 5, exercise="squat"), times(4, 5, exercise="bench")],
    ),
    ("Deadlift 120 kg x 3 x 5", [times(5, 3, exercise="deadlift", load_kg=120)]),
    ("Push-ups 3xAMRAP", [times(3, None, exercise="push-ups")]),
    ("Side plank 3x40s", [times(3, None, exercise="side plank")]),
    ("Lunges 3x12 @ 2x16 kg", [times(3, 12, exercise="lunges", load_kg=32)]),
    ("Squat 5 5 5+ @ 90kg", [times(3, 5, exercise="squat", load_kg=90)]),
]


@pytest.mark.parametrize(("text", "wanted"), LIFTS)
def test_sets_are_read_with_load_effort_and_rest(text: str, wanted: list[LiftSet]) -> None:
    assert list(sets_of(text)) == wanted


def test_an_emom_counts_a_set_a_minute() -> None:
    session = only("EMOM 12 min: 2 power cleans @ 75%")
    assert session.sets == (times(12, 2, exercise="power cleans", percent_1rm=75),)
    assert session.duration_min == 12


def test_the_description_holds_the_sets_of_a_titled_lift() -> None:
    session = only("Lower B", "Trap bar deadlift 4x5 @ 80%\nLeg curl 3x12")
    assert session.sets == (
        times(4, 5, exercise="trap bar deadlift", percent_1rm=80),
        times(3, 12, exercise="leg curl"),
    )


RUNS = [
    ("12 km easy", [RunSegment(distance_m=12000, intensity="easy")], 12.0, None),
    ("45 min easy", [RunSegment(duration_s=2700, intensity="easy")], None, 45.0),
    ("Long run 1h50", [RunSegment(duration_s=6600, intensity="long run")], None, 110.0),
    (
        "10 x 200m @ mile pace w/ 200m jog",
        [RunSegment(10, 200, intensity="mile pace", recovery=Recovery(200, None, "jog"))],
        4.0,
        None,
    ),
    (
        "5x1km @ 3:50/km r90s",
        [RunSegment(5, 1000, pace_s_per_km=230, recovery=Recovery(None, 90))],
        None,
        None,
    ),
    (
        "3 x 8 min @ threshold, 2 min jog",
        [RunSegment(3, None, 480, None, "threshold", Recovery(None, 120, "jog"))],
        None,
        30.0,
    ),
    (
        "2 mi WU, 3 x 1 mi @ 10k pace (3 min jog), 2 mi CD",
        [
            RunSegment(1, 3219, intensity="warm up"),
            RunSegment(3, MILE_M, intensity="10k pace", recovery=Recovery(None, 180, "jog")),
            RunSegment(1, 3219, intensity="cool down"),
        ],
        None,
        None,
    ),
    ("10K in 50:00", [RunSegment(1, 10000, 3000, 300)], 10.0, 50.0),
    (
        "Run 60 seconds, walk 90 seconds. Repeat 8 times",
        [RunSegment(8, None, 60, None, "run", Recovery(None, 90, "walk"))],
        None,
        20.0,
    ),
    (
        "Fartlek 10 x (1' fast / 1' jog)",
        [RunSegment(10, None, 60, None, "fast", Recovery(None, 60, "jog"))],
        None,
        20.0,
    ),
    (
        "20 min easy, 4 x 30s hills, 10 min easy",
        [
            RunSegment(1, None, 1200, None, "easy"),
            RunSegment(4, None, 30, None, "hills"),
            RunSegment(1, None, 600, None, "easy"),
        ],
        None,
        None,
    ),
    ("10 mi in 80 min", [RunSegment(1, 16093, 4800, 298)], 16.093, 80.0),
    ("7 km easy (6:10/km)", [RunSegment(1, 7000, None, 370, "easy")], 7.0, None),
    ("1 h 15 easy", [RunSegment(1, None, 4500, None, "easy")], None, 75.0),
    ("8 km @ 6:00/km", [RunSegment(1, 8000, None, 360)], 8.0, None),
]


@pytest.mark.parametrize(("text", "segments", "km", "minutes"), RUNS)
def test_segments_are_read_with_pace_recovery_and_totals(
    text: str, segments: list[RunSegment], km: float | None, minutes: float | None
) -> None:
    session = only(text)
    assert list(session.segments) == segments
    assert session.distance_km == pytest.approx(km, abs=0.01) if km else session.distance_km is None
    assert session.duration_min == minutes


def test_a_stated_total_wins_over_the_sum() -> None:
    session = only("1 mi warm up, 6 x 400m @ 5k pace w/ 400m jog, 1 mi cool down (5 mi)")
    assert session.distance_km == pytest.approx(8.047, abs=0.001)


def test_the_rest_of_a_distance_is_run_without_a_named_pace() -> None:
    session = only("10 mi w/ 6 @ MP")
    assert [segment.distance_m for segment in session.segments] == [6437, 9656]
    assert session.distance_km == pytest.approx(16.093, abs=0.001)


def test_a_platforms_headline_tells_the_whole_run() -> None:
    session = only("🏃 Mile repeats • 11km", "Intervals • 11km • 55m - 1h5m\n\n2 km warm up")
    assert session.distance_km == 11
    assert session.duration_min == 60
    assert [segment.distance_m for segment in session.segments] == [2000]
    assert only("🏃 Rolling 400s • 12.9km").distance_km == pytest.approx(12.9)


def test_the_last_part_is_taken_out_of_the_whole() -> None:
    session = only("Long run", "2 hrs, last 30 min at marathon effort")
    assert [segment.duration_s for segment in session.segments] == [5400, 1800]
    assert session.duration_min == 120


def test_minutes_and_seconds_of_parts_are_times() -> None:
    session = only("Run", "Warm up: 10:00\n5 x 3:00 @ threshold w/ 2:00 easy\nCool down: 10:00")
    assert [segment.duration_s for segment in session.segments] == [600, 180, 600]
    assert session.duration_min == 45


def test_minutes_and_meters_are_told_apart() -> None:
    assert only("6 x 5m @ threshold").segments[0].duration_s == 300
    assert only("8 x 60m sprints").segments[0].distance_m == 60


@pytest.mark.parametrize(
    "text",
    [
        "Squat 99999x99999",
        "Squat 5x5 @ 500%",
        "Squat 5x5 @ 150%",
        "Run 123456789012 km",
        "Squat 3x5000",
    ],
)
def test_absurd_figures_are_dropped_and_noted(text: str) -> None:
    (session,) = recognize(text)
    assert all(s.percent_1rm is None for s in session.sets)
    assert all(s.reps is None or s.reps.high < 200 for s in session.sets)
    assert session.distance_km is None
    assert any("beyond any measure" in word for word in session.because)
