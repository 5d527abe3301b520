"""Of the athlete's files nothing changes but the lines that have to."""

from __future__ import annotations

from datetime import datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from icalendar.prop import vText

from connectors.calendar_event import CalendarEvent
from connectors.local_calendar import LocalCalendar
from connectors.writing import EditWorkout, Outcome, Replace
from tests.local_calendar.files import (
    DRAFT,
    MARK,
    YEAR,
    calendar_in,
    create,
    do,
    done,
    handle_of,
    only,
    vcalendar,
)

TIMES = "DTSTART;TZID=Europe/Berlin:20260107T180000\nDTEND;TZID=Europe/Berlin:20260107T190000"
ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Shoes\nTRIGGER:-PT15M\nEND:VALARM"
ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Home\r\nX-LIC-LOCATION:Europe/Berlin\r\nBEGIN:STANDARD\r\n"
    b"DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
    b"END:VTIMEZONE\r\nBEGIN:VEVENT"
)
FILES = {
    "odd lines": vcalendar(
        f'x-lower;p="a;b:c":1\n{TIMES}\nsummary:Lift\ndescription;LANGUAGE=de;X-P="a:b":one\\N t\n'
        f" w\\, three\nX-ALT-DESC;FMTTYPE=text/html:<b>1</b>\nATTENDEE:mailto:k@x.org\n{ALARM}"
    ),
    "no description": vcalendar(f"{TIMES}\nSUMMARY:Lift\n{ALARM}"),
    "empty description": vcalendar(f"DESCRIPTION:\n{TIMES}\nSUMMARY:Lift"),
    "two descriptions": vcalendar(f"DESCRIPTION:a\n{TIMES}\nDESCRIPTION:b"),
    "duration": vcalendar("DTSTART:20260107T170000Z\nDURATION:PT60M\nDESCRIPTION:a"),
    "weeks": vcalendar("DTSTART;VALUE=DATE:20260107\nDURATION:P1W\nDESCRIPTION:a"),
    "no end": vcalendar("DTSTART:20260107T170000Z\nDESCRIPTION:a"),
    "day without end": vcalendar("DTSTART;VALUE=DATE:20260107\nDESCRIPTION:a"),
    "floating": vcalendar("DTSTART:20260107T180000\nDTEND:20260107T190000\nDESCRIPTION:a"),
    "own zone": vcalendar(
        "DTSTART;TZID=Home:20260107T180000\nDTEND;TZID=Home:20260107T190000\nDESCRIPTION:a"
    ).replace(b"BEGIN:VEVENT", ZONE),
    "line feeds": vcalendar(f"{TIMES}\nDESCRIPTION:a\\nb").replace(b"\r\n", b"\n"),
    "mixed line ends": vcalendar(f"{TIMES}\nDESCRIPTION:a").replace(b"PTION:a\r\n", b"PTION:a\n"),
    "no last line end": vcalendar(f"{TIMES}\nDESCRIPTION:a").rstrip(),
    "byte order mark": b"\xef\xbb\xbf" + vcalendar(f"{TIMES}\nDESCRIPTION:a"),
    "split character": vcalendar(f"{TIMES}\nDESCRIPTION:Läufe").replace(
        "ä".encode(), b"\xc3\r\n \xa4"
    ),
    "series": vcalendar(f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=4\nDESCRIPTION:a\n{ALARM}"),
    "series of days": vcalendar("DTSTART;VALUE=DATE:20260107\nRRULE:FREQ=DAILY;COUNT=4"),
    "series with override": vcalendar(
        f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260108T180000",
        "RECURRENCE-ID:20260109T170000Z\nDTSTART:20260109T180000Z\nDURATION:PT1H\nSUMMARY:moved",
    ),
    "series with periods": vcalendar(
        "DTSTART:20260107T170000Z\nDTEND:20260107T180000Z\nRDATE;VALUE=PERIOD:20260109T170000Z/PT2H"
    ),
}


def _calendar(folder: Path, content: bytes) -> LocalCalendar:
    (folder / "own.ics").write_bytes(content)
    return calendar_in(folder)


def _events(calendar: LocalCalendar) -> list[CalendarEvent]:
    return sorted(calendar.read(YEAR).events, key=lambda each: each.recurrence_id or "")


@pytest.mark.parametrize("name", FILES)
def test_every_event_comes_back_byte_for_byte(tmp_path: Path, name: str) -> None:
    calendar = _calendar(tmp_path, FILES[name])
    for event in _events(calendar):
        start, end = event.start + timedelta(days=2), event.end + timedelta(days=3)
        if isinstance(start, datetime):
            start += timedelta(hours=1)
        edit = EditWorkout(handle_of(event), f"{event.description}\nours", start, end)
        changed = done(calendar, edit)
        assert (tmp_path / "own.ics").read_bytes() != FILES[name]
        done(calendar, EditWorkout(handle_of(changed), event.description, event.start, event.end))
        assert (tmp_path / "own.ics").read_bytes() == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_only_lines_of_ours_differ(tmp_path: Path, name: str) -> None:
    calendar = _calendar(tmp_path, FILES[name])
    done(calendar, EditWorkout(handle_of(_events(calendar)[-1]), "ours"))
    written = (tmp_path / "own.ics").read_bytes()
    before, after = FILES[name].splitlines(keepends=True), written.splitlines(keepends=True)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    lost = b"".join(b"".join(before[i:j]) for _, i, j, k, n in steps if before[i:j] != after[k:n])
    assert lost.count(b"\n") - lost.count(b"\n ") <= (0 if "series" in name else 1)
    assert not lost or lost.lower().startswith(b"description")
    if "series" in name:
        return
    assert written.count(b"BEGIN:VALARM") == FILES[name].count(b"BEGIN:VALARM")


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_is_read_by_other_programs(tmp_path: Path, name: str) -> None:
    calendar = _calendar(tmp_path, FILES[name])
    event = _events(calendar)[-1]
    text = "long ünïcödé " * 20
    done(calendar, EditWorkout(handle_of(event), text, event.start, event.end))
    parsed = Calendar.from_ical((tmp_path / "own.ics").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert text in {str(each.get("DESCRIPTION")) for each in parsed.walk("VEVENT")} | {
        str(one) for each in parsed.walk("VEVENT") for one in each.get("DESCRIPTION") or ()
    }


def test_our_files_are_read_by_other_programs(tmp_path: Path) -> None:
    calendar = calendar_in(tmp_path)
    done(calendar, create())
    content = (tmp_path / "fuel0001.ics").read_bytes()
    assert b"METHOD" not in content  # a stored object has none (RFC 4791, 4.1)
    (event,) = Calendar.from_ical(content).events
    assert (str(event["SUMMARY"]), event.DTSTART) == (DRAFT.summary, DRAFT.start)
    (other,) = IcsCalendarStream.from_ics(content.decode()).calendars[0].events
    assert (other.summary, other.description) == (DRAFT.summary, DRAFT.description)
    assert other.dtstart == DRAFT.start


def test_the_same_writes_make_the_same_bytes(tmp_path: Path) -> None:
    bodies = []
    for name in ("one", "two"):
        calendar = calendar_in(tmp_path / name)
        made = done(calendar, create())
        done(calendar, Replace(handle_of(made), DRAFT, MARK))
        bodies.append((tmp_path / name / "fuel0001.ics").read_bytes())
    assert bodies[0] == bodies[1]


def test_a_series_that_was_split_is_left_alone(tmp_path: Path) -> None:
    content = vcalendar(
        f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=6",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260109T170000Z\nDTSTART:20260109T180000Z\nDURATION:PT1H",
    )
    calendar = _calendar(tmp_path, content)
    result = do(calendar, EditWorkout(handle_of(_events(calendar)[-1]), "ours"))
    assert result.outcome is Outcome.REFUSED
    assert (tmp_path / "own.ics").read_bytes() == content


def test_an_instance_that_the_athlete_changed_since_stays_changed(tmp_path: Path) -> None:
    calendar = _calendar(tmp_path, FILES["series"])
    changed = done(calendar, EditWorkout(handle_of(_events(calendar)[1]), "ours"))
    file = tmp_path / "own.ics"
    head, mark, own = file.read_bytes().rpartition(b"BEGIN:VEVENT")
    file.write_bytes(
        head + mark + own.replace(b"DESCRIPTION:ours", b"LOCATION:Gym\r\nDESCRIPTION:ours")
    )
    now = calendar.get(handle_of(changed))
    assert now is not None
    back = done(calendar, EditWorkout(handle_of(now), "a"))
    assert (back.description, back.location) == ("a", "Gym")


def test_what_was_ours_leaves_no_line_where_another_program_wrote_all_anew(tmp_path: Path) -> None:
    calendar = _calendar(tmp_path, FILES["odd lines"])
    event = only(calendar)
    done(calendar, EditWorkout(handle_of(event), f"{event.description}\nours"))
    file = tmp_path / "own.ics"
    anew = Calendar.from_ical(file.read_bytes())
    (component,) = anew.walk("VEVENT")
    component["DESCRIPTION"] = vText("new words\nours")
    file.write_bytes(anew.to_ical())
    last = done(calendar, EditWorkout(handle_of(only(calendar)), "new words"))
    assert last.description == "new words"
    assert b"X-COUNTERPOINT" not in file.read_bytes()
