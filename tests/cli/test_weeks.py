"""What is said of whole weeks: the picture, pauses, what stood before, and `--all`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Server, calendar, event

NUMBERED = re.compile(r" *\d+ [✗!·] ")
WEEK = ("--from", "2026-01-05", "--days", "7")
LIFT = event("lift", "20260105T170000Z", "20260105T180000Z", "Upper body strength")
TEMPO = event("tempo", "20260108T060000Z", "20260108T070000Z", "Tempo run 60 min")
EASY = event("easy", "20260110T080000Z", "20260110T090000Z", "Easy run 60 min")


@pytest.fixture
def athlete(tmp_path: Path) -> str:
    path = tmp_path / "sam.toml"
    path.write_text('time_zone = "Europe/Berlin"\n', encoding="utf-8")
    return str(path)


def test_the_picture_of_a_week_stands_against_the_athletes_bands(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/plan.ics", calendar(LIFT, TEMPO, EASY))
    out = counterpoint("check", source, *WEEK, "--athlete", athlete).out
    assert "Week 2  Mon 5 Jan to Sun 11 Jan\n" in out
    assert "1 lift (2–3) !" in out
    assert "0 quality (1–2) ·" in out
    assert "50 % hard (15–40 %) !" in out
    assert "load 900" in out
    assert "monotony 0.79 (≤2)" in out
    assert "strain 715" in out


def test_bands_follow_priority_and_own_figures(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "kim.toml").write_text(
        'time_zone = "Europe/Berlin"\npriority = "running"\n'
        "thresholds = { lifts_per_week_min = 1 }\n",
        encoding="utf-8",
    )
    source = server.serve("/plan.ics", calendar(LIFT, TEMPO, EASY))
    out = counterpoint("check", source, *WEEK, "--athlete", "kim.toml").out
    assert "1 lift (1–3)  " in out
    assert "50 % hard (10–25 %) !" in out


def test_a_week_in_part_is_said_to_be_so_and_not_judged(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/plan.ics", calendar(LIFT, TEMPO, EASY))
    outcome = counterpoint(
        "check", source, "--from", "2026-01-05", "--days", "6", "--athlete", athlete
    )
    assert outcome.status == 0
    assert "only partly in view" in outcome.out
    assert "nothing to mend" in outcome.out


@pytest.mark.parametrize(
    "title", ["Sick", "Krank 🤒", "Malade", "Vacances en Bretagne", "Deload week", "Injured (calf)"]
)
def test_a_marker_over_days_pauses_what_asks_for_more(
    counterpoint: Counterpoint, server: Server, athlete: str, title: str
) -> None:
    marker = event("marker", "20260106", "20260108", title)
    source = server.serve("/plan.ics", calendar(LIFT, EASY, marker))
    outcome = counterpoint("check", source, *WEEK, "--athlete", athlete)
    assert outcome.status == 0
    assert "a pause: nothing needs to be caught up" in outcome.out
    assert title not in outcome.out


@pytest.mark.parametrize("title", ["Bank Holiday", "Holiday party", "Book flu jab"])
def test_other_days_do_not(
    counterpoint: Counterpoint, server: Server, athlete: str, title: str
) -> None:
    marker = event("marker", "20260106", "20260107", title)
    source = server.serve("/plan.ics", calendar(LIFT, EASY, marker))
    assert counterpoint("check", source, *WEEK, "--athlete", athlete).status == 1


def test_an_hour_is_no_pause(counterpoint: Counterpoint, server: Server, athlete: str) -> None:
    hour = event("hour", "20260106T080000Z", "20260106T090000Z", "Sick")
    source = server.serve("/plan.ics", calendar(LIFT, EASY, hour))
    assert counterpoint("check", source, *WEEK, "--athlete", athlete).status == 1


def test_the_weeks_before_are_read_for_their_load(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    weekly = event(
        "weekly", "20251208T060000Z", "20251208T064000Z", "Easy run", "RRULE:FREQ=WEEKLY;COUNT=4"
    )
    jump = event("jump", "20260107T060000Z", "20260107T070000Z", "Easy run")
    source = server.serve("/plan.ics", calendar(weekly, jump))
    document = counterpoint(
        "check", source, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    [finding] = [f for f in document["findings"] if f["rule"] == "load-jump"]
    assert finding["numbers"]["jump_percent"] == 50
    assert [week["week"] for week in document["weeks"]] == ["2026-W02"]
    assert [workout["event_uid"] for workout in document["workouts"]] == ["jump"]


def test_all_shows_what_a_handful_leaves_out(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    busy = [
        event(f"{sport}{day}", f"2026010{day}T{hour}0000Z", f"2026010{day}T{hour}3000Z", title)
        for day in range(5, 10)
        for sport, hour, title in (("run", "16", "Tempo run"), ("lift", "17", "Squats 5x5 @ 90%"))
    ]
    source = server.serve("/busy.ics", calendar(*busy))
    few = counterpoint("check", source, *WEEK, "--athlete", athlete)
    everything = counterpoint("check", source, *WEEK, "--athlete", athlete, "--all")
    document = counterpoint(
        "check", source, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    assert "  5 ✗ violation" in few.out
    assert "  6 ✗ violation" not in few.out
    assert "more; --all shows them" in few.out
    told = [line for line in everything.out.splitlines() if NUMBERED.match(line)]
    assert len(told) == len(document["findings"])
    assert few.status == everything.status == 1


def test_a_whole_weeks_findings_stand_on_its_monday_in_the_overlay(
    counterpoint: Counterpoint, server: Server, athlete: str, tmp_path: Path
) -> None:
    source = server.serve("/plan.ics", calendar(LIFT, TEMPO, EASY))
    counterpoint("check", source, *WEEK, "--athlete", athlete, "--publish", "out")
    overlay = (tmp_path / "out" / "overlay.ics").read_text(encoding="utf-8")
    annotated = (tmp_path / "out" / "annotated.ics").read_text(encoding="utf-8")
    assert "SUMMARY:! Week 2: " in overlay
    assert "DTSTART;VALUE=DATE:20260105" in overlay
    assert "Only 1 lift" not in annotated


LENGTH = timedelta(minutes=6)
RACE = event("race", "20260113T090000Z", "20260113T100000Z", "Race: City 10k")


def test_a_race_after_the_last_day_is_seen(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    legs = event("legs", "20260111T170000Z", "20260111T180000Z", "Squats 5x5 @ 80%")
    source = server.serve("/plan.ics", calendar(LIFT, EASY, legs, RACE))
    document = counterpoint(
        "check", source, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    told = {finding["rule"] for finding in document["findings"]}
    assert told == {"race-week", "run-after-heavy-lower"}
    assert [week["week"] for week in document["weeks"]] == ["2026-W02"]
    assert [workout["event_uid"] for workout in document["workouts"]][-1] == "race"
    assert "a race is near" in counterpoint("check", source, *WEEK, "--athlete", athlete).out


def test_findings_and_picture_tell_the_same_of_a_week_in_part(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    lifts = [
        event(f"l{day}", f"2026010{day}T170000Z", f"2026010{day}T180000Z", "Upper body strength")
        for day in (5, 6, 8, 9)
    ]
    source = server.serve("/plan.ics", calendar(*lifts))
    document = counterpoint(
        "check", source, "--from", "2026-01-08", "--days", "4", "--athlete", athlete,
        "--format", "json",
    ).document  # fmt: skip
    assert [week["lifts"] for week in document["weeks"]] == [2]
    assert "lifting-frequency" not in {finding["rule"] for finding in document["findings"]}


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("20260103T230000Z", "20260104T230000Z", 1),  # the Sunday before, to midnight
        ("20260104T230000Z", "20260105T230000Z", 0),  # the whole Monday
        ("20260105T000000Z", "99991231T235900Z", 0),
        ("00010101T000000Z", "20260105T120000Z", 0),
    ],
)
def test_a_timed_marker_pauses_the_days_that_it_takes(
    counterpoint: Counterpoint, server: Server, athlete: str, start: str, end: str, status: int
) -> None:
    source = server.serve("/plan.ics", calendar(LIFT, EASY, event("sick", start, end, "Sick")))
    assert counterpoint("check", source, *WEEK, "--athlete", athlete).status == status


def test_a_very_full_day_is_told_in_time(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    """Thousands of findings: 40 runs and 40 lifts on one day."""
    titles = ("Tempo run", "Squats 5x5 @ 80%")
    starts = [datetime(2026, 1, 5, 6, tzinfo=UTC) + timedelta(minutes=7 * n) for n in range(80)]
    many = [
        event(f"e{n}", f"{start:%Y%m%dT%H%M%SZ}", f"{start + LENGTH:%Y%m%dT%H%M%SZ}", titles[n % 2])
        for n, start in enumerate(starts)
    ]
    source = server.serve("/full.ics", calendar(*many))
    outcome = counterpoint("check", source, *WEEK, "--athlete", athlete)
    assert "more; --all shows them" in outcome.out
