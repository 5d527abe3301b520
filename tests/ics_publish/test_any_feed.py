"""What holds for whatever is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.calendar_event import EventDraft, EventStatus
from tests.examples_made import examples
from tests.ics_publish.drafts import as_shown, feed_of, meant_by, seen_by_ical, seen_by_icalendar

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "Europe/Dublin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Pacific/Apia",
        "UTC",
    )
]

any_text = st.text(st.characters(), max_size=120)
tricky_text = st.text(
    st.sampled_from("\\nN;,:\"'\r\n\t ^|\x00\x0b\x85\u2028\ud800ä€🏃"), max_size=120
)
texts = any_text | tricky_text
zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 1), timezones=zones)  # noqa: DTZ001
days = st.dates(date(1972, 1, 1), date(2099, 12, 1))


@st.composite
def timed_spans(draw: st.DrawFn) -> tuple[datetime, datetime]:
    start = draw(instants).replace(microsecond=0, fold=draw(st.integers(0, 1)))
    length = timedelta(minutes=draw(st.integers(0, 4000)))
    return start, (start.astimezone(UTC) + length).astimezone(draw(zones))


@st.composite
def all_day_spans(draw: st.DrawFn) -> tuple[date, date]:
    start = draw(days)
    return start, start + timedelta(days=draw(st.integers(1, 30)))


@st.composite
def drafts(draw: st.DrawFn) -> EventDraft:
    start, end = draw(timed_spans() | all_day_spans())
    return EventDraft(
        uid=draw(texts.filter(as_shown)),
        start=start,
        end=end,
        summary=draw(texts),
        description=draw(texts),
        location=draw(texts),
        status=draw(st.sampled_from(EventStatus)),
        busy=draw(st.booleans()),
        owned=draw(st.booleans()),
        categories=tuple(draw(st.lists(texts, max_size=3))),
    )


feeds = st.lists(drafts(), max_size=4, unique_by=lambda draft: as_shown(draft.uid))
thorough = settings(deadline=None, max_examples=examples(50))


@thorough
@given(feeds)
def test_icalendar_reads_every_field_as_it_was_meant(given: list[EventDraft]) -> None:
    seen = seen_by_icalendar(feed_of(given))

    assert {event.uid: event for event in seen} == {
        meant.uid: meant for meant in map(meant_by, given)
    }


@thorough
@given(feeds)
def test_ical_reads_every_field_as_it_was_meant(given: list[EventDraft]) -> None:
    # This reader parts categories at an escaped comma too.
    given = [
        replace(draft, categories=tuple(text.replace(",", "") for text in draft.categories))
        for draft in given
    ]
    seen = seen_by_ical(feed_of(given))

    assert {event.uid: event for event in seen} == {
        meant.uid: meant for meant in map(meant_by, given)
    }


@thorough
@given(feeds, texts)
def test_no_line_is_longer_than_75_octets_or_broken_inside_a_character(
    given: list[EventDraft], name: str
) -> None:
    feed = feed_of(given, calendar_name=name)

    lines = feed.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        line.decode()


@thorough
@given(feeds, st.datetimes(datetime(2026, 1, 5), timezones=st.just(UTC)))  # noqa: DTZ001
def test_publishing_again_with_nothing_changed_gives_the_same_bytes(
    given: list[EventDraft], later: datetime
) -> None:
    feed = feed_of(given)

    assert feed_of(given) == feed
    assert feed_of(reversed(given), now=later, previous=feed) == feed
