"""The rows of recognition: titles a second on one core, and the longest descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.table import Row, median_s
from rules.recognition import recognize

_TITLES_A_SECOND = 5000.0
_LONGEST_S = 0.02
_TITLES = (
    "Easy 8 km + strides", "Long run 28 km with 3 x 5 km @ MP", "Tempo run 40 min",
    "5 x 1k @ 5k pace, 2 min jog", "10x400 w/ 200 jog", "Hill repeats 10x60s", "Bristol 10K",
    "MLR 14", "LT 9 mi with 5 mi at LT pace", "Recovery 5 mi", "Rest", "Run w/ Anna",
    "Squat 5x5 @ 80%, rest 3 min", "Push day", "5/3/1 W2 bench", "Leg day w/ Tom", "Upper body",
    "Chest day followed by a 10k run", "6 km easy + upper body", "Yoga", "Swim 2k", "Bike ride",
    "Langer Lauf 30 km", "Krafttraining Oberkörper", "Intervalle 8x400 TP 200 m", "Ruhetag",
    "Rodaje suave 10 km", "Series 8x400 rec 1'30", "Pecho y tríceps", "Sortie longue 22 km",
    "VMA 2x10x30/30", "Muscu haut du corps", "Duurloop 12 km rustig", "Krachttraining benen",
    "Longão 28 km", "Treino de pernas", "Corsa lenta 50'", "Palestra: petto e bicipiti",
    "Team meeting", "Run the numbers with Finance", "Dentist 9:30", "Réunion d'équipe",
    "Quarterly review", "Lunch with Sam", "Zahnarzt", "Comprar zapatillas de correr",
    "Flight to Lisbon 10:25", "Parents evening", "Invoice March", "Birthday party Mia",
)  # fmt: skip
_HOSTILE = ("squat 5x5 ", "8 x 400m w/ 200m jog, ", "Repeat the following 3x:\n", "<a ", "(", "9")
_HUGE_CHARS = 100_000


def recognition_rows() -> Iterator[Row]:
    """Measure, and yield the rows of recognition."""
    seconds = min(median_s(_all_titles) for _ in range(3)) / len(_TITLES)
    a_second = 1.0 / seconds
    yield Row(
        "titles recognized, one core", None, seconds, f"{a_second:,.0f}/s",
        f"≥ {_TITLES_A_SECOND:,.0f}/s", a_second >= _TITLES_A_SECOND,
    )  # fmt: skip
    for unit in _HOSTILE:
        text = unit * (_HUGE_CHARS // len(unit))
        seconds = median_s(partial(recognize, "Run", text))
        shown = unit.strip()
        yield Row(
            f"description of 100 kB: {shown}…", None, seconds, "–",
            f"≤ {_LONGEST_S * 1000:g} ms", seconds <= _LONGEST_S,
        )  # fmt: skip


def _all_titles() -> None:
    for title in _TITLES:
        recognize(title)
