"""Events that last for years, at the ends of the calendar and over them: told, and no more.

Somebody writes "until the end of time" as 31 December 9999. What lasts longer than any race is
no workout, and nothing that a look does may take as long as an event lasts.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Counterpoint, calendar, colon
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, is_one_sentence, set_up

LAST = "99991231T235959Z"
TITLES = ("Tempo run 10 km", "Easy run 5 km + upper body", "Rest day", "Dentist", "Holiday")
WITH_FOLDER = ATHLETE.replace(
    "sources = [", 'sources = [{ kind = "local_calendar", folder = "calendar" }, '
)


def span(title: str, start: str, end: str) -> str:
    lines = ("UID:far", "DTSTAMP:20260101T000000Z", f"DTSTART{start}", f"DTEND{end}")
    return "\r\n".join((*lines, f"SUMMARY:{title}"))


def in_feed(folder: Path, *events: str) -> Path:
    written = set_up(folder)
    (folder / "plan.ics").write_text(calendar(*COLLIDING, *events))
    return written


@pytest.mark.parametrize("title", TITLES[:2])
@pytest.mark.parametrize("end", [LAST, "99991231T120000Z", "22260114T060000Z"])
def test_an_event_until_the_end_of_time_hinders_nothing(
    counterpoint: Counterpoint, tmp_path: Path, title: str, end: str
) -> None:
    written = in_feed(tmp_path, span(title, colon("20260114T060000Z"), colon(end)))
    for command in (("sync", *NOW), ("sync", *LATER), ("status",), ("purge", "--yes", *LATER)):
        outcome = counterpoint(*command)
        assert outcome.status == 0, outcome.err
    assert contents(written) == {}
    checked = counterpoint("check", "plan.ics", "--from", "2026-01-12", "--format", "json")
    assert title not in [each["title"] for each in checked.document["workouts"]]
    (problem,) = checked.document["problems"]
    assert problem["component"] == "far"
    assert "longer than 10 days" in problem["what"]


@pytest.mark.parametrize(("hours", "is_workout"), [(144, True), (240, True), (241, False)])
def test_no_race_lasts_longer_than_ten_days(
    counterpoint: Counterpoint, tmp_path: Path, hours: int, *, is_workout: bool
) -> None:
    end = f"202601{14 + (6 + hours) // 24:02}T{(6 + hours) % 24:02}0000Z"
    in_feed(tmp_path, span("Ultra race", colon("20260114T060000Z"), colon(end)))
    checked = counterpoint("check", "plan.ics", "--from", "2026-01-12", "--format", "json")
    titles = [each["title"] for each in checked.document["workouts"]]
    assert ("Ultra race" in titles) is is_workout
    assert len(checked.document["problems"]) == (not is_workout)


def test_what_is_long_and_no_workout_is_not_told(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    in_feed(tmp_path, span("Project", colon("20260114T060000Z"), colon(LAST)))
    checked = counterpoint("check", "plan.ics", "--from", "2026-01-12", "--format", "json")
    assert checked.document["problems"] == []


def test_a_cycle_tells_of_a_workout_that_lasts_for_years(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    in_feed(tmp_path, span(TITLES[0], colon("20260114T060000Z"), colon(LAST)))
    outcome = counterpoint("sync", *NOW)
    assert is_one_sentence(outcome)
    assert "longer than 10 days" in outcome.err


clocks = st.sampled_from(["T000000", "T000001", "T120000", "T235959"])
zones = st.sampled_from(["Z", "", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])


@st.composite
def moments(draw: st.DrawFn, dates: tuple[str, ...]) -> str:
    day = draw(st.sampled_from(dates))
    zone = draw(zones)
    clock = draw(clocks)
    match zone:
        case "Z":
            return f":{day}{clock}Z"
        case "":
            return f":{day}{clock}"
        case _:
            return f";TZID={zone}:{day}{clock}"


STARTS = ("00010101", "00010102", "18000101", "20260110", "20260112", "20260201")
ENDS = ("20260111", "20260115", "20260206", "20261231", "22260101", "99991230", "99991231")
OF_DAYS = st.builds(lambda day: f";VALUE=DATE:{day}", st.sampled_from(STARTS + ENDS))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    title=st.sampled_from(TITLES),
    times=st.tuples(moments(STARTS), moments(ENDS)) | st.tuples(OF_DAYS, OF_DAYS),
    zone=st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
)
@example(TITLES[0], (":00010101T000000", ":99991231T235959"), "Pacific/Kiritimati")
@example(TITLES[0], (":00010101T000000", ":99991231T235959"), "Pacific/Pago_Pago")
@example(TITLES[3], (":00010101T000000", ":99991231T235959"), "Pacific/Kiritimati")
@example(TITLES[3], (":00010101T000000", ":99991231T235959"), "Pacific/Pago_Pago")
@example(TITLES[2], (":20260112T000000Z", ":99991231T235959Z"), "Pacific/Kiritimati")
@example(TITLES[0], (":20260115T000000", ":20260112T235959Z"), "Europe/Berlin")
def test_any_span_is_looked_at_by_every_command(
    counterpoint: Counterpoint, tmp_path: Path, title: str, times: tuple[str, str], zone: str
) -> None:
    odd = span(title, *times)
    (tmp_path / "counterpoint.db").unlink(missing_ok=True)  # of the example before
    set_up(tmp_path, athletes=WITH_FOLDER.replace("Europe/Berlin", zone))
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING, odd))
    folder = tmp_path / "calendar"
    folder.mkdir(exist_ok=True)
    (folder / "far.ics").write_text(calendar(odd.replace("UID:far", "UID:near")))
    found = contents(folder)
    for command in (("check", "--from", "2026-01-12"), ("sync", *NOW), ("sync", *LATER)):
        assert counterpoint(*command).status in {0, 1, 3}
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == (3 if "could not be read" in purged.err else 0)
    assert contents(folder) == found
