"""Whatever a calendar can hold comes back from the store as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from connectors.calendar_event import (
    Answer,
    CalendarEvent,
    EventDraft,
    EventStatus,
    Handle,
    OwnedMark,
    PlatformWorkout,
)
from sync_service.errors import StoreError
from sync_service.store.database import Store
from sync_service.store.records import Item, ItemKind, KnownEvent
from tests.store.samples import busy, state, workout

ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")])
TEXTS = st.text(max_size=30)  # astral characters and NUL too, no surrogates
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=ZONES) | st.dates()  # noqa: DTZ001 the zone is drawn
NUMBERS = st.none() | st.floats(0, 1e6)
HANDLES = st.builds(Handle, TEXTS, TEXTS, st.none() | TEXTS)
STATUSES = st.sampled_from(EventStatus)
EVENTS = st.builds(
    CalendarEvent,
    TEXTS,
    MOMENTS,
    MOMENTS,
    recurrence_id=st.none() | TEXTS,
    identity=TEXTS,
    summary=TEXTS,
    description=TEXTS,
    location=TEXTS,
    status=STATUSES,
    busy=st.booleans(),
    private=st.booleans(),
    owned=st.booleans(),
    categories=st.lists(TEXTS, max_size=2).map(tuple),
    platform=st.none() | st.builds(PlatformWorkout, TEXTS, st.none() | TEXTS, NUMBERS),
    handle=st.none() | HANDLES,
    mark=st.none() | st.builds(OwnedMark, TEXTS, TEXTS, TEXTS),
    answer=st.none() | st.sampled_from(Answer),
)
DRAFTS = st.builds(EventDraft, TEXTS, MOMENTS, MOMENTS, TEXTS, TEXTS, TEXTS, status=STATUSES)
ITEMS = st.builds(
    Item,
    TEXTS,
    st.sampled_from(ItemKind),
    TEXTS,
    TEXTS,
    HANDLES,
    DRAFTS,
    TEXTS,
    st.none() | TEXTS,
    st.integers(0, 99),
    st.none() | MOMENTS,
    st.none() | MOMENTS,
)
EXAMPLES = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def utc(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


@EXAMPLES
@given(found=EVENTS)
def test_an_event_comes_back(store: Store, found: CalendarEvent) -> None:
    known = KnownEvent("plan", found, is_workout=True)
    with store.rehearsal("Sam") as ledger:
        assert ledger.put_events("plan", (known,)) == 1
        [again] = ledger.events()
        assert ledger.put_events("plan", (known,)) == 0
        assert ledger.put_events("plan", (again,)) == 0
    assert (again.event.start, again.event.end) == (utc(found.start), utc(found.end))
    assert type(again.event.start) is type(found.start)
    assert type(again.event.end) is type(found.end)
    told = replace(again.event, start=found.start, end=found.end)
    assert without_nul(told) == without_nul(found)


def without_nul(found: CalendarEvent | Item) -> str:
    return repr(found).replace(r"\x00", "\ufffd")


@EXAMPLES
@given(made=ITEMS)
def test_an_item_comes_back(store: Store, made: Item) -> None:
    with store.rehearsal("Sam") as ledger:
        ledger.put_item(made)
        [again] = ledger.items()
        ledger.remove_item(again)
        left = ledger.items()
    told = replace(again, written=made.written, was_start=None, was_end=None)
    meant = replace(made, was_start=None, was_end=None)
    assert without_nul(told) == without_nul(meant)
    assert again.written.start == utc(made.written.start)
    assert again.was_end == (made.was_end and utc(made.was_end))
    assert left == ()


@pytest.mark.parametrize("odd_one", [0, 0xD83C, 0xDFFF])
def test_what_no_calendar_can_hold_becomes_a_replacement_character(
    store: Store, odd_one: int
) -> None:
    text = f"a{chr(odd_one)}b"
    known = workout(1, summary=text)
    odd = replace(known, event=replace(known.event, uid=text, description=text))
    with store.writing("Sam") as ledger:
        ledger.put_events("plan", (odd,))
        assert ledger.put_events("plan", (odd,)) == 0
        [again] = ledger.events()
        assert ledger.put_events("plan", (again,)) == 0
    assert again.event.summary == again.event.description == again.event.uid == "a\ufffdb"


@pytest.mark.parametrize("name", ["", "a\0b", "a\ud83c", "x" * 201])
def test_a_name_that_cannot_be_kept_is_said_in_a_sentence(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="athlete's name"), store.writing(name):
        pass


def test_a_name_of_ten_thousand_characters_is_no_trouble_for_an_index(store: Store) -> None:
    known = workout(1)
    long = replace(known, event=replace(known.event, uid="\U0001f3c3" * 10_000))
    with store.writing("Sam") as ledger:
        ledger.put_events("plan", (long,))
        assert ledger.events() == (long,)


@contextmanager
def writes_counted() -> Iterator[list[str]]:
    """Every statement that changes a row, on any database, while the context lasts."""
    seen: list[str] = []

    def see(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        del connection, cursor
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", see)
    yield seen
    event.remove(Engine, "before_cursor_execute", see)


def test_an_unchanged_cycle_writes_no_row_of_an_event_or_a_source(store: Store) -> None:
    known = (workout(1), busy(2))
    with store.writing("Sam") as ledger:
        ledger.put_source(state())
        ledger.put_events("plan", known)
    with writes_counted() as seen, store.writing("Sam") as ledger:
        ledger.put_source(state())
        assert ledger.put_events("plan", known) == 0
    assert seen == []
