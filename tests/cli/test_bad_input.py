"""Everything that can be wrong with what a person gives: one plain sentence, the right status."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, Server, calendar, event

WEEK = ("--from", "2026-01-05", "--days", "7")
EASY = event("easy", "20260107T060000Z", "20260107T070000Z", "8 km easy")


def said_in_one_line(outcome: Outcome, *words: str) -> None:
    assert len(outcome.err.strip().splitlines()) == 1, outcome.err
    assert "Traceback" not in outcome.err + outcome.out
    for word in words:
        assert word in outcome.err


def test_an_address_that_does_not_answer(counterpoint: Counterpoint) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/secret-token.ics"
    outcome = counterpoint("check", address, *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "127.0.0.1")
    assert "secret-token" not in outcome.err + outcome.out


def test_a_name_that_does_not_exist(counterpoint: Counterpoint) -> None:
    outcome = counterpoint("check", "https://nowhere.invalid/a.ics", *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "nowhere.invalid")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_an_answer_that_is_no_success(
    counterpoint: Counterpoint, server: Server, status: int
) -> None:
    source = server.serve("/a.ics", "no", status=status, kind="text/plain")
    outcome = counterpoint("check", source, *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "127.0.0.1")


@pytest.mark.parametrize(
    ("body", "kind", "word"),
    [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "text/html", "page"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "text/calendar", "page"),
        ("", "text/calendar", "empty"),
        (" \r\n\r\n", "text/calendar", "empty"),
        ('{"error": "nope"}', "application/json", "calendar"),
    ],
)
def test_a_body_that_is_no_calendar(
    counterpoint: Counterpoint, server: Server, body: str, kind: str, word: str
) -> None:
    outcome = counterpoint("check", server.serve("/a.ics", body, kind=kind), *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, word)


def test_a_half_broken_calendar_is_read_as_far_as_it_goes(
    counterpoint: Counterpoint, server: Server
) -> None:
    broken = event("broken", "2026-not-a-dateT", "20260107T070000Z", "Broken")
    source = server.serve("/a.ics", calendar(broken, EASY))
    outcome = counterpoint("check", source, *WEEK, "--format", "json")
    assert outcome.status == 0
    assert [workout["event_uid"] for workout in outcome.document["workouts"]] == ["easy"]
    [problem] = outcome.document["problems"]
    assert problem["component"]


def test_a_calendar_that_is_cut_off_is_an_incomplete_read(
    counterpoint: Counterpoint, server: Server
) -> None:
    source = server.serve("/a.ics", calendar(EASY, ending="BEGIN:VEVENT\r\nUID:cut\r\nDTST"))
    outcome = counterpoint("check", source, *WEEK, "--format", "json")
    assert outcome.status == 3
    assert [workout["event_uid"] for workout in outcome.document["workouts"]] == ["easy"]
    said_in_one_line(outcome)


def test_an_unknown_time_zone_is_a_problem_not_an_end(
    counterpoint: Counterpoint, server: Server
) -> None:
    odd = (
        "UID:odd\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Middle-earth/Shire:20260107T060000\r\n"
        "DTEND;TZID=Middle-earth/Shire:20260107T070000\r\nSUMMARY:Easy run"
    )
    outcome = counterpoint(
        "check", server.serve("/a.ics", calendar(odd)), *WEEK, "--format", "json"
    )
    assert outcome.status == 0
    assert [workout["event_uid"] for workout in outcome.document["workouts"]] == ["odd"]
    assert "Middle-earth" in outcome.document["problems"][0]["what"]


def test_a_start_after_the_end_is_a_problem(counterpoint: Counterpoint, server: Server) -> None:
    backwards = event("back", "20260107T080000Z", "20260107T070000Z", "Easy run")
    outcome = counterpoint(
        "check", server.serve("/a.ics", calendar(backwards, EASY)), *WEEK, "--format", "json"
    )
    assert outcome.status == 0
    assert "easy" in [workout["event_uid"] for workout in outcome.document["workouts"]]
    assert outcome.document["problems"][0]["component"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), ("no source", "counterpoint.toml")),
        (("check", "a.ics", "--athlete", "none.toml"), ("none.toml",)),
        (("check", "a.ics", "--from", "tomorrow"), ("--from", "2026-01-05")),
        (("check", "a.ics", "--now", "soon"), ("--now",)),
        (("explain", "same-day"), ("same-day-gap",)),
        (("recognize",), ("--jsonl",)),
        (("check", "a.ics", "--from", "9999-12-31"), ("--from",)),
    ],
)
def test_wrong_usage_gives_2(
    counterpoint: Counterpoint, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    outcome = counterpoint(*arguments)
    assert outcome.status == 2
    said_in_one_line(outcome, *words)


@pytest.mark.parametrize(
    "arguments",
    [("check", "a.ics", "--days", "0"), ("check", "a.ics", "--format", "xml"), ("chekc",)],
)
def test_what_the_option_parser_refuses_gives_2(
    counterpoint: Counterpoint, arguments: tuple[str, ...]
) -> None:
    outcome = counterpoint(*arguments)
    assert outcome.status == 2
    assert "Traceback" not in outcome.err


def test_a_misspelled_key_gives_2_and_the_nearest_name(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    (tmp_path / "counterpoint.toml").write_text(
        '[[athletes]]\nprority = "muscle"\n', encoding="utf-8"
    )
    outcome = counterpoint("check", "a.ics")
    assert outcome.status == 2
    said_in_one_line(
        outcome, 'counterpoint.toml: unknown key "athletes[0].prority"; did you mean priority?'
    )


def test_a_file_that_is_not_there_is_an_unread_source(counterpoint: Counterpoint) -> None:
    outcome = counterpoint("check", "nowhere.ics", *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "nowhere.ics")


def test_a_folder_is_no_source(counterpoint: Counterpoint, tmp_path: Path) -> None:
    outcome = counterpoint("check", str(tmp_path), *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, tmp_path.name)


def test_a_scheme_that_is_not_spoken(counterpoint: Counterpoint) -> None:
    outcome = counterpoint("check", "ftp://example.org/a.ics", *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "webcal")


def test_a_folder_that_cannot_be_written(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    source = server.serve("/a.ics", calendar(EASY))
    outcome = counterpoint("check", source, *WEEK, "--publish", str(tmp_path / "file" / "out"))
    assert outcome.status == 2
    said_in_one_line(outcome, "file")
