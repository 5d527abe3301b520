"""Daniels' and Hansons' shorthand, remarks behind a comma, and what is bought, taught or walked."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import Recovery, RunSegment
from tests.recognition.brief import told

MILE = 1609.0
ROWS = [
    # the "off" of on/off is no rest day
    ("16 x 200 on/off", "run:intervals"),
    ("Float 200s: 16 x 200 on/off", "run:intervals"),
    ("200s on/off", "run:intervals"),
    ("On/off", ""),
    ("Heating on/off", ""),
    ("Light on/off 20 min", ""),
    ("10 x 1 min on/off", "run:intervals"),
    ("Off", "rest"),
    # a percentage of RM is one of the 1RM in every language
    ("Press banca 5x3 85% RM", "lift:upper:heavy"),
    ("Squat 3x5 80% RM", "lift:lower:heavy"),
    ("Sentadilla 3x5 al 80% RM", "lift:lower:heavy"),
    ("Rodaje 12 km a RM", "run:steady"),
    # Hansons' "strength" runs
    ("Strength: 3 x 2 mi @ MP minus 10 s, 800 jog", "run:tempo"),
    ("Strength - 6 x 1 mi @ MP - 10", "run:tempo"),
    ("3 x 2 mi @ MP - 10", "run:tempo"),
    ("3 x 3 km a RM menos 10 s", "run:tempo"),
    ("Strength: 3x5 squats", "lift:lower:heavy"),
    # a remark takes nothing away
    ("Legs, keep it light", "lift:lower:light"),
    ("Upper, keep it light", "lift:upper:light"),
    ("Legs + core, keep it light", "lift:lower:light"),
    ("Easy, take it slow and chatty", "run:easy"),
    ("Legs, don't overdo it", "lift:lower"),
    ("Beine, nicht übertreiben", "lift:lower"),
    ("Piernas, sin forzar la rodilla", "lift:lower"),
    ("Push, call the bank", ""),
    ("Take it easy", ""),
    ("Keep it steady", ""),
    ("E 50 min + 8 ST", "run:easy"),
    ("LDL 2:15 h", "run:long"),
    ("Gym 18:30 h", "lift"),
    # other boot camps, goods and other people's runs
    ("Kubernetes bootcamp day 1", ""),
    ("Docker bootcamp", ""),
    ("Docker/SQL/Python bootcamp", ""),
    ("Bootcamp", "other"),
    ("Boot camp in the park", "other"),
    ("Hyde Park bootcamp", "other"),
    ("Amazon: kettlebell arriving", ""),
    ("Kettlebell arrives", ""),
    ("Treadmill dispatched", ""),
    ("Treadmill out for delivery", ""),
    ("Rowing machine - sell on eBay", ""),
    ("Corrida de touros", ""),
    ("Corrida de 10 km", "run:race"),
    ("Mia's 5k fun run at school", ""),
    # what it is done with, where and how
    ("Dog walk", "walk"),
    ("Dog walk 5k", "walk"),
    ("Walk the dog 5 km", "walk"),
    ("2k erg test", "row"),
    ("Stroller run with the twins", "run"),
    ("Bahnentraining 3 km Kraul", "swim"),
    ("7 miles steady, meet at the rowing club", "run:steady"),
    ("Rowing club", "row"),
    ("Intervals at the rowing club", "row"),
    ("Easy run from the rowing club", "run:easy"),
    ("Treadmill 4% incline, 8 x 2 min hard", "run:hills"),
    ("Treadmill 1% incline, 8 x 2 min hard", "run:intervals"),
]
DESCRIBED = [
    ("Sunday", "16 miles easy along the canal with Priya", "run:long"),
    ("Club night", "7 miles steady through the park, meet at the rowing club", "run:steady"),
    ("Sunday", "The road is 16 miles long along the coast", ""),
]
REST = Recovery(duration_s=60, intensity="rest")
DANIELS = [
    (
        "3x1T w/ 2 min rest",
        [RunSegment(3, MILE, intensity="T", recovery=Recovery(None, 120, "rest"))],
    ),
    ("4 x 1 T w/1 min rests", [RunSegment(4, MILE, intensity="T", recovery=REST)]),
    (
        "2E + 3x1T w/ 1 min rest + 2E",
        [
            RunSegment(1, 2 * MILE + 1, intensity="E"),
            RunSegment(3, MILE, intensity="T", recovery=REST),
            RunSegment(1, 2 * MILE + 1, intensity="E"),
        ],
    ),
    ("2E + 5 x 3 I w/ 3 min jog + 2E", []),  # miles or minutes
    ("2E + 4T w/ 1 min rest + 4T + 2E", []),
    ("2x1T + 2E", [RunSegment(2, MILE, intensity="T"), RunSegment(1, 2 * MILE + 1, intensity="E")]),
    (
        "3 x 1000 I + 4 x 200 R w/ 2 min jog",
        [
            RunSegment(3, 1000, intensity="I"),
            RunSegment(4, 200, intensity="R", recovery=Recovery(None, 120, "jog")),
        ],
    ),
    ("20 E + 3 x 10 T w/ 2 min rests", []),
]


@pytest.mark.parametrize(("title", "wanted"), ROWS)
def test_plans_and_remarks(title: str, wanted: str) -> None:
    assert told(title) == ([wanted] if wanted else [])


@pytest.mark.parametrize(("title", "description", "wanted"), DESCRIBED)
def test_a_run_that_only_the_description_tells(title: str, description: str, wanted: str) -> None:
    assert told(title, description) == ([wanted] if wanted else [])


@pytest.mark.parametrize(("title", "wanted"), DANIELS)
def test_bare_numbers_before_letters_are_miles(title: str, wanted: list[RunSegment]) -> None:
    (session,) = recognize(title)
    assert list(session.segments) == wanted


def test_a_percentage_of_rm_is_that_of_the_sets() -> None:
    (session,) = recognize("Sentadilla 3x5 al 80% RM")
    assert [one.percent_1rm for one in session.sets] == [80]


def test_slower_or_faster_than_marathon_pace_is_no_segment_of_its_own() -> None:
    (session,) = recognize("Strength: 3 x 2 mi @ MP minus 10 s, 800 jog")
    jog = Recovery(distance_m=800, intensity="jog")
    assert list(session.segments) == [
        RunSegment(3, 2 * MILE + 1, intensity="MP minus 10 s", recovery=jog)
    ]
