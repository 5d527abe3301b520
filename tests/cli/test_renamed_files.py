"""Another program renames the files of a folder, or takes them away for a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.test_lost_database import NEAR, TEMPO, put
from tests.cli.test_take_back import OWN_FOLDER
from tests.cli.writing import LATER, NOW, contents, set_up

QUIET = "Nothing to change.\n"


@pytest.fixture(params=("suggest", "auto"))
def folder(request: pytest.FixtureRequest, counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """Two workouts too close to each other, with a move that is suggested, or made."""
    settings = f'{OWN_FOLDER}moves = "{request.param}"\n'
    written = set_up(tmp_path, "brake = { share = 1 }\n", athletes=settings)
    written.mkdir()
    put(written, NEAR)
    put(written, TEMPO)
    assert counterpoint("sync", *NOW).status == 0
    return written


def rename_all(folder: Path) -> None:
    for path in sorted(folder.glob("*.ics")):
        path.rename(folder / f"z-{path.name}")


def as_found(folder: Path) -> None:
    stands = {name.removeprefix("z-"): content for name, content in contents(folder).items()}
    before = folder.parent / "found"
    before.mkdir()
    put(before, NEAR)
    put(before, TEMPO)
    assert stands == contents(before)


def test_nothing_is_written_for_new_names(counterpoint: Counterpoint, folder: Path) -> None:
    rename_all(folder)
    before = contents(folder)
    assert [counterpoint("sync", *LATER).out for _ in range(2)] == [QUIET, QUIET]
    assert contents(folder) == before


@pytest.mark.parametrize("command", [("purge", "--yes"), ("undo",)])
def test_all_is_taken_back_under_new_names(
    counterpoint: Counterpoint, folder: Path, command: tuple[str, ...]
) -> None:
    rename_all(folder)
    counterpoint("sync", *LATER)
    assert counterpoint(*command, *LATER).status == 0
    as_found(folder)


def test_a_workout_that_was_away_for_a_cycle_is_taken_back_all_the_same(
    counterpoint: Counterpoint, folder: Path
) -> None:
    aside = {path.name: path.read_bytes() for path in folder.glob("[lt]e*.ics")}
    for name in aside:
        (folder / name).unlink()
    counterpoint("sync", *LATER)
    for name, content in aside.items():
        (folder / name).write_bytes(content)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    as_found(folder)
