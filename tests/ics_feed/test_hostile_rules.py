"""Feeds whose rules ask for more work than a calendar can need: bounded, and healthy ones kept.

Work is counted in steps, so no test here measures time: a rule without bound would not end.
"""

from __future__ import annotations

from datetime import UTC, datetime

from connectors.ics_feed import read_calendar
from connectors.ports import ReadResult, TimeWindow

WINDOW = TimeWindow(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 27, tzinfo=UTC))
ALL_HOURS = ",".join(map(str, range(24)))
ALL_MINUTES = ",".join(map(str, range(60)))
HOSTILE = f"FREQ=DAILY;COUNT=999999;BYSETPOS=1;BYHOUR={ALL_HOURS};BYMINUTE={ALL_MINUTES}"


def event(uid: str, rule: str, start: str = "20250301T000000Z") -> str:
    lines = ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"RRULE:{rule}", "END:VEVENT")
    return "\r\n".join(lines) + "\r\n"


def read(*parts: str) -> ReadResult:
    body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n" + "".join(parts)
    return read_calendar((body + "END:VCALENDAR\r\n").encode(), WINDOW, UTC, "feed")


def test_hostile_rules_take_nothing_from_the_healthy_ones_behind_them() -> None:
    hostile = [event(f"bad{n}", HOSTILE) for n in range(30)]
    healthy = [event(f"good{n}", "FREQ=WEEKLY") for n in range(5)]
    result = read(*hostile, *healthy)
    assert {each.uid for each in result.events} == {f"good{n}" for n in range(5)}
    assert {each.component for each in result.problems} == {f"bad{n}" for n in range(30)}


def test_thousands_of_rules_by_the_second_cost_no_day_each() -> None:
    every_second = [event(f"s{n}", "FREQ=SECONDLY;COUNT=1;BYMONTH=3") for n in range(3000)]
    assert read(*every_second).events == ()


def test_zones_by_the_second_are_nobodys_zone() -> None:
    observance = (
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:STANDARD\r\n"
    )
    zones = "".join(
        f"BEGIN:VTIMEZONE\r\nTZID:Odd{n}\r\n{observance * 199}END:VTIMEZONE\r\n" for n in range(20)
    )
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;TZID=Odd{n}:20260310T060000\r\nEND:VEVENT\r\n"
        for n in range(20)
    )
    result = read(zones, events)
    assert len(result.events) == 20
    assert len(result.problems) == 20


def test_many_masters_and_overrides_of_one_uid_are_a_problem_of_that_uid_alone() -> None:
    start = "DTSTART:20260310T{:02d}{:02d}{:02d}Z"
    moments = [(n // 3600, n // 60 % 60, n % 60) for n in range(3000)]
    masters = "".join(
        f"BEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:1\r\n{start.format(*m)}\r\nEND:VEVENT\r\n"
        for m in moments
    )
    overrides = "".join(
        f"BEGIN:VEVENT\r\nUID:x\r\nRECURRENCE-ID:20260311T{m[0]:02d}{m[1]:02d}{m[2]:02d}Z\r\n"
        f"{start.format(*m)}\r\nEND:VEVENT\r\n"
        for m in moments
    )
    result = read(masters, overrides, event("good", "FREQ=WEEKLY"))
    assert "good" in {each.uid for each in result.events}
    assert any(each.component == "x" and "often" in each.what for each in result.problems)
