"""What every writer does with events of ours."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.calendar_event import EventDraft, EventStatus, OwnedMark
from connectors.writing import Outcome
from tests.contract.bench import (
    BERLIN,
    MARK,
    YEAR,
    Bench,
    Seed,
    create,
    delete,
    describe,
    do,
    done,
    draft,
    replace,
    seeded,
    standing,
    times,
)

OTHER = OwnedMark("spacing/2026-01-07", "move", "aabbcc")


def test_what_is_created_stands_there_as_drafted(bench: Bench) -> None:
    made = done(bench, create())
    (read,) = bench.reader.read(YEAR).events
    assert made == read == standing(bench, made)
    assert (read.summary, read.description) == ("30 g protein", "Quark with berries")
    assert times(read) == times(draft())
    assert (read.owned, read.mark) == (True, MARK)


def test_what_is_created_twice_is_taken_and_names_what_stands(bench: Bench) -> None:
    made = done(bench, create())
    found = bench.dump()
    (again,) = do(bench, create(draft(summary="other")))
    assert (again.outcome, again.event) == (Outcome.TAKEN, made)
    assert bench.dump() == found


def test_an_id_is_free_or_taken_for_good_once_its_event_was_deleted(bench: Bench) -> None:
    do(bench, delete(done(bench, create())))
    (again,) = do(bench, create())
    assert again.outcome in (Outcome.DONE, Outcome.TAKEN)
    assert (again.event is None) == (again.outcome is Outcome.TAKEN)


def test_what_is_replaced_says_the_new_and_nothing_of_the_old(bench: Bench) -> None:
    made = done(bench, create())
    changed = done(bench, replace(made, draft(summary="40 g", description=""), OTHER))
    assert (changed.summary, changed.description, changed.mark) == ("40 g", "", OTHER)
    assert bench.reader.read(YEAR).events == (changed,)
    assert changed.handle != made.handle


def test_a_replacement_by_the_same_changes_nothing(bench: Bench) -> None:
    made = done(bench, create())
    found = bench.dump()
    same = done(bench, replace(made, draft()))
    assert times(same) == times(made)
    assert bench.dump() == found


def test_what_is_deleted_is_gone_and_gone_again(bench: Bench) -> None:
    made = done(bench, create())
    first, second = do(bench, delete(made), delete(made))
    assert (first.outcome, second.outcome) == (Outcome.DONE, Outcome.GONE)
    assert standing(bench, made) is None
    assert bench.reader.read(YEAR).events == ()
    assert do(bench, replace(made, draft()))[0].outcome is Outcome.GONE


def test_what_was_created_and_deleted_leaves_the_calendar_as_found(bench: Bench) -> None:
    bench.seed(Seed())
    found = bench.dump()
    do(bench, delete(done(bench, create())))
    assert bench.dump() == found


def test_a_foreign_change_in_between_is_a_conflict_and_stays(bench: Bench) -> None:
    made = done(bench, create())
    bench.describe(made, "my own words")
    found = bench.dump()
    results = do(bench, replace(made, draft(summary="ours")), delete(made))
    assert [each.outcome for each in results] == [Outcome.CONFLICT, Outcome.CONFLICT]
    assert bench.dump() == found


def test_a_foreign_drag_is_seen_and_a_conflict(bench: Bench) -> None:
    made = done(bench, create())
    start = datetime(2026, 1, 9, 19, 0, tzinfo=BERLIN)
    bench.move(made, start, start + timedelta(hours=1))
    now = standing(bench, made)
    assert now is not None
    assert times(now) == times(draft(start, start + timedelta(hours=1)))
    assert do(bench, delete(made))[0].outcome is Outcome.CONFLICT
    assert do(bench, delete(now))[0].outcome is Outcome.DONE


def test_a_foreign_deletion_in_between_is_told(bench: Bench) -> None:
    made = done(bench, create())
    bench.delete(made)
    assert standing(bench, made) is None
    assert do(bench, replace(made, draft()))[0].outcome is Outcome.GONE
    assert list(bench.writer.owned()) == []


def test_the_mark_outlives_a_foreign_change_of_the_text(bench: Bench) -> None:
    made = done(bench, create())
    bench.describe(made, "my own words")
    now = standing(bench, made)
    assert now is not None
    assert (now.description, now.mark, now.owned) == ("my own words", MARK, True)
    assert [each.mark for each in bench.writer.owned()] == [MARK]


def test_the_handle_of_a_result_works_at_once(bench: Bench) -> None:
    event = done(bench, create())
    for number in range(5):
        event = done(bench, replace(event, draft(summary=f"{number} g")))
    assert do(bench, delete(event))[0].outcome is Outcome.DONE


@pytest.mark.parametrize("year", [1999, 2026, 2090])
def test_owned_finds_what_is_ours_whenever_it_is(bench: Bench, year: int) -> None:
    bench.seed(Seed())
    start = datetime(year, 3, 1, 8, 0, tzinfo=UTC)
    made = done(bench, create(draft(start)))
    day = done(bench, create(draft(date(year, 5, 1)), "fuel0002"))
    assert sorted(bench.writer.owned(), key=lambda e: e.uid) == [made, day]


def test_many_writes_are_answered_one_by_one_in_order(bench: Bench) -> None:
    count = bench.writer.capabilities.batch_size * 2 + 3
    writes = [create(draft(summary=f"{n}"), f"item{n:04}") for n in range(count)]
    results = do(bench, *writes)
    assert [each.event.summary for each in results if each.event] == [str(n) for n in range(count)]
    assert len(list(bench.writer.owned())) == count
    assert len(bench.reader.read(YEAR).events) == count


def test_one_refused_write_does_not_hinder_the_others(bench: Bench) -> None:
    backwards = draft(end=datetime(2026, 1, 1, 0, 0, tzinfo=UTC))
    results = do(bench, create(), create(backwards, "fuel0002"), create(draft(), "fuel0003"))
    done_, refused = Outcome.DONE, Outcome.REFUSED
    assert [each.outcome for each in results] == [done_, refused, done_]
    assert results[1].why


def test_no_writes_are_no_results(bench: Bench) -> None:
    found = bench.dump()
    assert do(bench) == []
    assert bench.dump() == found


@pytest.mark.parametrize("busy", [True, False])
@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("status", list(EventStatus))
def test_how_an_event_shows_is_read_back(
    bench: Bench, busy: bool, private: bool, status: EventStatus
) -> None:
    content = dataclasses.replace(draft(), busy=busy, private=private, status=status)
    made = done(bench, create(content))
    assert (made.busy, made.private, made.status) == (busy, private, status)


def test_days_stay_days(bench: Bench) -> None:
    made = done(bench, create(draft(date(2026, 3, 28), date(2026, 3, 31))))
    assert (made.start, made.end) == (date(2026, 3, 28), date(2026, 3, 31))
    later = done(bench, replace(made, draft(date(2026, 10, 25))))
    assert (later.start, later.end) == (date(2026, 10, 25), date(2026, 10, 26))


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 29, 1, 45, tzinfo=BERLIN),
        datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    ],
)
def test_an_instant_of_a_night_on_which_clocks_change_is_kept(
    bench: Bench, start: datetime
) -> None:
    end = (start.astimezone(UTC) + timedelta(minutes=40)).astimezone(start.tzinfo)
    content = draft(start, end)
    assert times(done(bench, create(content))) == times(content)


def test_nothing_of_ours_rings_or_invites(bench: Bench) -> None:
    made = done(bench, create(draft(summary="mailto:kim@example.org\nBEGIN:VALARM")))
    assert not bench.rings_or_invites(done(bench, replace(made, draft())))


def test_an_event_of_ours_is_not_edited_as_a_workout(bench: Bench) -> None:
    made = done(bench, create())
    assert do(bench, describe(made, "x"))[0].outcome is Outcome.REFUSED


def test_an_event_of_the_athletes_is_never_replaced_or_deleted(bench: Bench) -> None:
    (event,) = seeded(bench)
    found = bench.dump()
    results = do(bench, delete(event), replace(event, draft()))
    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.REFUSED]
    assert bench.dump() == found


def test_an_event_of_the_athletes_is_not_ours(bench: Bench) -> None:
    (event,) = seeded(bench)
    assert (event.owned, event.mark) == (False, None)
    assert list(bench.writer.owned()) == []


def test_an_id_that_no_calendar_could_take_is_refused(bench: Bench) -> None:
    results = do(
        bench, *(create(event_id=each) for each in ("abc", "WXYZ1", "../abcde", "a" * 1025))
    )
    assert {each.outcome for each in results} == {Outcome.REFUSED}


def test_a_long_id_is_an_id(bench: Bench) -> None:
    made = done(bench, create(event_id="a" * 1024))
    other = done(bench, create(draft(summary="other"), event_id="a" * 1023))
    assert made.uid != other.uid
    assert do(bench, create(event_id="a" * 1024))[0].event == made


def test_a_draft_without_zone_is_refused(bench: Bench) -> None:
    naive = datetime(2026, 1, 7, 8, 0)  # noqa: DTZ001 (what is refused)
    content = EventDraft("x", naive, naive + timedelta(hours=1), "naive")
    assert do(bench, create(content))[0].outcome is Outcome.REFUSED
