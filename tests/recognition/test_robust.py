"""Whatever is typed: no crash, the same answer twice, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.recognition import recognize, tags
from rules.workout import Sport
from tests.hanging import ends

WORDS = [
    "squat", "5x5", "@", "80%", "run", "easy", "x", "8", "400m", "(", ")", "+", "/", "AM", "PM",
    "rest", "2'", "RPE", "8", "-", "then", "10k", "pace", "sets", "of", "w/", "5:30", "/km", "or",
    "repeat", "times", "EMOM", "'", '"', "%", ",", "\n", "2h15", "3-1-1", "E", "T", "#easy", "12x",
    "400s", "30/30", "1200-800-400", "5/3/1", "80/85/90", "0", "1:10", "alternate", "event", "sell",
    "jog", "last", "total", "between sets", "kg", "1e9", "９", "٣", "½", "²", "İ", "ß",
]  # fmt: skip

TYPED = st.text(max_size=400) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
JOINED = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(title=TYPED | JOINED, description=TYPED | st.text(max_size=5000))
def test_any_text_gives_the_same_answer_twice(title: str, description: str) -> None:
    found = recognize(title, description)
    assert found == recognize(title, description)
    assert isinstance(tags(title, description), frozenset)
    for session in found:
        assert 0 < session.confidence <= 1
        assert session.sport is Sport.RUN or session.run_type is None
        assert session.sport is Sport.LIFT or (session.focus is None and not session.sets)
        assert session.distance_km is None or 0 < session.distance_km < 20_000
        assert all(lift.sets is None or 0 < lift.sets <= 30 for lift in session.sets)
        assert all(segment.repeat > 0 for segment in session.segments)
        assert all(one.distance_m is None or one.distance_m > 0 for one in session.segments)
        assert all(one.duration_s is None or one.duration_s > 0 for one in session.segments)


@pytest.mark.parametrize("text", ["( 400s -", "10k x 0", "01200-800-400 s", "easy 0:00", "x 400s"])
def test_figures_in_odd_places_are_no_trouble(text: str) -> None:
    for session in recognize("Run", text):
        assert all(one.repeat > 0 and one.duration_s != 0 for one in session.segments)


@pytest.mark.parametrize(
    "unit",
    ["a", "9", "9,", "9x", "(", "<", "<a ", "&#", "&amp;", "squat 5x5 ", "5-", "#easy", "'", "é",
     "1:1", "\n", "\r", " ", "x ", "run ", "5k-", "8 x 400m w/ 200m jog, ", "e\u0301", "½",
     "10x30/30 ", "2 x (", "(6 x 400 ", "5/5/5 @ 80/", "1:10 easy ", "yoga event ", "400, ",
     "3x(4x200) R 3min\n", "Repeat the following 3x:\n", "8 mi: 2 easy, "],
)  # fmt: skip
def test_hostile_and_huge_text_takes_bounded_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    with ends():
        recognize(text, text)
        recognize("Squat", text)
