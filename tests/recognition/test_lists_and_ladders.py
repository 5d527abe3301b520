"""Lists of sets with their loads, ladders, thirty-thirties, rests that are only a figure."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import LiftSet, Recovery, RunSegment, Session, Span


def only(text: str, description: str = "") -> Session:
    (session,) = recognize(text, description)
    return session


def one(reps: float, exercise: str = "squat", **more: object) -> LiftSet:
    return LiftSet(exercise, 1, Span(reps, reps), **more)  # type: ignore[arg-type]


SETS = [
    ("Squat 5/5/5 @ 75/80/85 %", [one(5, percent_1rm=p) for p in (75, 80, 85)]),
    ("Squat 5-5-5 @ 75-80-85%", [one(5, percent_1rm=p) for p in (75, 80, 85)]),
    ("Squat 3x5 @ 70/75/80%", [one(5, percent_1rm=p) for p in (70, 75, 80)]),
    ("Squat 3x5 @ 60/65/70 kg", [one(5, load_kg=kg) for kg in (60, 65, 70)]),
    (
        "Bench 5/3/1 @ 75/85/95 %",
        [one(r, "bench", percent_1rm=p) for r, p in ((5, 75), (3, 85), (1, 95))],
    ),
    ("Squat 8@6, 8@7, 8@8", [one(8, rpe=rpe) for rpe in (6, 7, 8)]),
    ("Squat 3@70%, 3@80%", [one(3, percent_1rm=p) for p in (70, 80)]),
    ("Squat: 5@135lb, 5@185lb", [one(5, load_kg=61.2), one(5, load_kg=83.9)]),
    ("Squat 5 reps @ 85%", [one(5, percent_1rm=85)]),
    ("Bench 12/10/8", [one(r, "bench") for r in (12, 10, 8)]),
    ("Bench 5, 5, 5", [LiftSet("bench", 3, Span(5, 5))]),
    ("Squat 1+ @ 95%, sumo DL 8 sets", [one(1, percent_1rm=95), LiftSet("sumo dl", 8)]),
    ("EMOM 12: 3 squats @ 70%", [LiftSet("squats", 12, Span(3, 3), percent_1rm=70)]),
    (
        "Squat 5/5 @ 75/80%, rest 3 min",
        [one(5, percent_1rm=p, rest_s=Span(180, 180)) for p in (75, 80)],
    ),
    ("Squat 4x8 @ 80kg (2 min)", [LiftSet("squat", 4, Span(8, 8), load_kg=80,
                                          rest_s=Span(120, 120))]),
    ("Squat 5x3 @ 85%, 3-5 min", [LiftSet("squat", 5, Span(3, 3), percent_1rm=85,
                                          rest_s=Span(180, 300))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SETS)
def test_every_set_of_a_list_has_its_load(text: str, wanted: list[LiftSet]) -> None:
    assert list(only(text).sets) == wanted


def test_a_list_of_dates_or_of_unequal_length_is_no_list_of_sets() -> None:
    assert len(only("Squat 3x5 @ 80%, 12/5/2026").sets) == 1
    assert only("Plank 3x45s").sets == (LiftSet("plank", 3),)


LADDER = [400, 800, 1200, 800, 400]
RUNS = [
    ("1200-800-400 @ 5k pace", [RunSegment(1, m, intensity="5k pace") for m in (1200, 800, 400)]),
    ("1200/800/400 @ 5k pace", [RunSegment(1, m, intensity="5k pace") for m in (1200, 800, 400)]),
    ("400-800-1200-800-400 m w/ 2 min jog",
     [RunSegment(1, m, recovery=Recovery(None, 120, "jog")) for m in LADDER]),
    ("400-800-1200-800-400, 90 s", [RunSegment(1, m, recovery=Recovery(None, 90)) for m in LADDER]),
    ("Fartlek 3-2-1 min", [RunSegment(1, None, 60 * m, None, "fartlek") for m in (3, 2, 1)]),
    ("8 x 400 m @ 5k pace, 90 s", [RunSegment(8, 400, None, None, "5k pace", Recovery(None, 90))]),
    ("8 x 400 (200 m)", [RunSegment(8, 400, recovery=Recovery(200))]),
    ("6 x 3 min / 2 min", [RunSegment(6, None, 180, recovery=Recovery(None, 120))]),
    ("10x400 w/ 200 jog", [RunSegment(10, 400, recovery=Recovery(200, None, "jog"))]),
    ("8 400s w/ 200 jog", [RunSegment(8, 400, recovery=Recovery(200, None, "jog"))]),
    ("5 x 800 @ 2:50 w/ 2:30 rest",
     [RunSegment(5, 800, 170, 212, None, Recovery(None, 150, "rest"))]),
    ("4 x (1000 I + 3 min jg)", [RunSegment(4, 1000, None, None, "I", Recovery(None, 180, "jog"))]),
    ("5 x 1k @ 95% 5k speed", [RunSegment(5, 1000, intensity="95% 5k speed")]),
    ("10 x 30/30", [RunSegment(10, None, 30, recovery=Recovery(None, 30))]),
    ("10 x 1 min hard / 1 min easy",
     [RunSegment(10, None, 60, None, "hard", Recovery(None, 60, "easy"))]),
    ("5 x 3 min / 2 min Trab", [RunSegment(5, None, 180, recovery=Recovery(None, 120, "trab"))]),
    ("Alternate 3 min hard, 2 min easy x 6",
     [RunSegment(6, None, 180, None, "hard", Recovery(None, 120, "easy"))]),
    ("6 series de 800 m rec 2'", [RunSegment(6, 800, recovery=Recovery(None, 120))]),
    ("5 intervals of 1000 m, 2 min jog",
     [RunSegment(5, 1000, recovery=Recovery(None, 120, "jog"))]),
    ("4 x 2 km @ 4:30", [RunSegment(4, 2000, None, 270)]),
    ("4 x 800 @ 3:20", [RunSegment(4, 800, 200, 250)]),
    ("1:10 easy", [RunSegment(1, None, 4200, None, "easy")]),
    ("10 km progressive from 5:30 to 4:30", [RunSegment(1, 10000, intensity="progressive")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RUNS)
def test_ladders_and_bare_rests_are_read(text: str, wanted: list[RunSegment]) -> None:
    assert list(only(text).segments) == wanted


REPEATS = RunSegment(6, 400, None, 200, None, Recovery(None, 60))
BETWEEN = RunSegment(1, None, 180, None, "between sets")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2 x (6 x 400 @ 3:20/km, 60 s) 3 min between sets", [REPEATS, BETWEEN, REPEATS]),
        ("2 x (6 x 400 @ 3:20/km, 60 s), 3 min between sets", [REPEATS, BETWEEN, REPEATS]),
        ("2 sets of 6 x 400 @ 3:20/km, 60 s, 3 min between sets", [REPEATS, BETWEEN, REPEATS]),
        ("(6 x 400 @ 3:20/km, 60 s) 3 min between sets", [REPEATS]),
        ("2x(6x400 @ 3:20/km) rec 1' / 3'", [REPEATS, BETWEEN, REPEATS]),
    ],
)
def test_rests_between_repeats_and_between_sets_are_told_apart(
    text: str, wanted: list[RunSegment]
) -> None:
    assert list(only(text).segments) == wanted


def test_efforts_in_turn_are_one_segment_with_its_recovery() -> None:
    session = only("Aquecimento 10min + alternar 3min forte e 2min leve por 6 ciclos")
    assert session.segments == (
        RunSegment(1, None, 600, None, "aquecimento"),
        RunSegment(6, None, 180, None, "forte", Recovery(None, 120, "leve")),
    )
    assert session.duration_min == 40


def test_a_ladder_without_a_rest_has_no_total() -> None:
    assert only("1200-800-400 @ 5k pace").distance_km is None
    assert only("5 km + 5 km tempo").distance_km == 10


@pytest.mark.parametrize(
    "text", ["Run 0 km", "Squat 5x5 @ 0 kg", "Run 0 min", "0 x 400 m @ 5k pace"]
)
def test_figures_of_nothing_are_dropped_with_a_note(text: str) -> None:
    session = only(text)
    assert any("beyond any measure" in word for word in session.because)
    assert session.distance_km is None
    assert all(each.load_kg is None for each in session.sets)
    assert session.segments == ()
