"""`status`: how the last cycles went, what stands, what waits for an answer."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sync_service.store.database import open_store
from tests.cli.conftest import Counterpoint
from tests.cli.writing import EMPTY, LATER, NOW, files, is_one_sentence, set_up, synced


def test_before_the_first_cycle_it_says_how_to_begin(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    outcome = counterpoint("status")
    assert outcome.status == 0
    assert outcome.out.splitlines() == [
        "Sam",
        "  standing: nothing of ours",
        "  no cycle yet; counterpoint sync runs one",
    ]


def test_cycles_are_told_on_the_athletes_clock_and_quiet_ones_in_one_line(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    for _ in range(3):
        counterpoint("sync", *LATER)
    assert counterpoint("status").out.splitlines() == [
        "Sam",
        "  standing: 8 notes, 4 suggested moves, 46 fuel events",
        "  cycle 4    Sun 11 Jan 09:00  nothing to change since cycle 2",
        "  cycle 1    Sun 11 Jan 08:00  sync done  +58 ~0 −0",
    ]


def test_the_last_cycle_that_wrote_is_shown_behind_many_quiet_ones(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    for _ in range(11):
        counterpoint("sync", *LATER)
    shown = counterpoint("status").out.splitlines()
    assert shown[2:] == [
        "  cycle 12   Sun 11 Jan 09:00  nothing to change since cycle 3",
        "  cycle 1    Sun 11 Jan 08:00  sync done  +58 ~0 −0",
    ]


def test_cycles_are_forgotten_after_three_months_but_not_what_stands(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    before = set(files(written))
    (tmp_path / "plan.ics").write_text(EMPTY)
    counterpoint("sync", "--now", "2026-04-20T08:00")
    counterpoint("sync", "--now", "2026-04-20T09:00")
    [sam] = counterpoint("status", "--format", "json").document
    assert [each["id"] for each in sam["cycles"]] == [3, 2]
    assert sam["items"] == 58 - 4  # suggestions that nobody answered are gone
    assert set(files(written)) < before
    assert counterpoint("purge", "--yes", "--now", "2026-04-20T09:00").status == 0
    assert files(written) == {}


def test_a_held_plan_comes_first_with_what_to_do(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    (tmp_path / "plan.ics").write_text(EMPTY)
    counterpoint("sync", *LATER)
    outcome = counterpoint("status")
    assert outcome.status == 1
    assert outcome.out.splitlines()[1:4] == [
        "  held 1: 58 changes, as plan.ics came back empty, and had 23 workouts to come",
        "    → counterpoint plan shows them;",
        "      counterpoint status --release 1 lets them go, then sync",
    ]
    wrong = counterpoint("status", "--release", "9")
    assert (wrong.status, is_one_sentence(wrong)) == (2, True)


def test_programs_are_told_the_same_as_json(counterpoint: Counterpoint, tmp_path: Path) -> None:
    synced(tmp_path)
    (tmp_path / "plan.ics").write_text(EMPTY)
    counterpoint("sync", *LATER)
    [sam] = counterpoint("status", "--format", "json").document
    assert (sam["athlete"], sam["items"]) == ("Sam", 58)
    assert [each["outcome"] for each in sam["cycles"]] == ["held", "done"]
    assert sam["cycles"][1] == {
        "id": 1,
        "kind": "sync",
        "outcome": "done",
        "started_at": "2026-01-11T07:00:00+00:00",
        "ended_at": "2026-01-11T07:00:00+00:00",
        "created": 58,
        "changed": 0,
        "deleted": 0,
        "held": 0,
        "problem": None,
    }
    [held] = sam["held"]
    assert (held["id"], held["changes"]) == (1, 58)


def test_a_cycle_that_could_not_read_everything_is_trouble(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    (tmp_path / "plan.ics").unlink()
    assert counterpoint("sync", *LATER).status == 3
    outcome = counterpoint("status", *NOW)
    assert outcome.status == 3
    assert "sync done in part" in outcome.out


def test_one_change_that_is_held_is_told_as_one(counterpoint: Counterpoint, tmp_path: Path) -> None:
    synced(tmp_path)
    url, key = f"sqlite:///{tmp_path / 'counterpoint.db'}", tmp_path / "counterpoint.key"
    now = datetime.now(UTC)
    with closing(open_store(url, now=now, key_file=key)) as store, store.writing("Sam") as ledger:
        ledger.hold("plan.ics empty", "plan.ics came back empty", 1, now)
    shown = counterpoint("status").out
    assert "held 1: 1 change, as plan.ics came back empty" in shown
    assert "lets it go, then sync" in shown
