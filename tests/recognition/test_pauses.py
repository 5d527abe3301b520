"""Which titles of whole days say that the athlete does less, and which only sound like it."""

from __future__ import annotations

import pytest

from rules.recognition import is_deload, pause_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Sick", "sick"),
        ("SICK 🤒", "sick"),
        ("Off sick", "sick"),
        ("Still sick", "sick"),
        ("Sick day 2", "sick"),
        ("Fever", "sick"),
        ("Krank", "sick"),
        ("Bin krank", "sick"),
        ("Enferma", "sick"),
        ("Malade", "sick"),
        ("Ziek", "sick"),
        ("Doente", "sick"),
        ("Malato", "sick"),
        ("Injured", "injured"),
        ("Injured (calf)", "injured"),
        ("Knee injury", "injured"),
        ("Wadenverletzung", "injured"),
        ("Lesionado", "injured"),
        ("Holiday", "holiday"),
        ("Holiday in Spain", "holiday"),
        ("Summer holiday", "holiday"),
        ("Ski trip to Austria", "holiday"),
        ("Travel", "holiday"),
        ("Urlaub", "holiday"),
        ("Urlaub auf Kreta", "holiday"),
        ("Vacances en Bretagne", "holiday"),
        ("Vakantie", "holiday"),
        ("Férias no Algarve", "holiday"),
        ("Ferie", "holiday"),
        ("Deload week", "deload"),
        ("Deload week 4", "deload"),
        ("Entlastungswoche", "deload"),
        ("Recovery week", "deload"),
    ],
)
def test_a_pause_is_told_by_its_first_word(title: str, kind: str) -> None:
    assert pause_of(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Emma sick",
        "Kids sick",
        "Mia krank",
        "Dog sick - vet",
        "Boss on holiday",
        "Peter Urlaub",
        "Anna im Urlaub",
        "Anna on vacation",
        "Emma's sick",
        "Not sick anymore",
        "Sick beats festival",
        "Bank Holiday",
        "Holiday party",
        "Holiday Inn",
        "Holiday gifts",
        "Book holiday",
        "Covid booster",
        "COVID test",
        "Virus scan",
        "Cold front warning",
        "Field trip",
        "Trip to dentist",
        "Off season sale",
        "Injury report due",
        "Sick leave (Bob)",
        "Schulferien",
        "Grippeimpfung",
        "Jours fériés",
        "",
        "🎉",
        "Easy run",
    ],
)
def test_what_only_sounds_like_one_is_none(title: str) -> None:
    assert pause_of(title) is None


@pytest.mark.parametrize(
    ("title", "deload"),
    [
        ("Deload: squat 3x5 @ 60%", True),
        ("Squat deload", True),
        ("Upper body (Deload)", True),
        ("Squat 3x5", False),
    ],
)
def test_a_workout_may_be_called_a_deload(title: str, deload: bool) -> None:
    assert is_deload(title) is deload
