"""A feed that shows less than before, and what is not concluded from it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import (
    ATHLETE,
    EMPTY,
    LATER,
    NOW,
    contents,
    files,
    set_up,
    synced_here,
)


def cut(folder: Path, keep: int) -> None:
    """The feed shows its first events alone."""
    source = folder / "plan.ics"
    head, *blocks = source.read_bytes().decode().replace("\r\n", "\n").split("BEGIN:VEVENT\n")
    kept = (block.partition("END:VEVENT\n")[0] for block in blocks[:keep])
    events = "".join(f"BEGIN:VEVENT\n{each}END:VEVENT\n" for each in kept)
    source.write_bytes(f"{head}{events}END:VCALENDAR\n".replace("\n", "\r\n").encode())


def test_a_feed_that_collapses_is_held(counterpoint: Counterpoint, tmp_path: Path) -> None:
    """Row 1: not empty, but most of it gone."""
    written = synced_here(counterpoint, tmp_path)
    before = files(written)
    cut(tmp_path, keep=12)
    held = counterpoint("sync", *LATER)
    assert held.status == 1
    assert "workouts to come vanished from plan.ics at once" in held.err
    assert files(written) == before


def test_the_guard_asks_once_for_a_source_and_a_shape(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 2: a month of the same is answered by one yes, and after it the guard asks again."""
    written = synced_here(counterpoint, tmp_path)
    whole = (tmp_path / "plan.ics").read_bytes()
    (tmp_path / "plan.ics").write_text(EMPTY)
    assert counterpoint("sync", *LATER).status == 1
    assert counterpoint("status", "--release", "1", *LATER).status == 0
    assert counterpoint("sync", *LATER).status == 0
    (tmp_path / "plan.ics").write_bytes(whole)
    counterpoint("sync", *LATER)
    assert contents(written)
    (tmp_path / "plan.ics").write_text(EMPTY)
    again = counterpoint("sync", "--now", "2026-01-12T08:00")
    assert (again.status, again.err) == (0, "")


def test_another_shape_is_asked_for_though_one_was_answered(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 2: a yes to an empty feed is no yes to a collapsed one."""
    written = synced_here(counterpoint, tmp_path)
    whole = (tmp_path / "plan.ics").read_bytes()
    (tmp_path / "plan.ics").write_text(EMPTY)
    counterpoint("sync", *LATER)
    counterpoint("status", "--release", "1", *LATER)
    counterpoint("sync", *LATER)
    (tmp_path / "plan.ics").write_bytes(whole)
    counterpoint("sync", *LATER)
    before = contents(written)
    cut(tmp_path, keep=12)
    assert counterpoint("sync", *LATER).status == 1
    assert contents(written) == before


_SIX = "RRULE:FREQ=WEEKLY;COUNT=6"


def _weeks(day: int, days: str, count: int) -> str:
    """A lift on six Tuesdays, and from that day on `count` runs, two a week."""
    start, end = f"202601{day}T180000Z", f"202601{day}T184500Z"
    rule = f"RRULE:FREQ=WEEKLY;BYDAY={days};COUNT={count}"
    return calendar(
        event("lift", "20260113T160000Z", "20260113T170000Z", "Heavy squats", _SIX),
        event("run", start, end, "Tempo run", rule),
    )


def test_a_series_that_is_moved_as_a_whole_is_not_held(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 2: its instances have other names then, and none of them vanished."""
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(_weeks(13, "TU,TH", 8))
    assert counterpoint("sync", *NOW).status == 0
    before = contents(written)
    (tmp_path / "plan.ics").write_text(_weeks(14, "WE,FR", 8))
    moved = counterpoint("sync", *LATER)
    assert (moved.status, moved.err) == (0, "")
    assert contents(written) != before


def test_a_series_that_is_moved_and_cut_short_is_held(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 1: of what is not there any more in another place, either, most vanished."""
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(_weeks(13, "TU,TH", 8))
    assert counterpoint("sync", *NOW).status == 0
    before = contents(written)
    (tmp_path / "plan.ics").write_text(_weeks(14, "WE,FR", 2))
    held = counterpoint("sync", *LATER)
    assert held.status == 1
    assert "workouts to come vanished from plan.ics at once" in held.err
    assert contents(written) == before


def test_what_left_the_window_of_the_feed_stays_as_it_was(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 7: the feed shows what is to come alone, and the days go by."""
    days = range(12, 20)
    pairs = {
        day: (
            event(f"legs{day}", f"202601{day}T160000Z", f"202601{day}T170000Z", "Heavy squats 5x5"),
            event(f"run{day}", f"202601{day}T180000Z", f"202601{day}T190000Z", "Tempo run 9 km"),
        )
        for day in days
    }
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*(e for pair in pairs.values() for e in pair)))
    assert counterpoint("sync", *NOW).status == 0
    first = notes_of(written, "20260112")
    assert first
    for today in days:
        shown = (each for day, pair in pairs.items() if day >= today for each in pair)
        (tmp_path / "plan.ics").write_text(calendar(*shown))
        outcome = counterpoint("sync", "--now", f"2026-01-{today}T22:30")
        assert outcome.status == 0, outcome.err
    assert notes_of(written, "20260112") == first


def notes_of(folder: Path, day: str) -> set[str]:
    """The files of that day but for suggestions, which go when their day has come."""
    return {
        name
        for name, content in contents(folder).items()
        if f":{day}".encode() in content and b"KIND:suggestion" not in content
    }


def test_a_bad_component_deletes_nothing_of_what_it_was(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 13: it is quarantined and told; the rest is read, and what stood for it stands."""
    written = synced_here(counterpoint, tmp_path)
    before = contents(written)
    source = tmp_path / "plan.ics"
    text = source.read_bytes().decode()
    start = "DTSTART;TZID=Europe/Berlin:20260126T120000"
    assert start in text
    broken = text.replace(start, "DTSTART:the day after", 1)
    added = (
        event("lift", "20260205T160000Z", "20260205T170000Z", "Heavy squats 5x5"),
        event("run", "20260205T180000Z", "20260205T190000Z", "Tempo run 9 km"),
    )
    more = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in added)
    source.write_bytes(broken.replace("END:VCALENDAR", f"{more}END:VCALENDAR").encode())
    outcome = counterpoint("sync", *LATER)
    assert "plan.ics (wk4-lower@sample.counterpoint.example)" in outcome.err
    after = contents(written)
    assert before.keys() < after.keys()


def _with(tempo: str, *others: str) -> str:
    lift = event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5")
    run = event("run", "20260113T180000Z", "20260113T190000Z", tempo)
    return calendar(lift, run, *others)


RESTS = tuple(
    event(f"walk{day}", f"202601{day}T160000Z", f"202601{day}T163000Z", "Walk")
    for day in range(15, 31)
)


def test_a_feed_that_shrinks_holds_what_it_takes_away_and_not_a_mere_change(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Rows 1 and 2: of less than the least number alone deletions count, be they one."""
    written = set_up(tmp_path, athletes=ATHLETE.replace("weight_kg", 'fuel = "off"\nweight_kg'))
    source = tmp_path / "plan.ics"
    source.write_text(_with("Tempo run 9 km", *RESTS))
    assert counterpoint("sync", *NOW).status == 0
    before = contents(written)
    source.write_text(_with("Intervals 6 x 1000 m"))
    changed = counterpoint("sync", *LATER)
    assert (changed.status, changed.err) == (0, "")
    assert contents(written) != before
    source.write_text(_with("Intervals 6 x 1000 m", *RESTS))
    assert counterpoint("sync", *LATER).status == 0
    before = contents(written)
    source.write_text(calendar(*RESTS[:3]))
    held = counterpoint("sync", *LATER)
    assert (held.status, "vanished from plan.ics at once" in held.err) == (1, True)
    assert contents(written) == before
