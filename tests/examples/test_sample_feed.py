"""The sample feed can be read by anyone, and holds what the demonstration needs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

EXAMPLES = Path(__file__).parents[2] / "examples"
FEED = (EXAMPLES / "sample_feed.ics").read_bytes()
BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY, LAST_DAY = date(2026, 1, 5), date(2026, 2, 1)
NO_WORKOUTS = {
    "Team meeting",
    "Dentist",
    "Dinner at Zoë's",
    "Registration for the spring half opens",
    "Sprint planning",
}
ALL_TIME = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


def calendar() -> Calendar:
    read = Calendar.from_ical(FEED)
    assert isinstance(read, Calendar)
    return read


def occurrences() -> list[Event]:
    found = recurring_ical_events.of(calendar()).between(*ALL_TIME)
    return [event for event in found if isinstance(event, Event)]


def title(event: Event) -> str:
    return str(event["SUMMARY"])


def description(event: Event) -> str:
    return str(event.get("DESCRIPTION", ""))


def workouts() -> list[Event]:
    return [event for event in occurrences() if title(event) not in NO_WORKOUTS]


def first_day_of(event: Event) -> date:
    start = event.start
    return start.astimezone(BERLIN).date() if isinstance(start, datetime) else start


def workout(slug: str, day: date | None = None) -> Event:
    (found,) = (
        event
        for event in workouts()
        if str(event["UID"]) == f"{slug}@sample.counterpoint.example"
        and (day is None or first_day_of(event) == day)
    )
    return found


def start_of(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start


def end_of(event: Event) -> datetime:
    assert isinstance(event.end, datetime)
    return event.end


def test_icalendar_reads_it_without_a_complaint() -> None:
    assert [part.name for part in calendar().walk() if part.errors] == []


def test_ical_reads_the_same_occurrences() -> None:
    (read,) = IcsCalendarStream.from_ics(FEED.decode()).calendars

    assert sorted((event.uid, event.summary) for event in read.timeline_tz(BERLIN)) == sorted(
        (str(event["UID"]), title(event)) for event in occurrences()
    )


def test_lines_end_and_fold_as_they_should() -> None:
    lines = FEED.split(b"\r\n")

    assert lines[-1] == b""
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_its_zone_is_the_one_of_berlin() -> None:
    (zone,) = calendar().timezones
    read = zone.to_tz(lookup_tzid=False)

    assert zone.tz_name == "Europe/Berlin"
    for day in range(0, 365, 7):
        noon = datetime(2026, 1, 5, 12) + timedelta(days=day)  # noqa: DTZ001
        assert noon.replace(tzinfo=read).utcoffset() == noon.replace(tzinfo=BERLIN).utcoffset()


def test_it_lasts_from_the_first_monday_to_the_last_sunday() -> None:
    days = {first_day_of(event) for event in workouts()}

    assert days == {FIRST_DAY + timedelta(days=number) for number in range(28)}
    assert {first_day_of(event) for event in occurrences()} == days


def test_uids_are_stable_and_never_look_like_ours() -> None:
    for event in calendar().events:
        assert re.fullmatch(r"[a-z0-9-]+@sample\.counterpoint\.example", str(event["UID"]))


@pytest.mark.parametrize(
    "pattern",
    [
        "^Recovery run",
        r"^\d+ km easy$",
        "^Easy run",
        "^Long run",
        "^Steady .* marathon pace$",
        "^Tempo run",
        r"^Intervals \d x \d+ m$",
        "^Hill repeats",
        "^Sprints",
        "^Race: .* 10k",
        "^Heavy lower body$",
        "^Upper body$",
        "^Light full-body lift$",
        "^Core",
        "^Ride",
        "^Swim",
        "^Rowing",
        "^Walk",
        "^Yoga",
        "^Rest day$",
        r"km easy \+ upper body$",
    ],
)
def test_every_kind_of_workout_is_there(pattern: str) -> None:
    assert any(re.search(pattern, title(event)) for event in workouts())


def test_the_race_is_in_the_last_week() -> None:
    assert first_day_of(workout("wk4-race")) == LAST_DAY


def test_heavy_lifts_are_prescribed() -> None:
    heavy = [event for event in workouts() if title(event) == "Heavy lower body"]

    assert len(heavy) == 4
    for event in heavy:
        assert re.search(r"\dx\d @ \d\d%, rest \d min", description(event))


def test_some_workouts_stand_on_days_as_platforms_publish_them() -> None:
    all_day = [event for event in workouts() if not isinstance(event.start, datetime)]
    runs = [event for event in all_day if title(event) != "Rest day"]

    assert len(runs) >= 4
    for event in runs:
        assert event.end == event.start + timedelta(days=1)
        assert re.search(r"^Planned Time: \d:\d\d$", description(event), re.MULTILINE)


def test_the_gym_class_recurs_with_one_week_left_out_and_one_moved() -> None:
    days = [first_day_of(event) for event in workouts() if "class" in title(event)]

    assert sorted(days) == [date(2026, 1, 7), date(2026, 1, 16), date(2026, 1, 28)]


def test_what_is_no_workout_is_there_too() -> None:
    assert {title(event) for event in occurrences()} >= NO_WORKOUTS
    assert sum(title(event) == "Team meeting" for event in occurrences()) == 4


def test_one_emoji_one_letter_beyond_ascii_and_texts_of_many_lines() -> None:
    signs = [sign for event in occurrences() for sign in title(event) if not sign.isascii()]

    assert sorted(signs) == ["ë", "🏁"]
    assert any(description(event).count("\n") >= 2 for event in occurrences())


def hours_between(first: Event, second: Event) -> float:
    return (start_of(second) - end_of(first)) / timedelta(hours=1)


CASES: dict[str, Callable[[], bool]] = {
    "same-day-gap, too short": lambda: hours_between(workout("wk1-long"), workout("wk1-full")) < 4,
    "same-day-gap, short": lambda: (
        4 <= hours_between(workout("wk1-steady"), workout("gym-class", date(2026, 1, 7))) < 6
    ),
    "run-after-heavy-lower": lambda: (
        0 < hours_between(workout("wk4-lower"), workout("wk4-easy")) < 6
    ),
    "lift-before-hard-run": lambda: (
        hours_between(workout("wk4-sprints"), workout("gym-class", date(2026, 1, 28))) > 6
    ),
    "day-after-hard-run and hard-days-in-a-row": lambda: (
        [first_day_of(workout(f"wk2-{name}")) for name in ("tempo", "intervals", "lower")]
        == [date(2026, 1, 13), date(2026, 1, 14), date(2026, 1, 15)]
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_it_holds_a_case_of(rule: str) -> None:
    assert CASES[rule]()


def test_in_the_third_week_no_day_holds_two_sessions() -> None:
    third = [event for event in workouts() if first_day_of(event).isocalendar().week == 4]

    assert len(third) == len({first_day_of(event) for event in third}) == 7


def test_the_athlete_is_sam_of_berlin_and_everything_is_on() -> None:
    sam = tomllib.loads((EXAMPLES / "athlete.toml").read_text(encoding="utf-8"))

    assert (sam["name"], sam["time_zone"], sam["priority"]) == ("Sam", "Europe/Berlin", "muscle")
    assert sam["rules_off"] == []
    assert not {"sources", "write_to"} & sam.keys()
