"""What amateurs type into their phones: times of day, rooms, gyms, slips of the pen, children."""

from __future__ import annotations

import pytest

from tests.recognition.brief import told

CLOCKS = [
    ("Laufen mit Jana 18h", "run"),
    ("course à pied avec Léa 18h30", "run"),
    ("Correr a las 19h", "run"),
    ("hardlopen om 19u30", "run"),
    ("LEGS 6am no excuses", "lift:lower"),
    ("Halbmarathon Hannover - Start 10 Uhr 💥", "run:race"),
    ("Sortie longue 2h30", "run:long"),
    ("Radtour 5h", "ride"),
]
PLACES = [
    ("Yoga Flow - Studio 2 (Lena)", "mobility"),
    ("Yoga vinyasa - salle 3", "mobility"),
    ("Pilates sala 3", "mobility"),
    ("Body Combat Saal 1", "other"),
    ("Zumba Fitness", "other"),
    ("borst & schouders, Basic-Fit", "lift:upper"),
    ("hills x8, Primrose Hill", "run:hills"),
    ("local 10k race, bib pickup 8am", "run:race"),
    ("McFit vor der Arbeit", "lift"),
    ("PureGym", "lift"),
]
NAMES = [
    ("Lunch Ride", "ride"),
    ("Laufen am Mittag", "run"),
    ("Vélo dans la soirée", "ride"),
    ("Carrera de mañana", "run"),
    ("Corrida matinal", "run"),
    ("Ochtendloop", "run"),
    ("Les Mills RPM", "ride"),
    ("Boxercise w/ Mick", "other"),
    ("Step Aerobic mit Gabi", "other"),
    ("Core Blast 15", "lift:core"),
    ("Kicken 20 Uhr Soccerhalle", "other"),
    ("runclub 7pm", "run"),
    ("Fitti 17:30", "lift"),
    ("Met League XC (race)", "run:race"),
    ("Sunday long one - 2h15, all convo pace", "run:long"),
    ("Strength 4 x 1.5 mi (MP -10 sec), 800 jog", "run:tempo"),
]
SLIPS = [("liftng w/ Ben", "lift"), ("Kraftraining", "lift"), ("streching", "mobility")]
NOTHING = [
    "Fußballtraining Jonas fahren",
    "Levar Théo na natação",
    "Take Theo to swimming",
    "Natação do Theo",
    "Calcetto Matteo (figlio)",
    "Ruhetag Pizzeria Roma!",
    "W6 - Marathon block begins",
    "McFit Vertrag kündigen",
    "Basic-Fit opzeggen",
    "PureGym membership",
    "salle 3 réunion",
    "Day Off",
    "Plates shopping",
    "Long run, cancelled",
    "Zahnarzt 18h",
]


@pytest.mark.parametrize(("title", "wanted"), CLOCKS + PLACES + NAMES + SLIPS)
def test_a_phone_calendar_is_understood(title: str, wanted: str) -> None:
    assert told(title) == [wanted]


@pytest.mark.parametrize("title", NOTHING)
def test_what_only_sounds_like_sport_is_none(title: str) -> None:
    assert told(title) == []


def test_a_day_off_is_a_rest_day_where_its_description_says_so() -> None:
    assert told("Day Off", "Planned rest. No training today.") == ["rest"]


def test_a_deload_week_may_hold_a_prescribed_session() -> None:
    assert told("Leg Day - deload week", "Squat 2x5 @ 50%") == ["lift:lower:light"]


def test_an_exercise_among_exercises_is_no_other_sport() -> None:
    assert told("Krafttraining Oberkörper", "Latzug 3x10\nRudern am Kabel 3x10") == ["lift:upper"]
