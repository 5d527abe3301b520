"""What is read in a folder, and what is not concluded from what cannot be read there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from connectors.errors import CalendarGone, ConnectorError, NotWritable, SourceUnavailable
from connectors.local_calendar import Missing
from connectors.writing import EditWorkout, Outcome
from tests.local_calendar.files import (
    YEAR,
    calendar_in,
    create,
    do,
    done,
    handle_of,
    names_in,
    only,
    plain,
    vcalendar,
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html>moved</html>", "it is a web page"),
        (b"\xff\xfe\x00\x01", "it is no calendar"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:own words\n", "it ends in the middle"),
        (plain()[:-10], "it ends in the middle"),
    ],
)
def test_a_broken_file_is_told_by_its_name_and_in_words_for_a_file(
    tmp_path: Path, content: bytes, what: str
) -> None:
    (tmp_path / "broken.ics").write_bytes(content)
    (tmp_path / "own.ics").write_bytes(plain())
    result = calendar_in(tmp_path).read(YEAR)
    assert not result.complete
    told = [each for each in result.problems if each.component == "broken.ics"]
    assert told[0].what.startswith(what)
    assert told[0].what.endswith("mend or take away this file")
    assert "own words" not in str(result.problems)
    named = [(each.component or "").partition(",")[0] for each in result.problems]
    assert set(named) <= {"broken.ics", "own"}  # the UID of what is in the middle of the file


def test_files_that_are_none_of_the_calendar_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes(plain())
    for name in (".hidden.ics", "notes.txt", "color", "own.ics.tmp"):
        (tmp_path / name).write_bytes(plain(uid=name))
    result = calendar_in(tmp_path).read(YEAR)
    assert [each.uid for each in result.events] == ["own"]
    assert result.complete


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><html>moved</html>",
        plain()[:-40],
        b"\x00\xff\xfe\x80",
        vcalendar("DTSTART:tomorrow"),
        vcalendar("DTSTART:20260107T060000Z\nRRULE:FREQ=SECONDLY"),
    ],
)
def test_a_file_that_cannot_be_read_makes_the_read_incomplete(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bad.ics").write_bytes(content)
    (tmp_path / "good.ics").write_bytes(plain(uid="good"))
    for calendar in (calendar_in(tmp_path),) * 2:  # the second read is from memory
        result = calendar.read(YEAR)
        assert [each.uid for each in result.events] == ["good"]
        assert not result.complete
        assert result.problems
        assert "own words" not in str(result.problems)


def test_links_are_read_and_never_written(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    (tmp_path / "elsewhere.ics").write_bytes(plain())
    (folder / "own.ics").symlink_to(tmp_path / "elsewhere.ics")
    assert only(calendar_in(folder)).handle is None
    (folder / "own.ics").unlink()
    (folder / "own.ics").symlink_to(tmp_path / "nowhere.ics")
    result = calendar_in(folder).read(YEAR)
    assert (result.events, result.complete) == ((), False)
    assert result.problems[0].what == "it is a link that leads nowhere"


def test_a_pipe_and_a_folder_of_that_name_hold_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "folder.ics").mkdir()
    result = calendar_in(tmp_path).read(YEAR)
    assert (result.events, result.complete, len(result.problems)) == ((), False, 2)


def test_a_file_of_two_events_is_read_and_never_written(tmp_path: Path) -> None:
    first, second = plain(uid="one"), plain(uid="two")
    block = second[second.index(b"BEGIN:VEVENT") :]
    (tmp_path / "both.ics").write_bytes(first.replace(b"END:VCALENDAR\r\n", block))
    result = calendar_in(tmp_path).read(YEAR)
    assert sorted((each.uid, each.handle) for each in result.events) == [
        ("one", None),
        ("two", None),
    ]
    assert result.complete


def test_a_file_that_is_no_utf8_is_read_and_never_written(tmp_path: Path) -> None:
    (tmp_path / "old.ics").write_bytes(plain(description="Läufe").replace("ä".encode(), b"\xe4"))
    event = only(calendar_in(tmp_path))
    assert (event.description, event.handle) == ("Läufe", None)


def test_a_uid_in_two_files_is_one_event_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(plain(description="first"))
    (tmp_path / "b.ics").write_bytes(plain(description="second"))
    result = calendar_in(tmp_path).read(YEAR)
    assert [each.description for each in result.events] == ["first"]
    assert [each.component for each in result.problems] == ["own"]


def test_a_change_is_seen_even_where_time_and_size_stay(tmp_path: Path) -> None:
    file = tmp_path / "own.ics"
    file.write_bytes(plain(description="one"))
    calendar = calendar_in(tmp_path)
    for words in ("two", "six", "ten"):
        before = file.stat()
        file.write_bytes(plain(description=words))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert only(calendar).description == words


def test_a_folder_that_is_not_there_means_what_the_caller_says(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    with pytest.raises(SourceUnavailable, match="there is no such folder"):
        calendar_in(folder, Missing.UNAVAILABLE).read(YEAR)
    with pytest.raises(CalendarGone, match="not there any more"):
        calendar_in(folder, Missing.GONE).read(YEAR)
    new = calendar_in(folder, Missing.NEW)
    assert new.read(YEAR).events == ()
    assert list(new.owned()) == []
    assert not folder.exists()
    done(new, create())
    assert names_in(folder) == ["fuel0001.ics"]


def test_a_folder_that_went_away_is_gone_and_not_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    calendar = calendar_in(folder)
    event = done(calendar, create())
    (folder / "fuel0001.ics").unlink()
    folder.rmdir()
    with pytest.raises(CalendarGone):
        calendar.read(YEAR)
    with pytest.raises(CalendarGone):
        calendar.get(handle_of(event))
    with pytest.raises(CalendarGone):
        list(calendar.owned())
    with pytest.raises(CalendarGone):
        do(calendar, create())
    assert not folder.exists()


@pytest.mark.parametrize("missing", list(Missing))
def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path: Path, missing: Missing) -> None:
    (tmp_path / "calendar").write_text("no folder")
    calendar = calendar_in(tmp_path / "calendar", missing)
    with pytest.raises(SourceUnavailable, match="this is a file"):
        calendar.read(YEAR)
    with pytest.raises(NotWritable):
        do(calendar, create())
    assert (tmp_path / "calendar").read_text() == "no folder"


def test_a_folder_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="create that first"):
        do(calendar_in(tmp_path / "no" / "calendar"), create())
    assert names_in(tmp_path) == []


def test_a_path_that_no_system_takes_is_one_sentence() -> None:
    with pytest.raises(ConnectorError):
        calendar_in(Path("/tmp/\0")).read(YEAR)  # noqa: S108 (no file of that name can be)
    with pytest.raises(ConnectorError):
        do(calendar_in(Path("/tmp/\0")), create())  # noqa: S108


def test_an_event_is_found_under_another_file_name(tmp_path: Path) -> None:
    calendar = calendar_in(tmp_path)
    made = done(calendar, create())
    (tmp_path / "fuel0001.ics").rename(tmp_path / "renamed.ics")
    moved = calendar.get(handle_of(made))
    assert moved is not None
    assert moved.summary == made.summary
    assert do(calendar, create()).outcome is Outcome.TAKEN
    assert names_in(tmp_path) == ["renamed.ics"]


def test_a_handle_leads_to_no_file_outside_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    (tmp_path / "own.ics").write_bytes(plain())
    (folder / "own.ics").write_bytes(plain(uid="other"))
    handle = handle_of(only(calendar_in(folder)))
    for ref in ("../own.ics/own", "..", "", "/", "x/../../own.ics"):
        outside = type(handle)(ref, handle.etag)
        assert do(calendar_in(folder), EditWorkout(outside, "x")).outcome is Outcome.GONE
    assert (tmp_path / "own.ics").read_bytes() == plain()


def test_a_large_folder_is_read_again_from_memory(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.ics").write_bytes(plain(uid=f"own{number}"))
    calendar = calendar_in(tmp_path)
    assert calendar.read(YEAR).events == calendar.read(YEAR).events
    (tmp_path / "7.ics").unlink()
    (tmp_path / "8.ics").write_bytes(plain(uid="own8", description="new words"))
    found = {each.uid: each.description for each in calendar.read(YEAR).events}
    assert (len(found), found["own8"]) == (299, "new words")
