"""What other programs and the athlete leave of our lines goes with a purge, and nothing else."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from connectors.local_calendar import LocalCalendar
from tests.failures.conftest import two_workouts
from tests.machine.any_world import ZONE
from tests.machine.folders import edit, with_property
from tests.machine.world import EVERYTHING, World

FENCED = re.compile(r"(?:\\n){0,2}── Counterpoint ──.*── /Counterpoint \w{6} ──")
OURS = re.compile(rb"(?m)^(?:X-COUNTERPOINT|DESCRIPTION)[^\n]*\n(?:[ \t][^\n]*\n)*")
FOUND = re.compile(r"(?m)^X-COUNTERPOINT-FOUND[^\n]*\n")
CHANGES = {
    "nothing": lambda text: text,
    "properties dropped": lambda text: FOUND.sub("", text),
    "a property cut short": lambda text: re.sub(r"(?m)^(X-C[^:]*:.{4})[^\r\n]*", r"\1", text),
    "a property of another kind": lambda text: text.replace("-FOUND;", "-SEEN;"),
    "fence taken out": lambda text: FENCED.sub("", text),
    "words in the fence": lambda text: text.replace("would be better", "is what they say"),
    "opening taken out": lambda text: text.replace("── Counterpoint ──\\n", ""),
    "closing taken out": lambda text: re.sub(r"\\n── /Counterpoint \w{6} ──", "", text),
    "text below": lambda text: re.sub(r"(── /Counterpoint \w{6} ──)", r"\1\\nmine", text),
    "text above": lambda text: text.replace("DESCRIPTION:my own", "DESCRIPTION:not my own"),
    "another title": lambda text: with_property(text, "SUMMARY", "Legs"),
    "a property of theirs": lambda text: text.replace("COLOR:", "X-THEIRS:yes\r\nCOLOR:"),
}
BOTH_FENCES = {"opening taken out", "closing taken out"}
TAKEN_OUT = {"fence taken out", *BOTH_FENCES}


@cache
def _written() -> World:
    """A world in which notes stand in two workouts; copied for each example."""
    world = two_workouts(Path(tempfile.mkdtemp(prefix="leftovers")) / "calendars")
    world.sync()
    assert all(b"X-COUNTERPOINT" in path.read_bytes() for path in _files(world))
    return world


def _files(world: World) -> list[Path]:
    return sorted(world.training / name for name in world.workouts())


@pytest.fixture(scope="module", autouse=True)
def _cleared() -> Iterator[None]:
    yield
    shutil.rmtree(_written().folder.parent)


def _copied(folder: Path) -> World:
    written = _written()
    shutil.copytree(written.folder, folder, dirs_exist_ok=True)
    world = World(folder)
    world.found, world.feed = written.found, written.feed
    world.feed_shows(written.feed)
    return world


def _description(world: World, name: str) -> str:
    events = LocalCalendar(world.training, default_zone=ZONE).read(EVERYTHING).events
    return next(event.description for event in events if f"{event.uid}.ics" == name)


@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3, unique=True),
    st.booleans(),
    st.booleans(),
)
def test_nothing_of_ours_is_left_and_all_else_is_as_they_left_it(
    changes: list[str], is_copied: bool, is_synced: bool
) -> None:
    """Row 21: whatever was dropped or edited, in the workout or in a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        world = _copied(Path(folder) / "calendars")
        for path in _files(world):
            for change in changes:
                edit(path, CHANGES[change])
            if is_copied:
                copy = path.read_bytes().replace(b"UID:", b"UID:copied-")
                path.with_name(f"copied-{path.name}").write_bytes(copy)
        left = {p.name: OURS.sub(b"", p.read_bytes()) for p in world.training.glob("*.ics")}
        if is_synced:
            world.sync()
        world.purge()
        texts = {path.name: path.read_bytes() for path in world.training.glob("*.ics")}
        assert {name: OURS.sub(b"", text) for name, text in texts.items()} == left
        for text in texts.values():
            assert b"COUNTERPOINT" not in text.upper()
        above = "not my own words" if "text above" in changes else "my own words"
        below = {"", "\nmine"} if "text below" in changes else {""}
        if not TAKEN_OUT & set(changes):
            below = {max(below)}
        for name in world.workouts():
            words = _description(world, name)
            assert words.startswith(above)
            if not set(changes) >= BOTH_FENCES:  # then nobody can tell whose lines they are
                assert words.removeprefix(above) in below


@pytest.mark.parametrize("change", ["fence taken out", "fence and properties"])
def test_a_quiet_cycle_takes_out_what_serves_nothing_any_more(world: World, change: str) -> None:
    """Row 21: the note was taken out by hand, our property beside it was not."""
    world.sync()
    for path in _files(world):
        edit(path, CHANGES["fence taken out"])
        if change == "fence and properties":
            edit(path, CHANGES["a property cut short"])
    world.comes_to_rest()
    for name in world.workouts():
        content = (world.training / name).read_bytes()
        assert content.decode() == world.found.files[name]


def test_a_note_that_stands_keeps_what_it_needs_to_go_without_a_trace(world: World) -> None:
    """Only where no note stands is a property of ours left over."""
    world.sync()
    before = world.bytes_of_calendars()
    for kept in world.database.parent.iterdir():
        kept.unlink()
    world.comes_to_rest()
    after = world.bytes_of_calendars()
    assert {n: after[n] for n in before if n.startswith("training")} == {
        n: before[n] for n in before if n.startswith("training")
    }
    world.is_as_found_after_a_purge()
