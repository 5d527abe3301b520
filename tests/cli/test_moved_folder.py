"""A folder with settings, database and calendar is moved, or the calendar alone: it stays known."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from sync_service.store.database import open_store
from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, files, set_up

OWN_FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "calendar"'
)


def home(folder: Path, athletes: str) -> dict[str, bytes]:
    """Settings and workouts in a folder; return its calendar byte for byte."""
    folder.mkdir()
    written = set_up(folder, athletes=athletes)
    (folder / "plan.ics").write_text(calendar(*COLLIDING))
    written.mkdir()
    if athletes is OWN_FOLDER:
        for number, each in enumerate(COLLIDING):
            (written / f"{number}.ics").write_bytes(calendar(each).encode())
    return contents(written)


def standing(counterpoint: Counterpoint, settings: tuple[str, str]) -> str:
    told = counterpoint("status", *settings).out
    return next(line for line in told.splitlines() if "standing:" in line)


def renamed_in_database(folder: Path, new: str) -> None:
    """Keep everything of the calendar under another key, as an earlier version did."""
    url, key = f"sqlite:///{folder / 'counterpoint.db'}", folder / "counterpoint.key"
    opened = closing(open_store(url, now=datetime.now(UTC), key_file=key))
    with opened as store, store.writing("Sam") as ledger:
        for old in {item.calendar for item in ledger.items()}:
            ledger.rename_calendar(old, new)


@pytest.mark.parametrize("athletes", [ATHLETE, OWN_FOLDER], ids=["feed", "own folder"])
def test_a_moved_folder_is_the_same_calendar(
    counterpoint: Counterpoint, tmp_path: Path, athletes: str
) -> None:
    found = home(tmp_path / "here", athletes)
    settings = ("--athlete", "here/counterpoint.toml")
    counterpoint("sync", *settings, *NOW)
    stood, before = standing(counterpoint, settings), files(tmp_path / "here" / "calendar")
    (tmp_path / "here").rename(tmp_path / "there")
    settings = ("--athlete", "there/counterpoint.toml")
    assert counterpoint("plan", *settings, *LATER).out == "Nothing to change.\n"
    assert counterpoint("sync", *settings, *LATER).out == "Nothing to change.\n"
    assert files(tmp_path / "there" / "calendar") == before
    assert standing(counterpoint, settings) == stood
    assert counterpoint("undo", *settings, *LATER).out.startswith("Cycle 1 is taken back:")
    assert contents(tmp_path / "there" / "calendar") == found


@pytest.mark.parametrize("athletes", [ATHLETE, OWN_FOLDER], ids=["feed", "own folder"])
@pytest.mark.parametrize("moved", [False, True], ids=["in its place", "moved since"])
def test_a_database_with_keys_of_absolute_paths_goes_on(
    counterpoint: Counterpoint, tmp_path: Path, athletes: str, moved: bool
) -> None:
    folder = tmp_path / "here"
    found = home(folder, athletes)
    settings = ("--athlete", "here/counterpoint.toml")
    counterpoint("sync", *settings, *NOW)
    stood = standing(counterpoint, settings)
    written = tmp_path / "elsewhere" / "calendar" if moved else folder / "calendar"
    renamed_in_database(folder, f"local_calendar:{sha256(bytes(written)).hexdigest()[:12]}")
    quiet = counterpoint("sync", *settings, *LATER)
    assert (quiet.out, quiet.err) == ("Nothing to change.\n", "")
    assert standing(counterpoint, settings) == stood
    assert counterpoint("undo", *settings, *LATER).out.startswith("Cycle 1 is taken back:")
    assert contents(folder / "calendar") == found


def test_a_calendar_that_is_renamed_alone_is_known_by_what_stands_in_it(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    home(folder, OWN_FOLDER)
    settings = ("--athlete", "here/counterpoint.toml")
    counterpoint("sync", *settings, *NOW)
    (folder / "calendar").rename(folder / "training")
    renamed = OWN_FOLDER.replace('folder = "calendar"', 'folder = "training"')
    (folder / "counterpoint.toml").write_text(renamed)
    assert counterpoint("sync", *settings, *LATER).out == "Nothing to change.\n"


def test_a_folder_of_workouts_that_is_renamed_alone_is_known_by_the_notes_in_it(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    beside = OWN_FOLDER.replace(
        'write_to = { kind = "local_calendar", folder = "calendar" }',
        ('write_to = { kind = "local_calendar", folder = "ours" }'),
    )
    home(folder, beside)
    for number, each in enumerate(COLLIDING):
        (folder / "calendar" / f"{number}.ics").write_bytes(calendar(each).encode())
    found = contents(folder / "calendar")
    settings = ("--athlete", "here/counterpoint.toml")
    counterpoint("sync", *settings, *NOW)
    assert contents(folder / "calendar") != found
    (folder / "calendar").rename(folder / "training")
    renamed = beside.replace('folder = "calendar"', 'folder = "training"')
    (folder / "counterpoint.toml").write_text(renamed)
    synced = counterpoint("sync", *settings, *LATER)
    assert (synced.out, synced.err) == ("Nothing to change.\n", "")
    assert counterpoint("undo", *settings, *LATER).out.startswith("Cycle 1 is taken back:")
    assert contents(folder / "training") == found


def test_items_found_again_are_not_taken_back_by_a_cycle_that_did_not_write_them(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    home(folder, OWN_FOLDER)
    settings = ("--athlete", "here/counterpoint.toml")
    counterpoint("sync", *settings, *NOW)
    stood = set(contents(folder / "calendar"))
    (folder / "counterpoint.db").unlink()
    more = event("more", "20260120T160000Z", "20260120T170000Z", "Heavy squats 5x5")
    (folder / "calendar" / "more.ics").write_bytes(calendar(more).encode())
    assert " added" in counterpoint("sync", *settings, *LATER).out
    assert counterpoint("undo", *settings, *LATER).status == 0
    assert stood <= set(contents(folder / "calendar"))


def test_athletes_who_swap_their_folders_leave_nothing_behind(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """What stands in a folder is looked after by whoever writes there now."""
    found = {}
    settings = ""
    for name, folder in (("Sam", "calendar"), ("Kim", "other")):
        (tmp_path / folder).mkdir()
        for number, each in enumerate(COLLIDING):
            alone = each.replace("UID:", f"UID:{folder}-")
            (tmp_path / folder / f"{number}.ics").write_bytes(calendar(alone).encode())
        found[folder] = contents(tmp_path / folder)
        settings += OWN_FOLDER.replace("Sam", name).replace('"calendar"', f'"{folder}"')
    swapped = settings.replace('"calendar"', '"?"').replace('"other"', '"calendar"')
    (tmp_path / "counterpoint.toml").write_text(settings)
    assert counterpoint("sync", *NOW).status == 0
    (tmp_path / "counterpoint.toml").write_text(swapped.replace('"?"', '"other"'))
    counterpoint("sync", *LATER)
    for _ in range(2):
        outcome = counterpoint("sync", *LATER)
        assert (outcome.status, outcome.err) == (0, "")
    purged = counterpoint("purge", "--yes", *LATER)
    assert (purged.status, purged.err) == (0, "")
    assert {folder: contents(tmp_path / folder) for folder in found} == found
    assert counterpoint("status").out.count("standing: nothing of ours") == 2
