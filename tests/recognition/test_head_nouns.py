"""Words of training that only describe another thing, and things that are paid or counted."""

from __future__ import annotations

import pytest

from rules.recognition import Expectation, is_ruled_out, recognize
from rules.say import Holds
from tests.recognition.brief import told

CARRIED = [
    # English, German and Dutch: what is meant stands last
    "Military press event",
    "Hammer curl broken",
    "French press pickup",
    "Clean and press shirts",
    "Step up programme HR",
    "Half marathon training talk",
    "Yoga retreat booking",
    "Rowing machine assembly",
    "Kettlebell sale",
    "Strength training article",
    "Pilates studio rent",
    "Full body scan",
    "Leg press machine warranty",
    "Hip thrust workstation",
    "Yoga Buchung",
    "Laufband kaputt",
    "Laufband verkaufen",
    "Krafttraining Artikel",
    "Loopband kapot",
    "Yogales reserveren",
    # in the other languages, and for verbs in all, it stands first
    "Book yoga class",
    "Sell treadmill",
    "Fix treadmill",
    "Infoabend Marathontraining",
    "Lezing krachttraining",
    "Charla sobre entrenamiento de fuerza",
    "Reserva clase de yoga",
    "Vender cinta de correr",
    "Réserver cours de yoga",
    "Vendre tapis de course",
    "Tapis de course en panne",
    "Prenotare lezione di yoga",
    "Vendere tapis roulant",
    "Reserva aula de yoga",
    "Vender esteira",
]
COUNTED = [
    "Instagram 10k", "Fundraiser 5k", "10k of Bitcoin", "Kitchen: 10k",
    "Gehalt 10k", "Miete 2k", "Spende 5k", "Sueldo 3k", "Alquiler 2k", "Salaire 5k", "Loyer 2k",
    "Stipendio 2k", "Affitto 2k", "Salário 10k", "Aluguel 3k", "Salaris 4k", "Huur 2k",
]  # fmt: skip
OF_CHILDREN = [
    "Lily football training", "Tom swimming lesson", "Cours de natation Jules", "Nuoto bimbi",
    "Natación Martina", "Voetbal Daan", "Schwimmen Jonas", "Natação Pedro", "Baby yoga",
]  # fmt: skip


@pytest.mark.parametrize("title", [*CARRIED, *COUNTED, *OF_CHILDREN])
def test_another_matter_is_no_workout(title: str) -> None:
    assert told(title) == []


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Book hotel, then easy run 5 km", ["run:easy"]),
        ("Bench press 5x5, photo", ["lift:upper:heavy"]),
        ("Film squats 5x5", []),
        ("Full body, no equipment", ["lift:full"]),
        ("Gym - talk to coach", ["lift"]),
        ("Football training", ["other"]),
        ("Swimming with Ida", ["swim"]),
        ("Run with Grant", ["run"]),
        ("Rack pulls 3x5", ["lift:lower:heavy"]),
        ("Hammer curls", ["lift:upper"]),
    ],
)
def test_what_stands_beside_a_workout_leaves_it_one(title: str, wanted: list[str]) -> None:
    assert told(title) == wanted


def test_another_matter_is_ruled_out_in_a_calendar_of_runs() -> None:
    assert is_ruled_out("Yoga retreat booking")
    assert recognize("Half marathon training talk", expectation=Expectation(Holds.RUNS)) == ()


def test_an_exercise_that_holds_a_word_of_other_matters_is_none() -> None:
    assert told("Squat rack delivery 12-4") == []
    assert told("MOT – Corsa") == []
