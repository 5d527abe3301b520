"""Everything that can be wrong with what a person gives: one plain sentence, the right status."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, Server, calendar, event

WEEK = ("--from", "2026-01-05", "--days", "6")  # of a week in part nothing is said to be too little
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
        (("check", "a.ics", "--from", "9999-12-31"), ("--from", "2200")),
        (("check", "a.ics", "--now", "0001-01-01T00:00+14:00"), ("--now", "1900")),
        (("check", "a.ics", "--days", "0"), ("--days",)),
        (("check", "a.ics", "--format", "xml"), ("--format",)),
        (("chekc",), ("chekc",)),
        (("demo", "--once", "--now", "9999-12-31"), ("--now",)),
    ],
)
def test_wrong_usage_gives_2(
    counterpoint: Counterpoint, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    outcome = counterpoint(*arguments)
    assert outcome.status == 2
    said_in_one_line(outcome, *words)


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


@pytest.mark.parametrize(
    "content",
    [
        f"birth_year = {'9' * 5000}",
        f"a = {'[' * 20000}",
        '"\\u001b]0;own\\u0007" = 1',
        '"two\\nlines" = 1',
        f'"{"k" * 100_000}" = 1',
        "sources = 1",
        "sources = [{}]",
        "weight_kg = {}",
    ],
)
def test_hostile_settings_are_refused_in_one_plain_line(
    counterpoint: Counterpoint, tmp_path: Path, content: str
) -> None:
    (tmp_path / "sam.toml").write_text(content, encoding="utf-8")
    outcome = counterpoint("check", "a.ics", "--athlete", "sam.toml")
    assert outcome.status == 2
    said_in_one_line(outcome, "sam.toml")
    assert outcome.err.rstrip("\n").isprintable()
    assert len(outcome.err) <= 301


def test_a_byte_order_mark_is_no_mistake(counterpoint: Counterpoint, tmp_path: Path) -> None:
    (tmp_path / "sam.toml").write_bytes(b"\xef\xbb\xbfname = 'Sam'")
    assert counterpoint("explain", "--athlete", "sam.toml").status == 0


def test_a_hundred_mistakes_are_not_told_one_by_one(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    (tmp_path / "sam.toml").write_text("".join(f"key{n} = 1\n" for n in range(100)), "utf-8")
    outcome = counterpoint("check", "a.ics", "--athlete", "sam.toml")
    assert outcome.err.splitlines()[10:] == ["... and 90 more."]


STREAMS = (
    ("", {0}),
    ("<&- >&- 2>&-", {0}),
    (">/dev/full", {2}),
    ("| true; exit ${PIPESTATUS[0]}", {0, 141}),
    ("| head -c 1 >/dev/null; exit ${PIPESTATUS[0]}", {0, 141}),
)
ENCODINGS = ("ascii", "utf-8")


COMMANDS = (
    "check plan.ics --from 2026-01-05 --days 6",
    "check plan.ics --from 2026-01-05 --days 6 --format json",
    "events plan.ics --from 2026-01-05",
    "explain",
)


@pytest.mark.parametrize(
    ("arguments", "redirect", "statuses", "encoding"),
    [
        (command, *stream, ENCODINGS[(row + column) % 2])  # both meet every row and every column
        for row, command in enumerate(COMMANDS)
        for column, stream in enumerate(STREAMS)
    ],
)
def test_odd_streams_never_end_in_a_traceback(
    tmp_path: Path, arguments: str, redirect: str, statuses: set[int], encoding: str
) -> None:
    plan = calendar(event("e", "20260107T060000Z", "20260107T070000Z", "8 km easy 🏃"))
    (tmp_path / "plan.ics").write_text(plan, encoding="utf-8")
    command = Path(sys.executable).parent / "counterpoint"
    done = subprocess.run(  # noqa: S603 our own command
        ["/bin/bash", "-c", f"{command} {arguments} {redirect}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode in statuses
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_a_file_that_is_not_there_is_an_unread_source(counterpoint: Counterpoint) -> None:
    outcome = counterpoint("check", "nowhere.ics", *WEEK)
    assert outcome.status == 3
    said_in_one_line(outcome, "nowhere.ics")


@pytest.mark.parametrize(
    "address",
    [
        "example.org/ical/TOKENSECRET",
        "https:/example.org/TOKENSECRET",
        "webcal:example.org/TOKENSECRET",
        "HTTP:TOKENSECRET",
        "https://TOKENSECRET/",
        "ftp://example.org/TOKENSECRET",
    ],
)
def test_a_mistyped_address_is_not_told_in_passing(
    counterpoint: Counterpoint, address: str
) -> None:
    outcome = counterpoint("check", address, *WEEK)
    assert outcome.status == 3
    if "//TOKEN" not in address:  # a host is no secret
        assert "TOKENSECRET" not in outcome.out + outcome.err


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


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("undo", "--cycle", "abc"), "--cycle: it must be a whole number."),
        (("status", "--release", "x"), "--release: it must be a whole number."),
        (("check", "--days", "0"), "--days: it must be greater than or equal to 1."),
        (("check", "--format", "xml"), "--format: 'xml' is not one of 'text', 'json'."),
        (("demo", "--port", "1.5"), "--port: it must be a whole number."),
    ],
)
def test_a_value_that_no_option_takes_is_told_plainly(
    counterpoint: Counterpoint, arguments: tuple[str, ...], sentence: str
) -> None:
    outcome = counterpoint(*arguments)
    assert outcome.status == 2
    assert outcome.err == f"{sentence} (counterpoint --help tells more)\n"
