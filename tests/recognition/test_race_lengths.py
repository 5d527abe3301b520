"""Races that are known by their name alone go as far as their name says, and nothing else does."""

from __future__ import annotations

import pytest

from rules.recognition import recognize


@pytest.mark.parametrize(
    "title",
    [
        "Marathon",
        "Berlin Marathon",
        "Berlin Marathon 2026",
        "Frankfurt-Marathon",
        "Race day: marathon",
        "New York City Marathon",
        "Maratona di Roma",
        "Maratón de Valencia",
        "Marathon van Rotterdam",
        "Marathon 3h30",
        "Marathon #race",
    ],
)
def test_a_marathon_is_42_kilometers(title: str) -> None:
    [race] = recognize(title)
    assert race.distance_km == 42.195


@pytest.mark.parametrize(
    "title",
    [
        "Half Marathon",
        "Berlin Half",
        "HM",
        "Halbmarathon",
        "Race: Berlin Half Marathon",
        "Semi-marathon de Paris",
        "Semi de Lyon",
        "Mezza maratona",
        "Media maratón",
        "Medio maratón de Sevilla",
        "Meia Maratona de Lisboa",
        "Halve marathon van Egmond",
    ],
)
def test_a_half_marathon_is_half_as_far(title: str) -> None:
    [race] = recognize(title)
    assert race.distance_km == 21.0975


@pytest.mark.parametrize(
    ("title", "km"),
    [
        ("Marathon pace 10 km", 10),
        ("HM 10 km", 10),
        ("Marathon training", None),
        ("Marathon race pace long run", None),
        ("Marathon relay leg", None),
        ("Quarter marathon", None),
        ("Mini marathon", None),
        ("Ultramarathon", None),
        ("Parkrun", None),
    ],
)
def test_only_the_race_itself_is(title: str, km: float | None) -> None:
    assert [each.distance_km for each in recognize(title)] == [km]


@pytest.mark.parametrize("title", ["Marathon prep meeting", "Marathon expo", "Netflix marathon"])
def test_what_is_no_run_stays_none(title: str) -> None:
    assert recognize(title) == ()
