"""What is kept comes back, from both databases."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from connectors.calendar_event import (
    Answer,
    CalendarEvent,
    EventStatus,
    Handle,
    OwnedMark,
    PlatformWorkout,
)
from sync_service.store.database import Store
from sync_service.store.records import (
    CycleKind,
    CycleOutcome,
    Decision,
    Generation,
    KnownEvent,
    Step,
    Verdict,
)
from tests.store.samples import HOUR, NOW, busy, decision, entry, item, renamed, state, workout

SAM = "Sam"


def test_everything_comes_back_as_it_was_put(store: Store) -> None:
    known = (workout(1), workout(2), busy(3))
    with store.writing(SAM) as ledger:
        ledger.put_source(state())
        assert ledger.put_events("plan", known) == 3
        ledger.put_item(item())
        ledger.put_decision(decision(day=date(2026, 3, 5)))
    with store.reading(SAM) as ledger:
        assert ledger.sources() == (state(),)
        assert ledger.events("plan") == ledger.events() == known
        assert ledger.items() == (item(),)
        assert ledger.decisions() == (decision(day=date(2026, 3, 5)),)
        instant = ledger.decisions()[0].decided_at
        assert instant.utcoffset() == timedelta(0)


def test_the_last_generation_of_an_id_is_kept_for_each_calendar(store: Store) -> None:
    with store.writing(SAM) as ledger:
        for number in (1, 2):
            ledger.put_generation(Generation("fuel 1", "ours", number))
        ledger.put_generation(Generation("fuel 1", "other", 5))
    with store.reading(SAM) as ledger:
        kept = {(each.calendar, each.number) for each in ledger.generations()}
        assert kept == {("ours", 2), ("other", 5)}
    with store.reading("Kim") as ledger:
        assert ledger.generations() == ()


def test_the_latest_start_is_that_of_the_clock_that_was_furthest_ahead(store: Store) -> None:
    with store.writing(SAM) as ledger:
        assert ledger.latest_start() is None
        for hours in (0, 5, 2):
            ledger.begin_cycle(CycleKind.SYNC, NOW + hours * HOUR)
        assert ledger.latest_start() == NOW + 5 * HOUR


def test_athletes_know_nothing_of_each_other(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (workout(1),))
        ledger.put_item(item())
        ledger.begin_cycle(CycleKind.SYNC, NOW)
    with store.writing("Kim") as ledger:
        assert (ledger.events(), ledger.items(), ledger.cycles()) == ((), (), ())
        ledger.put_events("plan", ())
        ledger.remove_item(item())
    with store.reading(SAM) as ledger:
        assert ledger.events() == (workout(1),)
        assert ledger.items() == (item(),)
    assert store.athletes() == ("Kim", SAM)


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    def fails() -> None:
        with store.writing(SAM) as ledger:
            ledger.put_item(item())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert store.athletes() == ()


def test_only_differences_between_two_reads_are_written(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (workout(1), workout(2), workout(3)))
    changed = (workout(1), renamed(workout(2), "Tempo run"), workout(4))
    with store.writing(SAM) as ledger:
        assert ledger.put_events("plan", changed) == 3
        assert ledger.events() == changed
        assert ledger.put_events("plan", changed) == 0
        assert ledger.put_events("plan", ledger.events()) == 0


def _rich() -> KnownEvent:
    """A workout that has everything that an event can have."""
    known = workout(1)
    event = replace(
        known.event,
        location="Track",
        categories=("run",),
        platform=PlatformWorkout("trainingpeaks", planned_duration_min=60.0),
        handle=Handle("a.ics", "1"),
        mark=OwnedMark("key", "fuel", "hash"),
        answer=Answer.DECLINED,
    )
    return replace(known, event=event)


DIFFERENCES: dict[str, Any] = {
    "start": NOW,
    "end": NOW + 9 * HOUR,
    "recurrence_id": "20260302T063000Z",
    "identity": "other",
    "summary": "Tempo run",
    "description": "Run fast.",
    "location": "Park",
    "status": EventStatus.TENTATIVE,
    "busy": False,
    "private": True,
    "owned": True,
    "traced": True,
    "categories": ("run", "fast"),
    "platform": PlatformWorkout("trainingpeaks", planned_duration_min=61.0),
    "handle": Handle("a.ics", "2"),
    "mark": OwnedMark("key", "fuel", "other"),
    "answer": Answer.ACCEPTED,
    "uid": "other@example.org",
}


def test_every_field_of_an_event_is_one_that_a_difference_is_seen_in() -> None:
    assert set(DIFFERENCES) == {each.name for each in fields(CalendarEvent)}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_one_different_field_among_many_events_is_written(store: Store, name: str) -> None:
    others = (workout(2), workout(3))
    value = DIFFERENCES[name]
    event = replace(_rich().event, **{name: value})
    changed = replace(_rich(), event=event)
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (*others, _rich()))
        assert ledger.put_events("plan", (*others, changed)) >= 1
        assert changed in ledger.events()


class Titled(str):
    """A text as a library may hand it over."""

    __slots__ = ()


def test_a_text_of_a_class_of_its_own_is_stored_like_any_other(store: Store) -> None:
    known = renamed(workout(1), Titled("Tempo run"))
    with store.writing(SAM) as ledger:
        assert ledger.put_events("plan", (known,)) == 1
        assert ledger.put_events("plan", (known,)) == 0
        assert ledger.put_events("plan", (renamed(known, Titled("Easy run")),)) == 1


def test_the_order_of_a_feed_is_no_difference(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (workout(1), workout(2), workout(3)))
        assert ledger.put_events("plan", (workout(3), workout(1), workout(2))) == 0


def test_what_was_pruned_is_written_again_where_it_is_shown_again(store: Store) -> None:
    known = (workout(1), workout(500))
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", known)
        ledger.prune(NOW + timedelta(days=10))
        assert ledger.put_events("plan", known) == 1
        assert ledger.events() == known


def test_one_source_is_put_without_the_others(store: Store) -> None:
    other = replace(workout(2), source="other")
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (workout(1),))
        ledger.put_events("other", (other,))
        assert ledger.put_events("plan", ()) == 1
        assert ledger.events() == (other,)


def test_the_text_of_an_event_that_is_no_workout_is_refused(store: Store) -> None:
    with store.writing(SAM) as ledger, pytest.raises(ValueError, match="no workout"):
        ledger.put_events("plan", (replace(workout(1), is_workout=False),))


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    known = workout(1)
    naive = replace(known, event=replace(known.event, start=datetime(2026, 3, 2)))  # noqa: DTZ001
    with store.writing(SAM) as ledger, pytest.raises(ValueError, match="zone"):
        ledger.put_events("plan", (naive,))


def test_an_item_takes_the_place_of_its_forerunner_until_it_is_removed(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_item(item(etag="1"))
        ledger.put_item(item(etag="2"))
        assert ledger.items() == (item(etag="2"),)
        ledger.remove_item(item())
        assert ledger.items() == ()


def test_a_decision_is_kept_once_for_key_cause_verdict_and_day(store: Store) -> None:
    monday, later = date(2026, 3, 2), replace(decision(), decided_at=NOW + HOUR)
    with store.writing(SAM) as ledger:
        for each in (decision(), later, decision(day=monday), decision("other")):
            ledger.put_decision(each)
        assert set(ledger.decisions()) == {later, decision(day=monday), decision("other")}
        ledger.remove_decisions(("key",))
        assert ledger.decisions() == (decision("other"),)


def test_cycles_are_numbered_and_told_newest_first(store: Store) -> None:
    with store.writing(SAM) as ledger:
        first = ledger.begin_cycle(CycleKind.SYNC, NOW)
        second = ledger.begin_cycle(CycleKind.UNDO, NOW + HOUR)
        ended = replace(first, ended_at=NOW + HOUR, outcome=CycleOutcome.DONE, created=2)
        ledger.end_cycle(ended)
        assert (first.id, second.id) == (1, 2)
        assert ledger.cycles(limit=1) == (second,)
        assert ledger.cycles() == (second, ended)
        assert ledger.cycle(1) == ended
        assert ledger.cycle(3) is None


def test_the_journal_tells_what_is_open_after_a_kill(store: Store) -> None:
    with store.writing(SAM) as ledger:
        number = ledger.begin_cycle(CycleKind.SYNC, NOW).id
        ledger.intend((entry(number, 0), entry(number, 1), entry(number, 2)))
    with store.writing(SAM) as ledger:
        ledger.set_step(number, 0, Step.DONE, item(etag="3"))
        ledger.set_step(number, 2, Step.VOID)
        assert ledger.open_entries() == (entry(number, 1),)
        done = replace(entry(number, 0), step=Step.DONE, item=item(etag="3"))
        void = replace(entry(number, 2), step=Step.VOID)
        assert ledger.entries(number) == (done, entry(number, 1), void)


def test_the_same_shape_is_held_once_until_it_is_released(store: Store) -> None:
    with store.writing(SAM) as ledger:
        plan = ledger.hold("shape", "Half of it would go.", 12, NOW)
        assert ledger.hold("shape", "Half of it would go.", 12, NOW + HOUR) == plan
        released = ledger.release(plan.id, NOW + HOUR)
        assert released == replace(plan, released_at=NOW + HOUR)
        assert ledger.release(plan.id, NOW + 2 * HOUR) == released
        assert ledger.release(99, NOW) is None
        again = ledger.hold("shape", "Half of it would go.", 12, NOW + 2 * HOUR)
        assert ledger.held_plans() == (released, again)
        ledger.forget_held(again.id)
        assert ledger.hold("other", "All of it would go.", 30, NOW).id == again.id + 1


def test_pruning_forgets_what_is_over_and_keeps_what_undo_needs(store: Store) -> None:
    declined = Decision("old", "c", Verdict.DECLINED, NOW, day=date(2026, 3, 3))
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (workout(1), workout(500)))
        ledger.put_decision(declined)
        ledger.put_decision(decision())
        for number in (1, 2, 3):
            ledger.begin_cycle(CycleKind.SYNC, NOW)
            ledger.intend((entry(number),))
        ledger.set_step(1, 0, Step.DONE)
        ledger.set_step(3, 0, Step.DONE)
        ledger.prune(NOW + timedelta(days=10))
        assert [cycle.id for cycle in ledger.cycles()] == [3, 2]
        assert ledger.entries(1) == ()
        assert len(ledger.entries(2)) == len(ledger.entries(3)) == 1
        assert ledger.events() == (workout(500),)
        assert ledger.decisions() == (decision(),)


def test_pruning_waits_until_a_day_has_gathered(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_events("gone", (replace(workout(1), source="gone"),))
        for day in range(5):
            ledger.begin_cycle(CycleKind.SYNC, NOW + timedelta(days=day))
        assert not ledger.prune_if_due(NOW + timedelta(hours=20))
        assert len(ledger.events()) == 1
        assert ledger.prune_if_due(NOW + timedelta(days=2, hours=1))
        assert [cycle.id for cycle in ledger.cycles()] == [5, 4]
        assert ledger.events() == ()
        assert not ledger.prune_if_due(NOW + timedelta(days=2, hours=20))


def test_cycles_that_wrote_are_found_behind_many_that_did_not(store: Store) -> None:
    with store.writing(SAM) as ledger:
        for number in range(1, 31):
            ledger.begin_cycle(CycleKind.SYNC, NOW)
            if number in {3, 7}:
                ledger.intend((entry(number),))
        assert [cycle.id for cycle in ledger.cycles_that_wrote()] == [7, 3]
        assert [cycle.id for cycle in ledger.cycles_that_wrote(1)] == [7]


def test_a_rehearsal_leaves_nothing_and_shows_what_would_be(store: Store) -> None:
    with store.writing(SAM) as ledger:
        ledger.put_item(item(etag="1"))
        ledger.begin_cycle(CycleKind.SYNC, NOW)
    with store.rehearsal(SAM) as ledger:
        assert ledger.items() == (item(etag="1"),)
        ledger.put_item(item(etag="2"))
        ledger.put_events("plan", (workout(1),))
        assert ledger.begin_cycle(CycleKind.SYNC, NOW).id == 2
        assert ledger.items() == (item(etag="2"),)
    with store.reading(SAM) as ledger:
        assert ledger.items() == (item(etag="1"),)
        assert ledger.events() == ()
        assert len(ledger.cycles()) == 1
    with store.rehearsal("Kim") as ledger:
        ledger.put_item(item())
    assert store.athletes() == (SAM,)


def test_nobody_waits_for_a_rehearsal(store: Store) -> None:
    with store.rehearsal(SAM) as rehearsed:
        rehearsed.put_item(item(etag="1"))
        with store.writing(SAM) as ledger:
            ledger.put_item(item(etag="2"))
            with store.rehearsal(SAM) as third:
                assert third.items() == ()
        rehearsed.put_item(item(etag="3"))
    with store.reading(SAM) as ledger:
        assert ledger.items() == (item(etag="2"),)


def test_times_are_the_same_in_whichever_zone_they_are_told(store: Store) -> None:
    known = workout(1)
    start = known.event.start
    assert isinstance(start, datetime)
    elsewhere = replace(
        known, event=replace(known.event, start=start.astimezone(ZoneInfo("Europe/Berlin")))
    )
    with store.writing(SAM) as ledger:
        ledger.put_events("plan", (known,))
        assert ledger.put_events("plan", (elsewhere,)) == 0
