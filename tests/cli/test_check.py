"""`counterpoint check`: exit statuses, the JSON contract, the report for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.conftest import Counterpoint, Server, calendar, event

SCHEMA = Path(__file__).parents[2] / "docs" / "check.schema.json"
ATHLETE = 'time_zone = "Europe/Berlin"\n'
# what is said of whole weeks, for tests that look at single workouts
WEEKLY = 'rules_off = ["lifting-frequency", "quality-runs", "intensity-balance"]\n'
WEEK = ("--from", "2026-01-05", "--days", "7")

LIFT = event("lift", "20260105T170000Z", "20260105T180000Z", "Squats 5x5 @ 85%")
TEMPO = event("tempo", "20260105T190000Z", "20260105T200000Z", "Tempo run")
EASY = event("easy", "20260107T060000Z", "20260107T070000Z", "8 km easy")
MEETING = event("meeting", "20260107T090000Z", "20260107T100000Z", "Team meeting with secrets")
UNTIMED = event("untimed", "20260108", "20260109", "Easy run 45 min")


@pytest.fixture
def athlete(tmp_path: Path) -> str:
    path = tmp_path / "sam.toml"
    path.write_text(ATHLETE, encoding="utf-8")
    return str(path)


@pytest.fixture
def of_days(tmp_path: Path) -> str:
    """An athlete whom only the rules about single workouts concern."""
    path = tmp_path / "kim.toml"
    path.write_text(ATHLETE + WEEKLY, encoding="utf-8")
    return str(path)


@pytest.fixture
def conflict(server: Server) -> str:
    return server.serve("/conflict.ics", calendar(LIFT, TEMPO, EASY, MEETING, UNTIMED))


def test_findings_above_advice_give_1(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    outcome = counterpoint("check", conflict, *WEEK, "--athlete", athlete)
    assert outcome.status == 1
    assert "run-after-heavy-lower" in outcome.out
    told = outcome.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "starts 1 h after the heavy lower-body lift ends; leave at least 6 h." in told
    assert "secrets" not in outcome.out
    assert outcome.err == ""


def test_nothing_above_advice_gives_0(
    counterpoint: Counterpoint, server: Server, of_days: str
) -> None:
    source = server.serve("/calm.ics", calendar(EASY, MEETING))
    outcome = counterpoint("check", source, *WEEK, "--athlete", of_days)
    assert outcome.status == 0
    assert "1 workout, nothing to mend." in outcome.out


def test_no_workouts_are_said_to_be_none(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    source = server.serve("/empty.ics", calendar(MEETING))
    outcome = counterpoint("check", source, *WEEK, "--athlete", athlete)
    assert outcome.status == 0
    assert "No workouts stand on these days" in outcome.out


def test_the_json_is_of_the_published_shape(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    outcome = counterpoint("check", conflict, *WEEK, "--athlete", athlete, "--format", "json")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(outcome.document)
    assert outcome.status == 1
    assert outcome.document["range"] == {"start": "2026-01-05", "end": "2026-01-12"}
    assert outcome.document["time_zone"] == "Europe/Berlin"


def test_workouts_in_json(counterpoint: Counterpoint, conflict: str, athlete: str) -> None:
    document = counterpoint(
        "check", conflict, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    lift, tempo, easy, untimed = document["workouts"]
    assert lift["event_uid"] == "lift"
    assert (lift["sport"], lift["focus"], lift["heavy"]) == ("lift", "lower", True)
    assert (lift["start"], lift["end"]) == (
        "2026-01-05T18:00:00+01:00",
        "2026-01-05T19:00:00+01:00",
    )
    assert (tempo["sport"], tempo["run_type"], tempo["hard"]) == ("run", "tempo", True)
    assert (easy["distance_km"], easy["duration_min"], easy["time_assumed"]) == (8, 60, False)
    assert (untimed["all_day"], untimed["time_assumed"]) == (True, True)
    assert untimed["start"] == "2026-01-08T06:30:00+01:00"
    assert untimed["duration_min"] == 45
    assert len({workout["id"] for workout in document["workouts"]}) == 4


def test_findings_in_json_name_the_workouts(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    document = counterpoint(
        "check", conflict, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    uid_of = {workout["id"]: workout["event_uid"] for workout in document["workouts"]}
    [finding] = [f for f in document["findings"] if f["rule"] == "run-after-heavy-lower"]
    assert [uid_of[id_] for id_ in finding["workouts"]] == ["lift", "tempo"]
    assert finding["severity"] == "violation"
    assert finding["dates"] == ["2026-01-05"]
    assert finding["numbers"] == {"gap_h": 1, "required_gap_h": 6}


def test_the_week_in_json(counterpoint: Counterpoint, conflict: str, athlete: str) -> None:
    document = counterpoint(
        "check", conflict, *WEEK, "--athlete", athlete, "--format", "json"
    ).document
    [week] = document["weeks"]
    assert week["week"] == "2026-W02"
    assert (week["lifts"], week["runs"], week["long_slow"], week["quality"]) == (1, 3, 0, 0)
    assert week["hard_share"] == round(60 / 165, 3)
    assert week["load"] == 60 * 7 + 60 * 7 + 60 * 3 + 45 * 3
    assert week["monotony"] == 0.58
    assert week["strain"] == pytest.approx(week["load"] * 0.58, rel=0.01)
    assert [workout["load"] for workout in document["workouts"]] == [420, 420, 180, 135]


def test_the_same_input_gives_the_same_bytes(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    arguments = ("check", conflict, *WEEK, "--athlete", athlete, "--format", "json")
    assert counterpoint(*arguments).out == counterpoint(*arguments).out


def test_one_failing_source_does_not_hide_the_others(
    counterpoint: Counterpoint, server: Server, conflict: str, athlete: str
) -> None:
    gone = server.address + "/gone.ics"
    outcome = counterpoint("check", gone, conflict, *WEEK, "--athlete", athlete, "--format", "json")
    assert outcome.status == 3
    assert len(outcome.document["workouts"]) == 4
    assert len(outcome.document["problems"]) == 1
    assert len(outcome.err.splitlines()) == 1


def test_an_event_in_two_sources_counts_once(
    counterpoint: Counterpoint, server: Server, conflict: str, athlete: str
) -> None:
    copy = server.serve("/copy.ics", calendar(LIFT, TEMPO, EASY))
    outcome = counterpoint("check", conflict, copy, *WEEK, "--athlete", athlete, "--format", "json")
    assert len(outcome.document["workouts"]) == 4


def test_files_and_standard_input_are_sources_too(
    counterpoint: Counterpoint, tmp_path: Path, of_days: str
) -> None:
    (tmp_path / "plan.ics").write_text(calendar(EASY), encoding="utf-8")
    outcome = counterpoint("check", "plan.ics", *WEEK, "--athlete", of_days)
    assert outcome.status == 0
    assert "Easy run" in outcome.out


def test_sources_come_from_the_settings_where_none_is_named(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    source = server.serve("/mine.ics", calendar(EASY))
    (tmp_path / "counterpoint.toml").write_text(
        f'[[athletes]]\nname = "Kim"\n{ATHLETE}{WEEKLY}'
        f'sources = [{{ kind = "ics_feed", address = "{source}" }}]\n',
        encoding="utf-8",
    )
    outcome = counterpoint("check", *WEEK)
    assert outcome.status == 0
    assert "Kim" in outcome.out


def test_now_decides_where_the_window_lies(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    near = counterpoint("check", conflict, "--now", "2026-01-10", "--athlete", athlete)
    far = counterpoint("check", conflict, "--now", "2026-06-10T08:00Z", "--athlete", athlete)
    assert near.status == 1
    assert far.status == 0


def test_what_stood_just_before_the_window_still_tells(
    counterpoint: Counterpoint, server: Server, of_days: str
) -> None:
    sunday = event("sunday", "20260104T170000Z", "20260104T180000Z", "Squats 5x5 @ 85%")
    monday = event("monday", "20260105T050000Z", "20260105T060000Z", "Tempo run")
    before = event("before", "20260103T050000Z", "20260103T060000Z", "Easy run")
    source = server.serve("/edge.ics", calendar(sunday, monday, before))
    document = counterpoint(
        "check", source, *WEEK, "--athlete", of_days, "--format", "json"
    ).document
    assert [workout["event_uid"] for workout in document["workouts"]] == ["sunday", "monday"]
    assert [finding["rule"] for finding in document["findings"]] == ["run-after-heavy-lower"]
    assert [(week["lifts"], week["runs"]) for week in document["weeks"]] == [(0, 1)]


def test_a_title_cannot_steer_the_terminal(
    counterpoint: Counterpoint, server: Server, athlete: str
) -> None:
    hostile = event(
        "x", "20260107T060000Z", "20260107T070000Z", "Easy run \x1b[31m[bold]red[/bold]"
    )
    outcome = counterpoint(
        "check", server.serve("/x.ics", calendar(hostile)), *WEEK, "--athlete", athlete
    )
    assert "\x1b" not in outcome.out
    assert "[bold]red" in outcome.out


def test_feeds_are_published_where_asked(
    counterpoint: Counterpoint, conflict: str, athlete: str, tmp_path: Path
) -> None:
    counterpoint("check", conflict, *WEEK, "--athlete", athlete, "--publish", "out")
    annotated = (tmp_path / "out" / "annotated.ics").read_text(encoding="utf-8")
    overlay = (tmp_path / "out" / "overlay.ics").read_text(encoding="utf-8")
    assert "UID:tempo" in annotated
    assert "── Counterpoint ──" in annotated.replace("\r\n ", "")
    assert "meeting" not in annotated + overlay
    assert "UID:tempo" not in overlay
    assert "SUMMARY:✗ Tempo run: too soon after heavy leg work" in overlay


def test_a_second_publication_changes_nothing(
    counterpoint: Counterpoint, conflict: str, athlete: str, tmp_path: Path
) -> None:
    arguments = ("check", conflict, *WEEK, "--athlete", athlete, "--publish", "out")
    counterpoint(*arguments, "--now", "2026-01-05T08:00")
    before = (tmp_path / "out" / "annotated.ics").read_bytes()
    counterpoint(*arguments, "--now", "2026-01-05T09:00")
    assert (tmp_path / "out" / "annotated.ics").read_bytes() == before


def test_a_source_that_fails_empties_no_published_feed(
    counterpoint: Counterpoint, server: Server, conflict: str, athlete: str, tmp_path: Path
) -> None:
    arguments = ("check", conflict, *WEEK, "--athlete", athlete, "--publish", "out")
    counterpoint(*arguments)
    before = (tmp_path / "out" / "annotated.ics").read_bytes()
    server.serve("/conflict.ics", "gone", status=500)
    outcome = counterpoint(*arguments)
    assert outcome.status == 3
    assert "stay as they are" in outcome.err
    assert (tmp_path / "out" / "annotated.ics").read_bytes() == before


def test_a_feed_that_comes_back_empty_empties_no_published_feed(
    counterpoint: Counterpoint, server: Server, conflict: str, athlete: str, tmp_path: Path
) -> None:
    arguments = ("check", conflict, *WEEK, "--athlete", athlete, "--publish", "out")
    counterpoint(*arguments)
    before = (tmp_path / "out" / "annotated.ics").read_bytes()
    server.serve("/conflict.ics", calendar())
    outcome = counterpoint(*arguments)
    assert outcome.status == 2
    assert "stay as they are" in outcome.err
    assert (tmp_path / "out" / "annotated.ics").read_bytes() == before


def test_our_own_annotated_feed_read_back_says_the_same(
    counterpoint: Counterpoint, conflict: str, athlete: str
) -> None:
    arguments = (*WEEK, "--athlete", athlete, "--format", "json")
    first = counterpoint("check", conflict, *arguments, "--publish", "out").document
    again = counterpoint("check", "out/annotated.ics", *arguments).document
    for workout in (*first["workouts"], *again["workouts"]):
        del workout["id"]
    assert again["workouts"] == first["workouts"]
    assert [f["message"] for f in again["findings"]] == [f["message"] for f in first["findings"]]


@pytest.mark.parametrize(
    ("class_", "kept"), [("PRIVATE", True), ("CONFIDENTIAL", True), ("PUBLIC", False)]
)
def test_what_is_private_stays_private(
    counterpoint: Counterpoint,
    server: Server,
    athlete: str,
    tmp_path: Path,
    class_: str,
    kept: bool,
) -> None:
    easy = event("e", "20260107T060000Z", "20260107T070000Z", "8 km easy", f"CLASS:{class_}")
    source = server.serve("/p.ics", calendar(easy))
    counterpoint("check", source, *WEEK, "--athlete", athlete, "--publish", "out")
    body = (tmp_path / "out" / "annotated.ics").read_text(encoding="utf-8")
    assert ("CLASS:PRIVATE" in body) is kept
