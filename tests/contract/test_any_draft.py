"""Whatever is drafted, and however the athlete writes: it is read back, and taken back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.calendar_event import EventDraft, EventStatus, OwnedMark
from connectors.ports import TimeWindow
from connectors.writing import EditWorkout
from tests.contract.bench import (
    Bench,
    Seed,
    create,
    delete,
    do,
    done,
    handle_of,
    instant,
    seeded,
    times,
)
from tests.examples_made import examples

ANY = settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NUMBERS = count()
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]
# What no calendar keeps is left out: controls, halves of characters, more than one kind of line end
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), max_size=80
).map(lambda text: re.sub(r"[,;]\Z", "", text)) | st.lists(
    st.sampled_from(["a", "\n", "\t", ",", ";", "\\", "\\n", '"', ":", "é", "🏃", " "]), max_size=90
).map("".join)
WORD = st.text("abcdefghijklmnopqrstuvwxyz/-0123456789", min_size=1, max_size=30)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[datetime | date, datetime | date]:
    if draw(st.booleans()):
        day = draw(st.dates(date(2026, 1, 2), date(2026, 12, 1)))
        return day, day + timedelta(days=draw(st.integers(1, 20)))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    start = draw(st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 1)))  # noqa: DTZ001
    begin = start.replace(microsecond=0, tzinfo=UTC)
    end = begin + timedelta(minutes=draw(st.integers(1, 3000)))
    return begin.astimezone(zone), end.astimezone(zone)


@st.composite
def _drafts(draw: st.DrawFn) -> EventDraft:
    start, end = draw(_spans())
    return EventDraft(
        uid="any@counterpoint",
        start=start,
        end=end,
        summary=draw(TEXT),
        description=draw(TEXT),
        location=draw(TEXT),
        status=draw(st.sampled_from(EventStatus)),
        busy=draw(st.booleans()),
        private=draw(st.booleans()),
    )


@ANY
@given(content=_drafts(), marks=st.tuples(WORD, WORD, WORD))
def test_any_draft_is_read_back(
    bench: Bench, content: EventDraft, marks: tuple[str, str, str]
) -> None:
    mark = OwnedMark(*marks)
    made = done(bench, create(content, f"any{next(NUMBERS):09}".replace("y", "v"), mark))
    around = _around(content)
    (read,) = (e for e in bench.reader.read(around).events if e.uid == made.uid)
    assert read == made
    assert times(read) == times(content)
    assert (read.summary, read.description) == (content.summary, content.description)
    assert (read.location, read.status) == (content.location, content.status)
    assert (read.busy, read.private) == (content.busy, content.private)
    assert (read.owned, read.mark) == (True, mark)
    do(bench, delete(read))


@ANY
@given(own=TEXT, ours=TEXT, span=_spans())
def test_any_edit_is_read_back_and_taken_back(
    bench: Bench, own: str, ours: str, span: tuple[datetime | date, datetime | date]
) -> None:
    (event,) = seeded(bench, Seed(f"own{next(NUMBERS):09}", description=own))
    found, rest = bench.dump(), bench.rest_of(event)
    assert event.description == own
    changed = done(bench, EditWorkout(handle_of(event), ours, *span))
    assert changed.description == ours
    assert times(changed) == (instant(span[0]), instant(span[1]))
    assert bench.rest_of(changed) == rest
    done(bench, EditWorkout(handle_of(changed), own, event.start, event.end))
    assert bench.dump() == found


def _around(content: EventDraft) -> TimeWindow:
    day = content.start.date() if isinstance(content.start, datetime) else content.start
    middle = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return TimeWindow(middle - timedelta(days=2), middle + timedelta(days=40))
