"""Meters of climb are told apart from meters of distance."""

from __future__ import annotations

import pytest

from rules.recognition import recognize


@pytest.mark.parametrize(
    ("title", "km", "climb_m"),
    [
        ("Long run 20 km, 1200 m D+", 20, 1200),
        ("Long run 20 km, D+ 1200 m", 20, 1200),
        ("Long run 20 km 1200 D+", 20, 1200),
        ("Long run 20km/1200m D+", 20, 1200),
        ("Trail 30km D+1500", 30, 1500),
        ("Trail 25 km 1200m+", 25, 1200),
        ("Trail run 20 km +800 m", 20, 800),
        ("Trail run 20 km (+800m)", 20, 800),
        ("Trail run 20 km +800 m / -800 m", 20, 800),
        ("Trail run 20 km +800 m, 700 m D-", 20, 800),
        ("Long run 15 mi, 1,500 ft of climbing", 24.14, 457.2),
        ("Long run 15 mi 1500ft elevation gain", 24.14, 457.2),
        ("Long run 15 mi with 2000 ft vert", 24.14, 609.6),
        ("Long run 20 km with 600 m ascent", 20, 600),
        ("Run 18 km, gain 600 m", 18, 600),
        ("Langer Lauf 20 km 600 hm", 20, 600),
        ("Langer Lauf 20 km, 1.200 Höhenmeter", 20, 1200),
        ("Sortie longue 20 km 800 m de dénivelé", 20, 800),
        ("Sortie longue 20 km dénivelé 800 m", 20, 800),
        ("Lungo 25 km dislivello 1000 m", 25, 1000),
        ("Tirada larga 25 km, 1000 m desnivel positivo", 25, 1000),
        ("Longão 25 km 900 m de desnível", 25, 900),
        ("Lange duurloop 25 km 500 hoogtemeters", 25, 500),
    ],
)
def test_a_climb_is_no_distance(title: str, km: float, climb_m: float) -> None:
    [run] = recognize(title)
    assert run.distance_km == pytest.approx(km)
    assert run.climb_m == pytest.approx(climb_m)


def test_a_description_tells_the_climb_too() -> None:
    [run] = recognize("Long run 20 km", "Elevation gain: 640 m")
    assert (run.distance_km, run.climb_m) == (20, 640)


@pytest.mark.parametrize(
    ("title", "km"),
    [
        ("8x400m +200m jog", 4.8),
        ("10 km easy + 800 m", 10.8),
        ("6 x 800 m uphill", None),
        ("Berlin 2026 HM", 21.0975),
        ("Easy run 10 km, 5 m climb", None),
        ("Long run 20 km, 90000 m D+", None),
        ("Long run 5 km, 4000 m D+", 5),
    ],
)
def test_other_meters_stay_what_they_are(title: str, km: float | None) -> None:
    [run] = recognize(title)
    assert run.climb_m is None
    assert km is None or run.distance_km == km


@pytest.mark.parametrize("title", ["Climbing", "Rock climbing 2 h", "Ride 80 km, 1200 m climbing"])
def test_climbing_and_riding_stay_sports_of_their_own(title: str) -> None:
    assert [(each.sport.value != "run", each.climb_m) for each in recognize(title)] == [
        (True, None)
    ]
