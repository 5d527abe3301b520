"""What the athlete typed comes back as it was typed, whatever characters they used."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.local_calendar import LocalCalendar
from connectors.writing import ClearWorkout, EditWorkout
from tests.local_calendar.files import calendar_in, done, handle_of, only, plain

NOTE = "\n\n── Counterpoint ──\n! too near"
OTHER = "\n\n── Counterpoint ──\n! too near, and a meal is missing"
WORDS = {
    "apostrophe of Windows": "don\x92t stop",
    "next line": "one\x85two",
    "line separator": "one\u2028two",
    "paragraph separator": "one\u2029two",
    "vertical tab": "one\x0btwo",
    "bell": "one\x07two",
    "at both ends": "\x07\u2028words\x85\u2029",
    "capital escape": "one\\Ntwo",
    "bare comma": "one, two; three: \\\\N",
    "needless escape": 'one\\: \\"two\\"',
    "mark of order": "\ufeffwords",
    "joined emoji": "👩\u200d👩 e\u0301",
}


def _line(content: bytes) -> str:
    """What the file says of the text, no fold in it."""
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    return next(each.decode() for each in lines if each.startswith(b"DESCRIPTION:"))


def _noted(folder: Path, words: str) -> LocalCalendar:
    (folder / "own.ics").write_bytes(plain(description=words))
    calendar = calendar_in(folder)
    event = only(calendar)
    done(calendar, EditWorkout(handle_of(event), event.description + NOTE))
    return calendar


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_while_a_note_stands_the_words_above_it_are_as_typed(tmp_path: Path, words: str) -> None:
    _noted(tmp_path, words)
    line = _line((tmp_path / "own.ics").read_bytes())
    assert line.startswith(f"DESCRIPTION:{words}\\n\\n── Counterpoint")


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_without_the_note_the_file_is_as_found(tmp_path: Path, words: str) -> None:
    calendar = _noted(tmp_path, words)
    event = only(calendar)
    own = event.description.removesuffix(NOTE)
    done(calendar, ClearWorkout(handle_of(event), own))
    assert (tmp_path / "own.ics").read_bytes() == plain(description=words)


@pytest.mark.parametrize("typed", WORDS.values(), ids=WORDS)
def test_what_is_typed_into_a_noted_workout_outlives_our_next_note(
    tmp_path: Path, typed: str
) -> None:
    calendar = _noted(tmp_path, "own words")
    file = tmp_path / "own.ics"
    file.write_bytes(file.read_bytes().replace(b"own words", f"{typed} own words".encode()))
    event = only(calendar)
    own = event.description.removesuffix(NOTE)
    noted = done(calendar, EditWorkout(handle_of(event), own + OTHER))
    assert _line(file.read_bytes()).startswith(f"DESCRIPTION:{typed} own words\\n\\n──")
    done(calendar, ClearWorkout(handle_of(noted), own))
    assert _line(file.read_bytes()) == f"DESCRIPTION:{typed} own words"
    assert b"COUNTERPOINT" not in file.read_bytes()


def test_what_is_typed_below_a_note_outlives_it(tmp_path: Path) -> None:
    calendar = _noted(tmp_path, "own words")
    file, below = tmp_path / "own.ics", "\\N\x07don\x92t\u2028stop"
    content = file.read_bytes().replace(b"\r\n ", b"")
    file.write_bytes(content.replace(b"too near", b"too near" + below.encode()))
    event = only(calendar)
    done(calendar, ClearWorkout(handle_of(event), event.description.replace(NOTE, "")))
    assert _line(file.read_bytes()) == f"DESCRIPTION:own words{below}"
