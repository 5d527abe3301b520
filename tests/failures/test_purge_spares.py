"""A purge takes what is ours, and leaves what only looks like it (FAILURES 21 the other way)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import COLLIDING, LATER, NOW, contents, set_up
from tests.failures.test_emptied_calendars import IN_THEIRS

QUOTED = "── Counterpoint ──\\n! our client Counterpoint Ltd\\n── /Counterpoint abcdef ──\\nminutes"
OURS = re.compile(rb"(?m)^X-COUNTERPOINT[^\n]*\n(?:[ \t][^\n]*\n)*")
TIMES = ("20260114T100000Z", "20260114T110000Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A calendar in which two workouts collide, and the same is written to."""
    written = set_up(tmp_path, athletes=IN_THEIRS)
    written.mkdir()
    for name, each in zip(("legs", "tempo"), COLLIDING, strict=True):
        (written / f"{name}.ics").write_text(calendar(each))
    return written


def meeting(description: str) -> str:
    return calendar(event("meet", *TIMES, "Meeting", f"DESCRIPTION:{description}"))


def with_property(content: bytes, name: str, value: str) -> bytes:
    said = f"{name}:{value}\r\n".encode()
    return re.sub(rf"(?m)^{name}[:;][^\n]*\n(?:[ \t][^\n]*\n)*".encode(), lambda _: said, content)


def one_of_ours(folder: Path) -> Path:
    return next(each for each in sorted(folder.glob("*.ics")) if b"KIND:fuel" in each.read_bytes())


def test_a_meeting_that_quotes_a_fence_keeps_it(counterpoint: Counterpoint, folder: Path) -> None:
    (folder / "meet.ics").write_text(meeting(QUOTED))
    found = contents(folder)
    assert counterpoint("sync", *NOW).status == 0
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(folder) == found


@pytest.mark.parametrize(
    ("title", "is_kept"), [("Heavy squats 5x5", False), ("Meeting", True)], ids=["workout", "not"]
)
def test_the_same_fence_goes_from_a_workout_alone(
    counterpoint: Counterpoint, folder: Path, title: str, *, is_kept: bool
) -> None:
    quoting = meeting(QUOTED).replace("SUMMARY:Meeting", f"SUMMARY:{title}")
    (folder / "meet.ics").write_text(quoting)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert ("── Counterpoint" in (folder / "meet.ics").read_text()) is is_kept


def test_a_note_goes_from_what_is_no_workout_any_more(
    counterpoint: Counterpoint, folder: Path
) -> None:
    """Whole, by its seal; edited, as it is known that one was written there."""
    found = contents(folder)
    assert counterpoint("sync", *NOW).status == 0
    for name, words in (("legs.ics", b""), ("tempo.ics", b"really ")):
        noted = (folder / name).read_bytes().replace(b"\r\n ", b"")
        assert b"would be" in noted
        edited = noted.replace(b"would be", words + b"would be")
        edited = OURS.sub(b"", edited)
        (folder / name).write_bytes(with_property(edited, "SUMMARY", "Dinner"))
    counterpoint("sync", *LATER)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    left = contents(folder)
    assert left.keys() == found.keys()
    assert not any(b"ounterpoint" in each or b"COUNTERPOINT" in each for each in left.values())


def test_an_event_made_of_a_copy_of_ours_loses_our_properties_alone(
    counterpoint: Counterpoint, folder: Path
) -> None:
    found = contents(folder)
    assert counterpoint("sync", *NOW).status == 0
    dinner = with_property(one_of_ours(folder).read_bytes(), "UID", "mine")
    dinner = with_property(dinner, "SUMMARY", "Dinner with Anna")
    dinner = with_property(dinner, "DESCRIPTION", "bring wine")
    (folder / "mine.ics").write_bytes(dinner)
    assert counterpoint("sync", *LATER).status == 0
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(folder) == {**found, "mine.ics": OURS.sub(b"", dinner)}


@pytest.mark.parametrize(
    "copied",
    [
        lambda ours: with_property(ours, "UID", "another"),
        lambda ours: with_property(ours, "SUMMARY", "Dinner"),
    ],
    ids=["another name, the same words", "our name, other words"],
)
@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_copy_or_an_edited_one_of_ours_goes(
    counterpoint: Counterpoint, folder: Path, copied: object, *, is_forgotten: bool
) -> None:
    assert callable(copied)
    found = contents(folder)
    assert counterpoint("sync", *NOW).status == 0
    ours = one_of_ours(folder)
    (folder / f"copy of {ours.name}").write_bytes(copied(ours.read_bytes()))
    ours.unlink()
    if is_forgotten:
        (folder.parent / "counterpoint.db").unlink()
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(folder) == found
