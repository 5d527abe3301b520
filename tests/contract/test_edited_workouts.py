"""What every writer does with the athlete's own events: description and time, nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.writing import EditWorkout, Outcome
from tests.contract.bench import (
    BERLIN,
    YEAR,
    Bench,
    Seed,
    delete,
    describe,
    do,
    done,
    handle_of,
    move,
    seeded,
    shift,
    standing,
    times,
)

HOUR = timedelta(hours=1)
DAYS = Seed("days", date(2026, 3, 28), date(2026, 3, 30))
SERIES = Seed("series", weeks=6)
PLAIN = Seed("plain", decorated=False)
BARE = Seed("bare", description="")
AUTUMN = Seed(
    "autumn",
    datetime(2026, 10, 18, 2, 30, tzinfo=BERLIN),
    datetime(2026, 10, 18, 3, 30, tzinfo=BERLIN),
    weeks=3,
)
FOREIGN = Seed(
    "foreign", datetime(2026, 1, 7, 6, 30, tzinfo=UTC), datetime(2026, 1, 7, 7, 30, tzinfo=UTC)
)
TEXTS = [
    "ours",
    "",
    "two\nlines\n\n  indented\n",
    "a;b,c\\d \\n \\, \\; : \"quoted\" 'it'",
    "tab\tbed",
    "👩🏽\N{ZERO WIDTH JOINER}🚀 e\N{COMBINING ACUTE ACCENT}a\N{COMBINING DIAERESIS}",
    "\N{RIGHT-TO-LEFT OVERRIDE}אבג عربى 中文",
    "END:VEVENT\nBEGIN:VALARM\nDESCRIPTION:x",
    "x" * 10_000,
    "🏃 " * 3_333,
    " leading and trailing ",
]


def _others(bench: Bench, event: CalendarEvent) -> list[CalendarEvent]:
    """All events but one, in a certain order."""
    events = bench.reader.read(YEAR).events
    return sorted(
        (e for e in events if (e.uid, e.recurrence_id) != (event.uid, event.recurrence_id)),
        key=lambda e: (e.uid, e.recurrence_id or ""),
    )


@pytest.mark.parametrize("seed", [Seed(), DAYS, PLAIN, BARE, FOREIGN, SERIES], ids=lambda s: s.uid)
def test_a_description_is_all_that_changes_and_comes_back_as_found(
    bench: Bench, seed: Seed
) -> None:
    event = seeded(bench, seed)[-1]
    found, rest = bench.dump(), bench.rest_of(event)
    changed = done(bench, describe(event, f"{event.description}\n\n── ours ──"))
    assert changed.description == f"{event.description}\n\n── ours ──"
    assert (changed.summary, times(changed)) == (event.summary, times(event))
    assert bench.rest_of(changed) == rest
    done(bench, describe(changed, event.description))
    assert bench.dump() == found


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("seed", [Seed(), SERIES], ids=lambda s: s.uid)
def test_any_text_is_read_back_and_taken_back(bench: Bench, seed: Seed, text: str) -> None:
    event = seeded(bench, seed)[-1]
    found, rest = bench.dump(), bench.rest_of(event)
    changed = done(bench, describe(event, text))
    assert changed.description == text
    assert standing(bench, changed) == changed
    assert bench.rest_of(changed) == rest
    done(bench, describe(changed, event.description))
    assert bench.dump() == found


def test_line_ends_of_other_systems_become_one_kind(bench: Bench) -> None:
    (event,) = seeded(bench)
    assert done(bench, describe(event, "a\r\nb\rc")).description == "a\nb\nc"


def test_many_changes_in_a_row_come_back_as_found(bench: Bench) -> None:
    (event,) = seeded(bench)
    found, changed = bench.dump(), event
    for text in ("one", "", "two", event.description + "\nthree"):
        changed = done(bench, describe(changed, text))
    done(bench, describe(changed, event.description))
    assert bench.dump() == found


@pytest.mark.parametrize("seed", [Seed(), PLAIN, FOREIGN, SERIES], ids=lambda s: s.uid)
def test_a_move_is_all_that_changes_and_comes_back_as_found(bench: Bench, seed: Seed) -> None:
    event = seeded(bench, seed)[-1]
    found, rest, others = bench.dump(), bench.rest_of(event), _others(bench, event)
    changed = done(bench, shift(event, timedelta(days=2, hours=3)))
    by = timedelta(days=2, hours=3)
    assert times(changed) == (event.start + by, event.end + by)
    assert (changed.summary, changed.description) == (event.summary, event.description)
    assert bench.rest_of(changed) == rest
    assert [times(e) for e in _others(bench, event)] == [times(e) for e in others]
    done(bench, move(changed, event.start, event.end))
    assert bench.dump() == found


def test_a_move_keeps_the_zone_of_the_event(bench: Bench) -> None:
    (event,) = seeded(bench)
    start = datetime(2026, 7, 7, 16, 0, tzinfo=UTC)
    changed = done(bench, move(event, start, start + HOUR))
    assert isinstance(changed.start, datetime)
    assert changed.start.utcoffset() == timedelta(hours=2)
    assert times(changed) == (start, start + HOUR)


def test_a_move_may_change_the_length(bench: Bench) -> None:
    (event,) = seeded(bench)
    assert isinstance(event.start, datetime)
    changed = done(bench, move(event, event.start, event.start + 3 * HOUR))
    assert times(changed)[1] == event.start + 3 * HOUR


def test_days_are_moved_as_days(bench: Bench) -> None:
    (event,) = seeded(bench, DAYS)
    found = bench.dump()
    changed = done(bench, move(event, date(2026, 10, 24), date(2026, 10, 26)))
    assert (changed.start, changed.end) == (date(2026, 10, 24), date(2026, 10, 26))
    done(bench, move(changed, event.start, event.end))
    assert bench.dump() == found


@pytest.mark.parametrize("seed", [Seed(), DAYS], ids=lambda s: s.uid)
def test_a_day_may_become_a_time_and_a_time_a_day(bench: Bench, seed: Seed) -> None:
    (event,) = seeded(bench, seed)
    found = bench.dump()
    start: datetime | date = date(2026, 1, 9)
    end: datetime | date = date(2026, 1, 10)
    if event.all_day:
        start = datetime(2026, 1, 9, 18, 0, tzinfo=BERLIN)
        end = datetime(2026, 1, 9, 19, 0, tzinfo=BERLIN)
    changed = done(bench, move(event, start, end))
    assert times(changed) == times(CalendarEvent("", start, end))
    done(bench, move(changed, event.start, event.end))
    assert bench.dump() == found


def test_a_time_in_the_hour_that_comes_twice_is_kept(bench: Bench) -> None:
    (event,) = seeded(bench)
    found = bench.dump()
    for utc in (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ):
        event_now = standing(bench, event) or event
        changed = done(bench, move(event_now, utc, utc + HOUR))
        assert times(changed) == (utc, utc + HOUR)
    done(bench, move(changed, event.start, event.end))
    assert bench.dump() == found


def test_description_and_time_change_together(bench: Bench) -> None:
    (event,) = seeded(bench)
    found = bench.dump()
    start, end = event.start + HOUR, event.end + HOUR
    changed = done(bench, EditWorkout(handle_of(event), "moved", start, end))
    assert (changed.description, times(changed)) == ("moved", times(CalendarEvent("", start, end)))
    done(bench, EditWorkout(handle_of(changed), event.description, event.start, event.end))
    assert bench.dump() == found


def test_an_edit_that_says_what_stands_changes_nothing(bench: Bench) -> None:
    for event in (*seeded(bench), seeded(bench, SERIES)[2]):
        found = bench.dump()
        same = EditWorkout(handle_of(event), event.description, event.start, event.end)
        assert times(done(bench, same)) == times(event)
        done(bench, EditWorkout(handle_of(event)))
        assert bench.dump() == found


@pytest.mark.parametrize("seed", [SERIES, AUTUMN], ids=lambda s: s.uid)
def test_an_instance_is_changed_alone(bench: Bench, seed: Seed) -> None:
    events = seeded(bench, seed)
    others, found = _others(bench, events[1]), bench.dump()
    changed = done(bench, describe(events[1], "this week only"))
    assert changed.recurrence_id == events[1].recurrence_id
    told = [(e.recurrence_id, times(e), e.description) for e in others]
    assert [(e.recurrence_id, times(e), e.description) for e in _others(bench, changed)] == told
    done(bench, describe(changed, events[1].description))
    assert bench.dump() == found


def test_instances_are_changed_in_one_call_with_the_handles_of_one_read(bench: Bench) -> None:
    events = seeded(bench, SERIES)
    found = bench.dump()
    results = do(bench, *(describe(each, f"week {n}") for n, each in enumerate(events)))
    assert [each.outcome for each in results] == [Outcome.DONE] * len(events)
    read = sorted(bench.reader.read(YEAR).events, key=lambda e: e.recurrence_id or "")
    assert [each.description for each in read] == [f"week {n}" for n in range(len(events))]
    back = [describe(e.event, events[0].description) for e in reversed(results) if e.event]
    assert [each.outcome for each in do(bench, *back)] == [Outcome.DONE] * len(events)
    assert bench.dump() == found


def test_a_moved_instance_keeps_its_name(bench: Bench) -> None:
    events = seeded(bench, SERIES)
    changed = done(bench, shift(events[3], timedelta(days=9)))
    assert changed.recurrence_id == events[3].recurrence_id
    assert standing(bench, changed) == changed
    assert len(bench.reader.read(YEAR).events) == len(events)


def test_a_stale_handle_is_a_conflict_and_nothing_changes(bench: Bench) -> None:
    (event,) = seeded(bench)
    bench.describe(event, "the athlete's new plan")
    found = bench.dump()
    assert do(bench, describe(event, "ours"))[0].outcome is Outcome.CONFLICT
    assert do(bench, shift(event, HOUR))[0].outcome is Outcome.CONFLICT
    assert bench.dump() == found


def test_a_series_changed_in_between_is_a_conflict(bench: Bench) -> None:
    events = seeded(bench, SERIES)
    bench.describe(events[0], "the athlete's new plan")
    assert do(bench, describe(events[2], "ours"))[0].outcome is Outcome.CONFLICT


def test_an_event_deleted_in_between_is_gone(bench: Bench) -> None:
    (event,) = seeded(bench)
    bench.delete(event)
    found = bench.dump()
    assert do(bench, describe(event, "ours"))[0].outcome is Outcome.GONE
    assert bench.dump() == found


def test_what_the_athlete_wrote_since_stays_when_ours_is_taken_out(bench: Bench) -> None:
    (event,) = seeded(bench)
    annotated = done(bench, describe(event, f"{event.description}\n\nours"))
    bench.describe(annotated, f"{event.description} And strides.\n\nours")
    now = standing(bench, annotated)
    assert now is not None
    last = done(bench, describe(now, f"{event.description} And strides."))
    assert last.description == f"{event.description} And strides."
    assert (last.summary, times(last)) == (event.summary, times(event))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 1, 7), datetime(2026, 1, 7, 8, 0, tzinfo=UTC)),
        (date(2026, 1, 7), date(2026, 1, 7)),
        (datetime(2026, 1, 7, 8, 0, tzinfo=UTC), datetime(2026, 1, 7, 7, 0, tzinfo=UTC)),
        (datetime(2026, 1, 7, 8, 0), datetime(2026, 1, 7, 9, 0)),  # noqa: DTZ001 (is refused)
        (datetime(2026, 1, 7, 8, 0, tzinfo=UTC), None),
    ],
)
def test_times_that_no_event_can_have_are_refused(
    bench: Bench, start: datetime | date, end: datetime | date | None
) -> None:
    (event,) = seeded(bench)
    found = bench.dump()
    (result,) = do(bench, EditWorkout(handle_of(event), start=start, end=end))
    assert (result.outcome, bool(result.why)) == (Outcome.REFUSED, True)
    assert bench.dump() == found


def test_the_athletes_event_is_still_theirs_after_an_edit(bench: Bench) -> None:
    for event in (*seeded(bench), seeded(bench, SERIES)[1]):
        changed = done(bench, describe(event, "ours"))
        assert (changed.owned, changed.mark) == (False, None)
        assert do(bench, delete(changed))[0].outcome is Outcome.REFUSED
