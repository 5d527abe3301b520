"""`events`, `recognize`, `explain` and `demo`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from rules.checks import registered
from rules.evidence import EXPLANATIONS
from tests.cli.conftest import Counterpoint, Server, calendar, event

WEEK = ("--from", "2026-01-05", "--days", "7")


def test_events_are_listed_before_recognition(counterpoint: Counterpoint, server: Server) -> None:
    timed = event(
        "t", "20260106T060000Z", "20260106T070000Z", "Dentist", "RRULE:FREQ=DAILY;COUNT=2"
    )
    days = event("d", "20260105", "20260107", "Holiday")
    source = server.serve("/a.ics", calendar(timed, days))
    outcome = counterpoint("events", source, *WEEK, "--format", "json")
    assert outcome.status == 0
    assert outcome.document == {
        "events": [
            {
                "uid": "d",
                "recurrence_id": None,
                "start": "2026-01-05",
                "end": "2026-01-07",
                "all_day": True,
                "summary": "Holiday",
            },
            *(
                {
                    "uid": "t",
                    "recurrence_id": f"2026010{day}T060000Z",
                    "start": f"2026-01-0{day}T06:00:00Z",
                    "end": f"2026-01-0{day}T07:00:00Z",
                    "all_day": False,
                    "summary": "Dentist",
                }
                for day in (6, 7)
            ),
        ],
        "problems": [],
    }


def test_events_for_people(counterpoint: Counterpoint, server: Server) -> None:
    timed = event("t", "20260106T060000Z", "20260106T070000Z", "Dentist")
    source = server.serve("/a.ics", calendar(timed, event("d", "20260105", "20260106", "Day off")))
    outcome = counterpoint("events", source, *WEEK)
    assert outcome.out.splitlines() == [
        "2026-01-05 all day    Day off",
        "2026-01-06 06:00 to 07:00  Dentist",
    ]


def test_events_of_an_unread_source_give_3(counterpoint: Counterpoint, server: Server) -> None:
    outcome = counterpoint("events", server.address + "/gone.ics", *WEEK, "--format", "json")
    assert outcome.status == 3
    assert outcome.document["events"] == []
    assert len(outcome.document["problems"]) == 1


def test_recognize_says_what_and_why(counterpoint: Counterpoint) -> None:
    outcome = counterpoint("recognize", "Squat 5x5 @ 80%")
    assert outcome.status == 0
    assert outcome.out.startswith("lift · lower · heavy")
    assert "because" in outcome.out


def test_recognize_says_when_there_is_no_workout(counterpoint: Counterpoint) -> None:
    assert "No workout" in counterpoint("recognize", "Quarterly budget meeting").out


def test_recognize_reads_and_writes_json_lines(
    counterpoint: Counterpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        '{"key": 7, "title": "8 km easy"}\n'
        "\n"
        '{"title": "Bench 3x8 RPE 8", "description": null, "start": null, "end": null}\n'
        '{"key": "m", "title": "Team meeting", "start": "2026-01-05", "end": "2026-01-06"}\n'
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    outcome = counterpoint("recognize", "--jsonl")
    assert outcome.status == 0
    run, bench, meeting = map(json.loads, outcome.out.splitlines())
    assert run["key"] == 7
    assert (run["workouts"][0]["sport"], run["workouts"][0]["run_type"]) == ("run", "easy")
    assert run["workouts"][0]["distance_km"] == 8
    assert "key" not in bench
    assert bench["workouts"][0]["sets"] == [
        {
            "exercise": "bench",
            "sets": 3,
            "reps": 8,
            "percent_1rm": None,
            "load_kg": None,
            "rpe": 8,
            "rir": None,
            "rest_s": None,
        }
    ]
    assert meeting == {"key": "m", "workouts": []}


def test_a_line_that_is_no_json_is_named_and_the_rest_is_answered(
    counterpoint: Counterpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        b'nonsense\n{"description": "x"}\n{"title": "8 km easy"}\n\xff\n{"title": "a", "key": NaN}'
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    outcome = counterpoint("recognize", "--jsonl")
    assert outcome.status == 2
    assert len(outcome.out.splitlines()) == 1
    assert [line.split(":")[0] for line in outcome.err.splitlines()] == [
        "line 1",
        "line 2",
        "line 4",
        "line 5",
    ]


def test_explain_lists_every_rule(counterpoint: Counterpoint) -> None:
    out = counterpoint("explain").out
    assert all(rule in out for rule in registered())


@pytest.mark.parametrize("rule", registered())
def test_explain_tells_thresholds_reasons_and_references(
    counterpoint: Counterpoint, rule: str
) -> None:
    outcome = counterpoint("explain", rule)
    explanation = next(each for each in EXPLANATIONS if each.rule == rule)
    text = " ".join(outcome.out.split())
    assert outcome.status == 0
    assert explanation.why in text
    assert all(name in text for name in explanation.thresholds)
    assert all(f"{each.authors} {each.year}" in text for each in explanation.references)
    assert explanation.references


def test_explain_shows_the_athletes_own_figures(counterpoint: Counterpoint, tmp_path: Path) -> None:
    (tmp_path / "sam.toml").write_text(
        'rules_off = ["separate-days"]\nthresholds = { same_day_gap_min_h = 3 }', encoding="utf-8"
    )
    assert (
        "same_day_gap_min_h = 3 h"
        in counterpoint("explain", "same-day-gap", "--athlete", "sam.toml").out
    )
    assert "turned off" in counterpoint("explain", "separate-days", "--athlete", "sam.toml").out


TOLD = (
    "same-day-gap",
    "run-after-heavy-lower",
    "separate-days",
    "lift-before-hard-run",
    "day-after-hard-run",
    "hard-days-in-a-row",
    "quality-runs",
    "intensity-balance",
)


@pytest.mark.parametrize("now", ["2026-11-22T10:00", "2026-03-29T02:30", "2024-02-29T23:59"])
def test_the_demo_shows_the_main_job_at_any_time_of_the_year(
    counterpoint: Counterpoint, tmp_path: Path, now: str
) -> None:
    outcome = counterpoint("demo", "--once", "--now", now)
    assert outcome.status == 0
    assert outcome.err == ""
    assert all(rule in outcome.out for rule in TOLD)
    for name in ("annotated.ics", "overlay.ics"):
        body = (tmp_path / "counterpoint-demo" / name).read_bytes()
        ours = Calendar.from_ical(body).walk("VEVENT")
        theirs = IcsCalendarStream.calendar_from_ics(body.decode()).events
        assert len(ours) == len(theirs) > 0


def test_the_demo_writes_a_calendar_and_a_second_run_finds_its_own_work(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    once = ("demo", "--once", "--now", "2026-01-11T10:00")
    first = counterpoint(*once)
    calendar = tmp_path / "counterpoint-demo" / "calendar"
    written = {each.name: each.read_bytes() for each in calendar.glob("*.ics")}
    assert f"  {len(written)} added, 0 changed, 0 deleted.\n" in first.out
    assert "counterpoint-demo/calendar" in first.out
    again = counterpoint(*once)
    assert (again.status, again.err) == (0, "")
    assert "  Nothing to change.\n" in again.out
    assert {each.name: each.read_bytes() for each in calendar.glob("*.ics")} == written


def test_the_demo_is_not_held_back_a_week_later(counterpoint: Counterpoint) -> None:
    counterpoint("demo", "--once", "--now", "2026-01-11T10:00")
    later = counterpoint("demo", "--once", "--now", "2026-01-18T10:00")
    assert (later.status, later.err) == (0, "")
    assert " changed, " in later.out


def test_a_demo_that_cannot_write_says_so(counterpoint: Counterpoint, tmp_path: Path) -> None:
    (tmp_path / "counterpoint-demo").mkdir()
    (tmp_path / "counterpoint-demo" / "calendar").write_text("a file")
    outcome = counterpoint("demo", "--once")
    assert outcome.status == 3
    assert outcome.err == "calendar: this is a file; name a folder of .ics files\n"


def test_a_taken_port_is_said_to_be_so(counterpoint: Counterpoint, server: Server) -> None:
    outcome = counterpoint("demo", "--once", "--port", server.address.rsplit(":")[-1])
    assert outcome.status == 2
    assert outcome.err.startswith("--port: ")


def test_the_version_is_known(counterpoint: Counterpoint) -> None:
    assert counterpoint("--version").out.startswith("counterpoint 0.")
