"""`counterpoint recognize --explain-unknown`, and what the athlete's say does to `check`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, Server, calendar, event

WEEK = ("--from", "2026-01-05", "--days", "7")
MORNING = ("20260105T060000Z", "20260105T070000Z")

GIBBS = event("gibbs", *MORNING, "Zog +2", "RRULE:FREQ=DAILY;COUNT=3")
CLUB = event("club", "20260106T170000Z", "20260106T180000Z", "Run club")
GYM = event("gym", "20260107T170000Z", "20260107T180000Z", "Gym with Kim")
EASY = event("easy", "20260108T060000Z", "20260108T070000Z", "8 km easy")
LEGS = event("legs", "20260108T160000Z", "20260108T170000Z", "Leg day")
MEETING = event("meeting", "20260107T090000Z", "20260107T100000Z", "Team meeting")
HIDDEN = event("hidden", "20260107T090000Z", "20260107T100000Z", "Secret thing #ignore")
LATER = event("later", "20260301T090000Z", "20260301T100000Z", "Much later")


@pytest.fixture
def feed(server: Server) -> str:
    body = calendar(GIBBS, CLUB, GYM, EASY, LEGS, MEETING, HIDDEN, LATER)
    return server.serve("/plan.ics", body)


def settings(folder: Path, content: str) -> str:
    path = folder / "sam.toml"
    path.write_text(content, encoding="utf-8")
    return str(path)


def listed(outcome: Outcome) -> list[str]:
    """The titles of the list with their counts."""
    return [line for line in outcome.out.splitlines() if " × " in line]


def rules_of(outcome: Outcome) -> list[str]:
    """The rules that were suggested, as they would be pasted."""
    lines = (line.strip() for line in outcome.out.splitlines())
    suggested = [line.removeprefix("rule") for line in lines if line.startswith("rule ")]
    return [line.strip().removesuffix(", or whatever it is") for line in suggested]


def test_each_title_stands_once_with_its_count(counterpoint: Counterpoint, feed: str) -> None:
    outcome = counterpoint("recognize", "--explain-unknown", feed, *WEEK)
    assert outcome.status == 0
    assert outcome.err == ""
    assert listed(outcome) == ["3 × Zog +2", "1 × Gym with Kim", "1 × Run club"]
    assert outcome.out.startswith("3 titles were not understood.")


def test_what_is_missing_and_what_helps_is_said(counterpoint: Counterpoint, feed: str) -> None:
    out = counterpoint("recognize", "--explain-unknown", feed, *WEEK).out
    gibbs, gym, club = (block.splitlines() for block in out.split("\n\n")[1:4])
    assert "nothing says that it is a workout" in gibbs[1]
    assert "#lower" in gibbs[2]
    assert '{ title = "Zog +2", run_type = "easy" }' in gibbs[3]
    assert "part of the body" in gym[1]
    assert "focus" in gym[3]
    assert "of which type" in club[1]
    assert "#race" in club[2]
    assert "run_type" in club[3]


def test_the_suggested_rules_settle_the_titles(
    counterpoint: Counterpoint, feed: str, tmp_path: Path
) -> None:
    before = counterpoint("recognize", "--explain-unknown", feed, *WEEK)
    sam = settings(tmp_path, f"recognition_rules = [{', '.join(rules_of(before))}]")
    after = counterpoint("recognize", "--explain-unknown", feed, *WEEK, "--athlete", sam)
    assert after.out == "Everything was understood.\n"


def test_odd_titles_are_shown_and_suggested_so_that_they_can_be_pasted(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    odd = 'Say "\\\\ü" \x1b[31m[bold]Zog* ?'
    long = "Zog " * 30
    body = calendar(event("odd", *MORNING, odd), event("long", *MORNING, long))
    source = server.serve("/odd.ics", body)
    before = counterpoint("recognize", "--explain-unknown", source, *WEEK)
    assert "\x1b" not in before.out
    assert len(rules_of(before)) == 2
    sam = settings(tmp_path, f"recognition_rules = [{', '.join(rules_of(before))}]")
    after = counterpoint("recognize", "--explain-unknown", source, *WEEK, "--athlete", sam)
    assert listed(after) == []


def test_what_the_athlete_ignores_is_not_listed(
    counterpoint: Counterpoint, feed: str, tmp_path: Path
) -> None:
    sam = settings(tmp_path, 'recognition_rules = [{ title = "zog*", ignore = true }]')
    outcome = counterpoint("recognize", "--explain-unknown", feed, *WEEK, "--athlete", sam)
    assert listed(outcome) == ["1 × Gym with Kim", "1 × Run club"]


def test_the_calendar_declared_in_the_settings_is_known_by_its_address(
    counterpoint: Counterpoint, feed: str, tmp_path: Path
) -> None:
    source = f'{{ kind = "ics_feed", address = "{feed}", holds = "runs" }}'
    sam = settings(tmp_path, f"sources = [{source}]")
    outcome = counterpoint("recognize", "--explain-unknown", feed, *WEEK, "--athlete", sam)
    gibbs = outcome.out.split("\n\n")[1]
    assert "it is a run, but of which type" in gibbs


def test_files_and_standard_input_can_be_explained(
    counterpoint: Counterpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.ics").write_text(calendar(CLUB), encoding="utf-8")
    assert listed(counterpoint("recognize", "--explain-unknown", "plan.ics", *WEEK)) == [
        "1 × Run club"
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(calendar(GYM).encode())))
    assert listed(counterpoint("recognize", "--explain-unknown", "-", *WEEK)) == [
        "1 × Gym with Kim"
    ]


def test_a_feed_that_cannot_be_read_gives_3(counterpoint: Counterpoint, server: Server) -> None:
    outcome = counterpoint("recognize", "--explain-unknown", server.address + "/gone.ics", *WEEK)
    assert outcome.status == 3
    assert len(outcome.err.splitlines()) == 1
    assert "Everything was understood" not in outcome.out


def test_an_event_in_two_calendars_counts_once_and_an_empty_title_never(
    counterpoint: Counterpoint, server: Server
) -> None:
    body = calendar(
        event("a", *MORNING, "Zog"), event("a", *MORNING, "Zog"), event("b", *MORNING, " ")
    )
    source = server.serve("/twice.ics", body)
    assert listed(counterpoint("recognize", "--explain-unknown", source, *WEEK)) == ["1 × Zog"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--explain-unknown", "a.ics", "8 km easy"),
        ("--explain-unknown", "a.ics", "--jsonl"),
        ("--jsonl", "8 km easy"),
    ],
)
def test_one_thing_at_a_time(counterpoint: Counterpoint, arguments: tuple[str, ...]) -> None:
    outcome = counterpoint("recognize", *arguments)
    assert outcome.status == 2
    assert "--explain-unknown FEED" in outcome.err


def check(counterpoint: Counterpoint, sam: str, *sources: str) -> list[tuple[str, str]]:
    arguments = ("check", *sources, *WEEK, "--athlete", sam, "--format", "json")
    workouts = counterpoint(*arguments).document["workouts"]
    return [(workout["event_uid"], workout["sport"]) for workout in workouts]


def test_rules_and_declared_calendars_count_in_check(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    runs = server.serve("/runs.ics", calendar(GIBBS, LEGS, MEETING))
    life = server.serve("/life.ics", calendar(event("base", *MORNING, "Base"), GYM, EASY))
    sources = (
        f'{{ kind = "ics_feed", address = "{runs}", holds = "runs" }}, '
        f'{{ kind = "ics_feed", address = "{life}", holds = "mixed" }}'
    )
    sam = settings(
        tmp_path,
        f"sources = [{sources}]\n"
        'recognition_rules = [{ title = "*with kim", sport = "mobility" }]\n',
    )
    assert sorted(check(counterpoint, sam)) == [
        ("easy", "run"),
        *[("gibbs", "run")] * 3,
        ("gym", "mobility"),
        ("legs", "lift"),
    ]


def test_a_feed_that_is_only_named_is_taken_for_training(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    life = server.serve("/life.ics", calendar(event("base", *MORNING, "Base"), GIBBS))
    assert check(counterpoint, settings(tmp_path, ""), life) == [("base", "run")]
