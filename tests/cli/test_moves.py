"""Suggested moves from the command line: what is said, and that it helps once it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event

from tests.cli.conftest import Counterpoint, Server, calendar, event

EXAMPLES = Path(__file__).parents[2] / "examples"
ATHLETE = str(EXAMPLES / "athlete.toml")
FOUR_WEEKS = ("--from", "2026-01-05", "--days", "28", "--now", "2026-01-01T08:00")
WEEK = ("--from", "2026-01-05", "--days", "7", "--now", "2026-01-01T08:00")
FOOD = {"energy", "protein", "energy-availability"}
TEMPO = event("tempo", "20260106T060000Z", "20260106T070000Z", "Tempo run 60 min")
LEGS = event("legs", "20260107T170000Z", "20260107T180000Z", "Squats 5x5 @ 80%")


@pytest.fixture
def athlete(tmp_path: Path) -> str:
    return settings(tmp_path)


def settings(folder: Path, *lines: str) -> str:
    path = folder / "sam.toml"
    path.write_text("\n".join(('time_zone = "Europe/Berlin"', *lines)), encoding="utf-8")
    return str(path)


def checked(counterpoint: Counterpoint, *arguments: str) -> Any:
    return counterpoint("check", *arguments, "--format", "json").document


def test_the_sample_with_its_moves_made_has_the_named_findings_no_more(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    feed = (EXAMPLES / "sample_feed.ics").read_bytes()
    sample = str(EXAMPLES / "sample_feed.ics")
    before = checked(counterpoint, sample, "--athlete", ATHLETE, *FOUR_WEEKS)
    (tmp_path / "moved.ics").write_bytes(with_moves_made(feed, before))
    after = checked(counterpoint, "moved.ics", "--athlete", ATHLETE, *FOUR_WEEKS)
    named = {subject(before, before["findings"][n]) for m in before["moves"] for n in m["settles"]}
    left = {subject(after, finding) for finding in after["findings"]}
    assert len(before["moves"]) >= 3
    assert named
    assert not named & left
    assert above_advice(after) < above_advice(before)
    assert not [f for f in after["findings"] if f["severity"] == "violation"]
    assert after["moves"] == []


def test_a_move_has_the_keys_of_the_contract_and_no_more(counterpoint: Counterpoint) -> None:
    sample = str(EXAMPLES / "sample_feed.ics")
    moves = checked(counterpoint, sample, "--athlete", ATHLETE, *FOUR_WEEKS)["moves"]
    assert moves
    for move in moves:
        assert set(move) == {"workout", "from", "to", "settles", "optimal"}
        assert set(move["from"]) == set(move["to"]) == {"start", "end"}


def test_moves_and_findings_name_each_other(counterpoint: Counterpoint) -> None:
    sample = str(EXAMPLES / "sample_feed.ics")
    document = checked(counterpoint, sample, "--athlete", ATHLETE, *FOUR_WEEKS)
    there = {(m, f) for m, move in enumerate(document["moves"]) for f in move["settles"]}
    back = {(m, f) for f, each in enumerate(document["findings"]) for m in each["settled_by"]}
    assert there == back
    assert all(move["optimal"] for move in document["moves"])
    workouts = {each["id"]: each for each in document["workouts"]}
    for move in document["moves"]:
        assert move["from"]["start"] == workouts[move["workout"]]["start"]


def with_moves_made(feed: bytes, document: Any) -> bytes:
    """The feed as the athlete would have it after dragging each workout to its new time."""
    read = Calendar.from_ical(feed)
    assert isinstance(read, Calendar)
    uids = {each["id"]: each["event_uid"] for each in document["workouts"]}
    for move in document["moves"]:
        _drag(read, uids[move["workout"]], *(_span(move[key]) for key in ("from", "to")))
    return bytes(read.to_ical())


Span = tuple[datetime, datetime]


def _span(told: dict[str, str]) -> Span:
    return datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"])


def _drag(read: Calendar, uid: str, old: Span, new: Span) -> None:
    for each in read.events:
        if str(each["UID"]) == uid and _starts(each.start, old[0]):
            _put(each, new)
            return
    [series] = [e for e in read.events if str(e["UID"]) == uid and "RRULE" in e]
    instance = Event.from_ical(series.to_ical())
    assert isinstance(instance, Event)
    del instance["RRULE"]
    instance.add("RECURRENCE-ID", old[0].astimezone(UTC))
    _put(instance, new)
    read.add_component(instance)


def _starts(start: datetime | date, old: datetime) -> bool:
    return start == (old if isinstance(start, datetime) else old.date())


def _put(each: Event, new: Span) -> None:
    for key, moment in zip(("DTSTART", "DTEND"), new, strict=True):
        del each[key]
        each.add(key, moment.astimezone(UTC))


def subject(document: Any, finding: Any) -> tuple[str, frozenset[tuple[str, str]]]:
    """What a finding is about, by events: ids change with the times."""
    titles = {each["id"]: (each["event_uid"], each["title"]) for each in document["workouts"]}
    return finding["rule"], frozenset(titles[id_] for id_ in finding["workouts"])


def above_advice(document: Any) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    found = (each for each in document["findings"] if each["severity"] != "advice")
    return {subject(document, each) for each in found if each["rule"] not in FOOD}


def test_a_week_is_shown_before_and_after(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    out = counterpoint("check", source, *WEEK, "--athlete", athlete).out
    lines = out[out.index("Suggested") :].splitlines()
    assert lines[1].startswith("    ⇢ ")
    assert "settles 1" in lines[1]
    assert lines[2].strip() == (
        "or move it to Thu 8 Jan 19:00; "
        "or move the heavy lower-body lift to Thu 8 Jan 18:00 instead"
    )
    assert any(line.split()[:1] == ["before"] and "−" in line for line in lines)
    assert any(line.split()[:1] == ["after"] and "+" in line for line in lines)
    assert max(map(len, lines)) <= 110


def test_moves_that_are_off_are_not_suggested(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    off = settings(tmp_path, 'moves = "off"')
    assert "Suggested" not in counterpoint("check", source, *WEEK, "--athlete", off).out
    assert checked(counterpoint, source, *WEEK, "--athlete", off)["moves"] == []


def test_the_exit_status_tells_what_is_found_now(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    assert counterpoint("check", source, *WEEK, "--athlete", athlete).status == 1


def test_what_is_near_or_past_does_not_move(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    for now, movable in (("2026-01-06T20:00", {"legs"}), ("2026-01-06T23:00", set())):
        found = checked(counterpoint, source, *WEEK[:4], "--now", now, "--athlete", athlete)
        uids = {each["id"]: each["event_uid"] for each in found["workouts"]}
        assert {uids[move["workout"]] for move in found["moves"]} == movable
        for move in found["moves"]:
            ahead = datetime.fromisoformat(move["to"]["start"]) - datetime.fromisoformat(
                f"{now}+01:00"
            )
            assert ahead.total_seconds() >= 20 * 3600


def test_windows_hold(counterpoint: Counterpoint, server: Server, tmp_path: Path) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat")
    spans = ", ".join([f"{day} = []" for day in days] + ['sun = ["15:00-16:30"]'])
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    narrow = settings(tmp_path, f"windows = {{ {spans} }}")
    [move] = checked(counterpoint, source, *WEEK, "--athlete", narrow)["moves"]
    assert move["to"]["start"] in {"2026-01-11T15:00:00+01:00", "2026-01-11T15:30:00+01:00"}


def test_busy_time_of_a_calendar_of_its_own_is_kept_free(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    job = [
        event(f"job{day:02d}", f"202601{day:02d}T000000Z", f"202601{day:02d}T235900Z", "Secret job")
        for day in range(5, 12)
        if day != 10
    ]
    busy = server.serve("/busy.ics", calendar(*job))
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    told = f'sources = [{{ kind = "ics_feed", address = "{busy}", role = "busy" }}]'
    outcome = counterpoint(
        "check", source, *WEEK, "--athlete", settings(tmp_path, told), "--format", "json"
    )
    [move] = outcome.document["moves"]
    assert move["to"]["start"].startswith("2026-01-10")
    assert "Secret job" not in outcome.out


def test_a_busy_calendar_that_cannot_be_read_is_named(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    source = server.serve("/plan.ics", calendar(TEMPO, LEGS))
    told = f'sources = [{{ kind = "ics_feed", address = "{server.address}/no", role = "busy" }}]'
    outcome = counterpoint("check", source, *WEEK, "--athlete", settings(tmp_path, told))
    assert outcome.status == 3
    assert "127.0.0.1" in outcome.err


def test_what_stands_after_the_last_day_is_not_clashed_with(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    """Sunday looks free, but hard running stands on the Monday that is not looked at."""
    monday = event("next", "20260112T060000Z", "20260112T070000Z", "Intervals 6 x 800 m")
    spans = ", ".join(f"{day} = []" for day in ("mon", "tue", "wed", "thu", "fri", "sat"))
    athlete = settings(tmp_path, f"windows = {{ {spans} }}")
    legs = LEGS.replace("80%", "80% #fixed")
    alone = server.serve("/alone.ics", calendar(legs, TEMPO))
    followed = server.serve("/followed.ics", calendar(legs, TEMPO, monday))
    assert moved(checked(counterpoint, alone, *WEEK, "--athlete", athlete)) == {"tempo"}
    assert moved(checked(counterpoint, followed, *WEEK, "--athlete", athlete)) == set()


def moved(document: Any) -> set[str]:
    uids = {each["id"]: each["event_uid"] for each in document["workouts"]}
    return {uids[move["workout"]] for move in document["moves"]}


def test_where_no_move_helps_the_remedy_is_a_change_of_content(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    long_runs = [
        event(
            f"long{day}", f"202601{day:02d}T080000Z", f"202601{day:02d}T094000Z", "Long run 16 km"
        )
        for day in (6, 10)
    ]
    source = server.serve("/plan.ics", calendar(*long_runs))
    document = checked(counterpoint, source, *WEEK, "--athlete", athlete)
    [finding] = [each for each in document["findings"] if each["rule"] == "long-slow-runs"]
    assert finding["remedy"] == "No move helps; make the second long run a hill session."
