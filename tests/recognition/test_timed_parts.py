"""A run told by its time, with a part of it told too."""

from __future__ import annotations

import pytest

from rules.recognition import recognize


@pytest.mark.parametrize(
    ("title", "minutes", "parts"),
    [
        ("60 min incl. 20 min tempo", 60, [(40, None), (20, "tempo")]),
        ("60 min easy w/ 20 min @ MP", 60, [(40, "easy"), (20, "MP")]),
        ("60 min dont 20 min au seuil", 60, [(40, None), (20, "au seuil")]),
        ("60 min mit 20 min Schwelle", 60, [(40, None), (20, "schwelle")]),
        ("60 min, last 15 min @ MP", 60, [(45, None), (15, "MP")]),
        ("10 min with 2 min jog", 12, [(10, None), (2, "jog")]),
    ],
)
def test_a_part_of_the_time_is_no_time_on_top(
    title: str, minutes: float, parts: list[tuple[float, str | None]]
) -> None:
    [session] = recognize(title)
    assert session.duration_min == minutes
    told = [((part.duration_s or 0) / 60, part.intensity) for part in session.segments]
    assert told == parts


def test_the_dutch_plural_is_known() -> None:
    [session] = recognize("Kniebuigen 4x8 met 70 kg")
    assert [lift_set.exercise for lift_set in session.sets] == ["kniebuigen"]
