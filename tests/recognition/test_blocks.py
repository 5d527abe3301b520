"""Blocks that are repeated, units that are left out, rounds, and totals that are totals."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import LiftSet, Recovery, RunSegment, RunType, Session, Span

WALK = Recovery(None, 90, "walk")


def only(title: str, description: str = "") -> Session:
    (session,) = recognize(title, description)
    return session


def test_a_block_of_several_lines_is_written_out_as_often_as_it_says() -> None:
    session = only(
        "Intervals",
        "2km warm up\n\nRepeat the following 2x:\n800m at 3:45/km\n400m at 3:30/km\n"
        "90s walking rest\n\n2km cool down",
    )
    block = [
        RunSegment(1, 800, None, 225),
        RunSegment(1, 400, None, 210, recovery=WALK),
    ]
    assert list(session.segments) == [
        RunSegment(1, 2000, intensity="warm up"),
        *block,
        *block,
        RunSegment(1, 2000, intensity="cool down"),
    ]
    assert session.distance_km is None  # the walks cover ground


def test_rules_of_dashes_enclose_a_block() -> None:
    session = only(
        "🏃 Rolling 300s • 10km",
        "Intervals • 10km • 55m - 1h5m\n\n2km warm up\n\nRepeat the following 3x:\n----------\n"
        "300m at 4:20/km\n100m at 5:10/km\n----------\n1.5km at 6:00/km",
    )
    meters = [segment.distance_m for segment in session.segments]
    assert meters == [2000, 300, 100, 300, 100, 300, 100, 1500]
    assert (session.distance_km, session.duration_min) == (10, 60)


def test_a_set_of_one_effort_and_one_rest_is_one_segment() -> None:
    session = only("Threshold", "Warmup\n- 15m Z2\n\nMain Set 3x\n- 8m Z4\n- 2m Z1\n\n- 10m Z1")
    assert session.segments[1] == RunSegment(3, None, 480, None, "Z4", Recovery(None, 120, "Z1"))
    assert session.duration_min == 55


def test_brackets_in_brackets_are_sets_with_a_rest_between() -> None:
    rest = RunSegment(1, None, 180, None, "between sets")
    rep = RunSegment(4, 200)
    assert list(only("3x(4x200) R 3min").segments) == [rep, rest, rep, rest, rep]
    paced = only("2 x (6 x 400m) @ 5k pace, 90s jog, 4 min between sets").segments
    assert paced[0] == paced[2]
    assert paced[0] == RunSegment(6, 400, None, None, "5k pace", Recovery(None, 90, "jog"))
    assert paced[1].duration_s == 240


def test_parts_take_the_unit_of_the_whole_where_they_add_up_to_it() -> None:
    session = only("8 miles: 2 easy, 4 @ HMP, 2 easy")
    assert [segment.distance_m for segment in session.segments] == [3219, 6437, 3219]
    assert session.run_type is RunType.TEMPO
    assert session.distance_km == pytest.approx(12.875)
    assert [s.distance_m for s in only("12k: 3 easy, 6 tempo, 3 easy").segments] == [3e3, 6e3, 3e3]
    assert len(only("8 miles: 2 easy, 9 @ HMP").segments) == 1


@pytest.mark.parametrize(
    ("title", "run_type"),
    [
        ("20 min easy, 4x30s hills, 10 min easy", RunType.HILLS),
        ("2 mi easy, 3 T, 2 mi easy", RunType.TEMPO),
        ("30 min easy, 6x10s hill sprints, 5 min easy", RunType.EASY),
        ("40 min easy, 6x20s strides, 10 min easy", RunType.EASY),
    ],
)
def test_easy_parts_only_frame_the_faster_one(title: str, run_type: RunType) -> None:
    assert only(title).run_type is run_type


def sets_of(title: str, description: str = "") -> list[tuple[int | None, float | None]]:
    sets = only(title, description).sets
    return [(one.sets, one.reps.high if one.reps else None) for one in sets]


def test_rounds_count_the_sets_of_all_that_follows() -> None:
    assert sets_of("3 rounds: 10 goblet squats, 12 push-ups") == [(3, 10), (3, 12)]
    assert sets_of("Strength", "4 rounds of:\n8 lunges\n10 push-ups") == [(4, 8), (4, 10)]
    assert sets_of("Upper Strength", "3 sets of:\n• Push Ups\n• Bent Over Row") == [
        (3, None),
        (3, None),
    ]


def test_reps_at_a_load_and_a_load_in_front_are_read() -> None:
    assert list(only("Squat 5@100, 3@120").sets) == [
        LiftSet("squat", 1, Span(5, 5), load_kg=100),
        LiftSet("squat", 1, Span(3, 3), load_kg=120),
    ]
    assert list(only("Squat 120x5x3").sets) == [LiftSet("squat", 3, Span(5, 5), load_kg=120)]


def test_a_load_that_may_be_pounds_is_left_open() -> None:
    assert list(only("Bench 185x5x3").sets) == [LiftSet("bench", 3, Span(5, 5))]
    assert only("Squat 5@225, 5@245").heavy is True


def test_the_minutes_of_a_lift_are_no_meters() -> None:
    session = only("🏋️ Loading Up • 55m - 65m", "Legs and Core • 55m - 65m")
    assert session.distance_km is None
    assert session.duration_min == 60


def test_a_part_is_not_taken_for_the_whole() -> None:
    assert only("Tempo run 9 km", "incl. 30 min tempo").duration_min is None
    assert only("Easy run 9 km", "50 min easy").duration_min == 50
    planned = only("Tempo run 9 km", "Planned Time: 0:50\n30 min tempo at threshold")
    assert planned.duration_min == 50


def test_a_time_behind_en_is_how_fast_the_repeats_are() -> None:
    (segment,) = only("6x1000 en 4:00 rec 2'").segments
    assert segment == RunSegment(6, 1000, 240, 240, None, Recovery(None, 120))


def test_minutes_and_seconds_with_their_signs_are_a_pace_or_a_time() -> None:
    assert only("10 km a 5'30\"/km").segments[0].pace_s_per_km == 330
    warm_up, repeats, cool_down = only(
        "Riscaldamento 3 km, 6x1000 a 4'00\" rec 2', defa 2 km"
    ).segments
    assert (warm_up.intensity, cool_down.intensity) == ("riscaldamento", "defa")
    assert repeats == RunSegment(6, 1000, 240, 240, None, Recovery(None, 120))


def test_stated_parts_that_add_up_are_not_counted_twice() -> None:
    session = only("6 mi: 1 mi WU, 4 mi @ T, 1 mi CD")
    assert [segment.distance_m for segment in session.segments] == [1609, 6437, 1609]
    assert session.run_type is RunType.TEMPO
    last = only("12 km w/ last 3 @ HMP")
    assert [segment.distance_m for segment in last.segments] == [9000, 3000]


def test_thirty_thirty_is_an_effort_and_its_rest() -> None:
    half_minutes = RunSegment(8, None, 30, recovery=Recovery(None, 30))
    between = RunSegment(1, None, 180, None, "between sets")
    session = only("2x(8x30/30) r 3'")
    assert list(session.segments) == [half_minutes, between, half_minutes]
    assert session.duration_min == 19
    assert list(only("2 x 8 x 30-30").segments) == [half_minutes, half_minutes]
    assert only("3x10/10").segments == ()


@pytest.mark.parametrize(
    "title",
    [
        "Run 5 km at 0:01/km",
        "Squat 3x5 RPE 95",
        "Squat 3x5, 80 RIR",
        "Squat 3x5 rest 900 min",
        "300 rounds: 10 squats",
        "Run 3x(999x200)",
        "Deadlift 9999x5x3",
    ],
)
def test_figures_that_no_plan_holds_are_dropped_with_a_note(title: str) -> None:
    session = only(title)
    assert any("beyond any measure" in word for word in session.because)
    assert all(one.rpe is None and one.rir is None and one.rest_s is None for one in session.sets)
    assert all(one.pace_s_per_km is None for one in session.segments)
