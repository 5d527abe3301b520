"""What stays itself: a workout whose UID changes, a decision, an instance of a series."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, files, set_up, synced

NEXT_DAYS = [("--now", f"2026-01-1{day}T08:00") for day in (1, 2)]


def with_new_uids(folder: Path, turn: int) -> None:
    source = folder / "plan.ics"
    text = source.read_bytes().decode()
    source.write_bytes(re.sub(r"(?m)^UID:(t\d+-)?", f"UID:t{turn}-", text).encode())


def test_new_uids_on_every_fetch_double_nothing(counterpoint: Counterpoint, tmp_path: Path) -> None:
    """Row 4."""
    written = synced(tmp_path)
    before = files(written)
    for turn in range(3):
        with_new_uids(tmp_path, turn)
        assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    assert files(written) == before


@pytest.mark.parametrize("key", ["companion ", "suggestion ", "fuel "])
def test_a_decision_outlives_new_uids(counterpoint: Counterpoint, tmp_path: Path, key: str) -> None:
    """Rows 4 and 5: what was deleted is not put back because the feed changed its UIDs.

    What is said of a week has another key: no UID tells on it.
    """
    written = synced(tmp_path)
    chosen = [path for path in written.iterdir() if f"-KEY:{key}" in path.read_text()]
    said = {what_it_says(path) for path in chosen}
    assert said
    for path in chosen:
        path.unlink()
    for turn in range(2):
        with_new_uids(tmp_path, turn)
        assert counterpoint("sync", *LATER).status == 0, "what is held puts nothing back"
        assert not said & {what_it_says(path) for path in written.iterdir()}


def what_it_says(path: Path) -> tuple[str, ...]:
    lines = path.read_text().partition("BEGIN:VEVENT")[2].splitlines()
    return tuple(line for line in lines if line.startswith(("SUMMARY", "DTSTART")))


def test_runnas_uid_of_a_completed_workout_is_the_same_workout(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 4: UPCOMING_… becomes COMPLETED_…."""
    written = set_up(tmp_path)
    source = tmp_path / "plan.ics"
    tempo = event("UPCOMING_77", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km")
    plan = calendar(COLLIDING[0], tempo).replace("-//test//EN", "-//Runna//Plan//EN")
    source.write_text(plan)
    counterpoint("sync", *NOW)
    before = files(written)
    assert before
    source.write_text(plan.replace("UPCOMING_77", "COMPLETED_77"))
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    assert files(written) == before


@pytest.mark.parametrize("kind", ["companion", "suggestion", "fuel"])
def test_what_the_user_deleted_is_not_added_again(
    counterpoint: Counterpoint, tmp_path: Path, kind: str
) -> None:
    """Row 5."""
    written = synced(tmp_path)
    chosen = next(p for p in sorted(written.iterdir()) if f"KIND:{kind}" in p.read_text())
    chosen.unlink()
    others = contents(written)
    for at in (*NEXT_DAYS, LATER):
        counterpoint("sync", *at)
        assert not chosen.exists()
    assert len(set(others) & set(contents(written))) > len(others) / 2


def test_a_declined_suggestion_does_not_come_back_every_day(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 22: declined for that day, it is never made for that day again, whatever is asked."""
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    counterpoint("sync", *NOW)
    declined: set[str] = set()
    for _ in range(4):
        found = suggestions(written)
        assert not declined & set(found)
        for where, path in found.items():
            declined.add(where)
            path.unlink()
        counterpoint("sync", *LATER)
    assert declined
    for at in NEXT_DAYS:
        counterpoint("sync", *at)
        assert not declined & set(suggestions(written))


def suggestions(folder: Path) -> dict[str, Path]:
    """The suggestions by what they are about and the day that they lead to."""
    found = {}
    for path in sorted(folder.iterdir()):
        text = path.read_text().replace("\n ", "")
        if "KIND:suggestion" in text:
            event_text = text.partition("BEGIN:VEVENT")[2]
            day = re.search(r"DTSTART[^:]*:(\d{8})", event_text)
            key = re.search(r"X-COUNTERPOINT-KEY:(.*)", event_text)
            assert day
            assert key
            found[f"{key[1]} {day[1]}"] = path
    return found


def test_the_same_calendars_give_the_same_suggestions(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 22: no wandering answers, even where nothing is remembered."""
    written = synced(tmp_path)
    first = suggestions(written)
    assert first
    for path in (*written.iterdir(), *tmp_path.glob("counterpoint.db*")):
        path.unlink()
    counterpoint("sync", *NOW)
    assert suggestions(written).keys() == first.keys()


SERIES = (
    event(
        "s", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5", "RRULE:FREQ=DAILY;COUNT=2"
    ),
    event("run1", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km"),
    event("run2", "20260114T180000Z", "20260114T190000Z", "Tempo run 10 km"),
)


def override(hour: int) -> str:
    times = f"20260114T{hour}0000Z", f"20260114T{hour}3000Z"
    return event("s", *times, "Heavy squats 5x5", "RECURRENCE-ID:20260114T160000Z")


def test_a_moved_override_keeps_its_note_and_its_decisions(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 10: moved, and moved again, it is the same instance; orphaned, it doubles nothing."""
    written = set_up(tmp_path, athletes=ATHLETE + 'moves = "off"\nfuel = "off"\n')
    source = tmp_path / "plan.ics"
    source.write_text(calendar(*SERIES, override(15)))
    assert counterpoint("sync", *NOW).status == 0
    before = set(contents(written))
    assert len(before) >= 2
    for hour in (14, 16):
        source.write_text(calendar(*SERIES, override(hour)))
        assert counterpoint("sync", *LATER).status == 0
        assert set(contents(written)) == before
    source.write_text(calendar(*SERIES[1:], override(16)))
    counterpoint("sync", *LATER)
    keys = re.findall(r"KEY:(.*)", "".join(p.read_text() for p in written.iterdir()))
    assert len(keys) == len(set(keys))
