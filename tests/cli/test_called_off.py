"""What bears something of ours and was called off, or dragged far away: nothing false stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, event
from tests.cli.test_lost_database import NEAR, TEMPO, move, noted, put
from tests.cli.test_take_back import OWN_FOLDER
from tests.cli.writing import LATER, NOW, contents, set_up

MONTHS_LATER = event("legs", "20260719T160000Z", "20260719T170000Z", "Heavy squats 5x5")
SERIES = event(
    "legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5", "RRULE:FREQ=WEEKLY;COUNT=3"
)


@pytest.fixture
def folder(counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """Two workouts too close to each other, with notes, suggestions and meals about them."""
    written = set_up(tmp_path, "brake = { share = 1 }\n", athletes=OWN_FOLDER)
    written.mkdir()
    put(written, NEAR)
    put(written, TEMPO)
    assert counterpoint("sync", *NOW).status == 0
    assert noted(written) == {"legs", "tempo"}
    return written


def call_off(path: Path) -> None:
    lines = [line for line in path.read_bytes().split(b"\r\n") if not line.startswith(b"STATUS")]
    lines.insert(lines.index(b"BEGIN:VEVENT") + 1, b"STATUS:CANCELLED")
    path.write_bytes(b"\r\n".join(lines))


def test_a_workout_that_is_called_off_loses_its_note(
    counterpoint: Counterpoint, folder: Path
) -> None:
    call_off(folder / "tempo.ics")
    assert counterpoint("sync", *LATER).status == 0
    assert noted(folder) == set()
    before = (folder / "tempo.ics").read_bytes()
    assert b"STATUS:CANCELLED" in before
    assert b"COUNTERPOINT" not in before
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"


def test_a_workout_that_is_dragged_beyond_what_is_read_loses_its_note(
    counterpoint: Counterpoint, folder: Path
) -> None:
    move(folder, NEAR, MONTHS_LATER)
    assert counterpoint("sync", *LATER).status == 0
    assert noted(folder) == set()
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"


def test_our_own_that_are_called_off_are_dismissed_and_go_with_a_purge(
    counterpoint: Counterpoint, folder: Path
) -> None:
    ours = [name for name in contents(folder) if not name.startswith(("legs", "tempo"))]
    for name in ours:
        call_off(folder / name)
    before = contents(folder)
    assert counterpoint("sync", *LATER).status == 0
    assert before.items() <= contents(folder).items()
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert set(contents(folder)) == {"legs.ics", "tempo.ics"}
    assert noted(folder) == set()


def test_a_purge_clears_an_instance_that_was_called_off(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = set_up(tmp_path, "brake = { share = 1 }\n", athletes=OWN_FOLDER)
    written.mkdir()
    put(written, SERIES)
    put(written, TEMPO)
    assert counterpoint("sync", *NOW).status == 0
    text = (written / "legs.ics").read_bytes()
    made = text.rindex(b"BEGIN:VEVENT")
    text = text[:made] + text[made:].replace(b"STATUS:CONFIRMED\r\n", b"").replace(
        b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nSTATUS:CANCELLED\r\n"
    )
    (written / "legs.ics").write_bytes(text)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    left = (written / "legs.ics").read_bytes()
    assert b"STATUS:CANCELLED" in left
    assert b"ounterpoint" not in left
    assert b"COUNTERPOINT" not in left
