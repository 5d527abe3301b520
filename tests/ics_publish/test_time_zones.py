"""Every TZID is explained by a VTIMEZONE that says what the zone's clocks show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Timezone

from tests.ics_publish.drafts import calendar_in, draft, event_in, feed_of, unfolded

NAMES = [
    "Europe/Berlin",
    "Europe/Dublin",  # winter time is kept as negative daylight saving
    "America/New_York",
    "America/Sao_Paulo",  # no longer changes its clocks
    "Australia/Lord_Howe",  # by half an hour
    "Africa/Casablanca",  # two changes a year that follow the moon
    "Asia/Kolkata",
]
MINUTE = timedelta(minutes=1)


def zone_in_feed(name: str, *days: date) -> Timezone:
    """The VTIMEZONE of a feed that holds an event at noon on each day."""
    noons = [datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)) for day in days]
    feed = feed_of([draft(f"event-{place}", noon) for place, noon in enumerate(noons)])
    (component,) = calendar_in(feed).timezones
    return component


def as_dateutil_reads(component: Timezone) -> tzinfo:
    zone = tzical(StringIO(component.to_ical().decode())).get(component.tz_name)
    assert zone is not None
    return zone


def offset_by_transitions(component: Timezone, moment: datetime) -> timedelta:
    """The offset at an instant, by the transitions that icalendar finds."""
    times, clocks = component.get_transitions()
    return clocks[bisect_right(times, moment.replace(tzinfo=None)) - 1][0]


def instants(start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    while start < end:
        yield start
        start += step


def nights_of_change(zone: ZoneInfo, year: int) -> list[datetime]:
    """Midnights (UTC) after which the zone's offset changes within a day."""
    midnights = instants(
        datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC), timedelta(days=1)
    )
    return [
        midnight
        for midnight in midnights
        if midnight.astimezone(zone).utcoffset()
        != (midnight + timedelta(days=1)).astimezone(zone).utcoffset()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_offset_is_right_at_every_instant_of_the_years_of_the_events(name: str) -> None:
    component = zone_in_feed(name, date(2025, 6, 1), date(2027, 6, 1))
    zone = ZoneInfo(name)
    first, last = datetime(2025, 1, 1, tzinfo=zone), datetime(2027, 12, 31, 23, 59, tzinfo=zone)

    for moment in instants(first.astimezone(UTC), last.astimezone(UTC), timedelta(hours=5)):
        assert offset_by_transitions(component, moment) == moment.astimezone(zone).utcoffset()


@pytest.mark.parametrize("name", NAMES)
def test_the_offset_is_right_in_every_minute_of_a_night_of_change(name: str) -> None:
    component, zone = zone_in_feed(name, date(2026, 6, 1)), ZoneInfo(name)

    for midnight in nights_of_change(zone, 2026):
        for moment in instants(midnight, midnight + timedelta(days=1), MINUTE):
            assert offset_by_transitions(component, moment) == moment.astimezone(zone).utcoffset()


@pytest.mark.parametrize("name", NAMES)
def test_dateutil_takes_wall_times_of_a_night_of_change_for_the_same_instants(name: str) -> None:
    read = as_dateutil_reads(zone_in_feed(name, date(2026, 6, 1)))
    zone = ZoneInfo(name)

    for midnight in nights_of_change(zone, 2026):
        for moment in instants(midnight, midnight + timedelta(days=1), 5 * MINUTE):
            shown = moment.astimezone(zone)
            # The second of two equal wall times cannot be named in iCalendar.
            if not shown.fold:
                assert shown.replace(tzinfo=read).utcoffset() == shown.utcoffset()


def test_the_zones_that_are_tried_change_in_both_directions_or_not_at_all() -> None:
    changes = {name: len(nights_of_change(ZoneInfo(name), 2026)) for name in NAMES}

    assert changes["Europe/Berlin"] == changes["Australia/Lord_Howe"] == 2
    assert changes["Asia/Kolkata"] == changes["America/Sao_Paulo"] == 0


def test_a_zone_is_told_for_the_years_of_its_events_only() -> None:
    component = zone_in_feed("Europe/Berlin", date(2026, 6, 1))

    times, _ = component.get_transitions()
    assert [time.replace(tzinfo=UTC) for time in times] == [
        datetime(2025, 10, 26, 1, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
    ]


def test_a_zone_without_summer_time_has_one_observance() -> None:
    component = zone_in_feed("Asia/Kolkata", date(2026, 6, 1))

    (standard,) = component.standard
    assert not component.daylight
    assert standard.TZOFFSETFROM == standard.TZOFFSETTO == timedelta(hours=5, minutes=30)


def test_summer_time_is_daylight_and_winter_time_standard_in_ireland_too() -> None:
    component = zone_in_feed("Europe/Dublin", date(2026, 6, 1))

    assert {observance.TZOFFSETTO for observance in component.daylight} == {timedelta(hours=1)}
    assert {observance.TZOFFSETTO for observance in component.standard} == {timedelta(0)}


def test_the_zone_of_a_feed_does_not_change_when_its_events_move_on_by_a_day() -> None:
    assert zone_in_feed("Europe/Berlin", date(2026, 3, 1)) == zone_in_feed(
        "Europe/Berlin", date(2026, 3, 2)
    )


def test_each_zone_is_told_once_and_in_order_of_name() -> None:
    starts = [
        datetime(2026, 1, 7, 9, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 1, 7, 10, tzinfo=ZoneInfo("America/New_York")),
        datetime(2026, 1, 8, 9, tzinfo=ZoneInfo.no_cache("Europe/Berlin")),
        datetime(2026, 1, 9, 9, tzinfo=ZoneInfo("Etc/UTC")),
    ]
    feed = feed_of(draft(f"event-{place}", start) for place, start in enumerate(starts))

    assert [zone.tz_name for zone in calendar_in(feed).timezones] == [
        "America/New_York",
        "Europe/Berlin",
    ]


def test_a_start_and_an_end_may_stand_in_two_zones() -> None:
    start = datetime(2026, 1, 7, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    end = datetime(2026, 1, 7, 14, tzinfo=ZoneInfo("Asia/Kolkata"))
    feed = feed_of([draft(start=start, end=end)])

    assert "DTSTART;TZID=Europe/Berlin:20260107T090000" in unfolded(feed)
    assert "DTEND;TZID=Asia/Kolkata:20260107T140000" in unfolded(feed)
    assert len(calendar_in(feed).timezones) == 2


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("UTC"), ZoneInfo("Etc/UTC")])
def test_times_in_utc_need_no_zone(zone: tzinfo) -> None:
    feed = feed_of([draft(start=datetime(2026, 1, 7, 9, tzinfo=zone))])

    assert "DTSTART:20260107T090000Z" in unfolded(feed)
    assert not calendar_in(feed).timezones


def test_a_zone_without_a_name_is_written_in_utc() -> None:
    eastward = datetime(2026, 1, 7, 9, tzinfo=ZoneInfo("Europe/Berlin")).astimezone()
    feed = feed_of([draft(start=eastward)])

    assert "DTSTART:20260107T080000Z" in unfolded(feed)


def test_days_need_no_zone_and_end_exclusively() -> None:
    feed = feed_of([draft(start=date(2026, 3, 29))])

    assert "DTSTART;VALUE=DATE:20260329" in unfolded(feed)
    assert "DTEND;VALUE=DATE:20260330" in unfolded(feed)
    assert not calendar_in(feed).timezones


def test_the_second_of_two_equal_wall_times_is_written_in_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)

    event = event_in(feed_of([draft(start=first, end=first.replace(fold=1))]))

    assert event.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_wall_time_that_clocks_skip_becomes_the_one_that_they_show() -> None:
    skipped = datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    end = datetime(2026, 3, 29, 5, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    assert "DTSTART;TZID=Europe/Berlin:20260329T033000" in unfolded(
        feed_of([draft(start=skipped, end=end)])
    )
