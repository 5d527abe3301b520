"""When athletes are due: appointments, pushes, pauses, and how many are in which state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sync_service.errors import LeaseLost, StoreError
from sync_service.store.database import Store
from sync_service.store.lease import Lease
from sync_service.store.schedule import Appointment, Due, Standing, Trouble
from tests.store.samples import NOW

MINUTE = timedelta(minutes=1)
LATER = Appointment(NOW + 20 * MINUTE, NOW + 10 * MINUTE, NOW - MINUTE, 3, Trouble.RETRY_LATER)


def put(store: Store, athlete: str, wanted: Appointment) -> None:
    with store.writing(athlete) as ledger:
        ledger.put_appointment(wanted)


def kept(store: Store, athlete: str) -> Appointment | None:
    with store.reading(athlete) as ledger:
        return ledger.appointment()


def test_an_appointment_comes_back_as_it_was_kept(store: Store) -> None:
    assert kept(store, "Sam") is None
    put(store, "Sam", LATER)
    put(store, "Alex", Appointment(NOW))
    assert kept(store, "Sam") == LATER
    put(store, "Sam", Appointment(NOW))
    assert kept(store, "Sam") == Appointment(NOW)


def test_who_is_enrolled_is_due_at_once_and_the_others_keep_their_appointment(store: Store) -> None:
    put(store, "Sam", LATER)
    store.enroll(["Sam", "Alex", "Kim"], NOW)
    store.enroll(["Sam", "Alex", "Kim"], NOW + MINUTE)
    assert store.due(NOW) == (Due("Alex", NOW, 0), Due("Kim", NOW, 0))
    assert kept(store, "Sam") == LATER
    assert store.athletes() == ("Alex", "Kim", "Sam")


@pytest.mark.parametrize("name", ["", "\0", "x" * 201, "\ud800"])
def test_nobody_is_enrolled_under_a_name_that_cannot_be_kept(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="name must have"):
        store.enroll(["Sam", name], NOW)
    assert store.athletes() == ()


def test_the_longest_waiting_come_first_and_who_is_paused_not_at_all(store: Store) -> None:
    put(store, "Sam", Appointment(NOW - MINUTE, failures=2))
    put(store, "Alex", Appointment(NOW - 2 * MINUTE))
    put(store, "Kim", Appointment(NOW - 3 * MINUTE))
    store.pause("Kim", NOW)
    put(store, "Lou", Appointment(NOW + MINUTE))
    assert store.due(NOW) == (Due("Alex", NOW - 2 * MINUTE, 0), Due("Sam", NOW - MINUTE, 2))
    assert [each.athlete for each in store.due(NOW + MINUTE)] == ["Alex", "Sam", "Lou"]


def test_a_push_makes_due_at_once_but_not_before_a_server_allows(store: Store) -> None:
    assert not store.ask("Nobody", NOW)
    put(store, "Sam", Appointment(NOW + 20 * MINUTE))
    assert store.ask("Sam", NOW)
    assert kept(store, "Sam") == Appointment(NOW, asked_at=NOW)
    put(store, "Sam", LATER)
    store.ask("Sam", NOW)
    assert kept(store, "Sam") == replace(LATER, next_sync_at=NOW + 10 * MINUTE, asked_at=NOW)


def test_a_push_never_puts_off_who_is_due_already(store: Store) -> None:
    put(store, "Sam", Appointment(NOW - MINUTE))
    store.ask("Sam", NOW)
    assert store.due(NOW) == (Due("Sam", NOW - MINUTE, 0),)


def test_a_clock_that_was_set_back_by_years_keeps_nobody_waiting(store: Store) -> None:
    week, years = NOW + timedelta(days=7), NOW + timedelta(days=900)
    put(store, "Sam", Appointment(years))
    put(store, "Alex", Appointment(week))
    put(store, "Kim", Appointment(years))
    store.pause("Kim", NOW)
    assert store.due(NOW) == (Due("Sam", years, 0),)
    assert Appointment(years).is_due(NOW)
    assert not Appointment(week).is_due(NOW)
    assert Appointment(NOW).is_due(NOW)


def test_states_are_counted(store: Store) -> None:
    put(store, "Sam", LATER)
    put(store, "Alex", Appointment(NOW))
    put(store, "Kim", Appointment(NOW))
    put(store, "Lou", Appointment(NOW))
    store.pause("Lou", NOW)
    assert store.standings({"Sam", "Alex", "Kim", "Lou"}) == (
        Standing(Trouble.NONE, paused=False, athletes=2),
        Standing(Trouble.NONE, paused=True, athletes=1),
        Standing(Trouble.RETRY_LATER, paused=False, athletes=1),
    )


def test_who_is_looked_after_no_more_is_not_counted(store: Store) -> None:
    put(store, "Sam", LATER)
    put(store, "Kim", Appointment(NOW))
    assert store.standings({"Kim"}) == (Standing(Trouble.NONE, paused=False, athletes=1),)


def test_who_lost_the_athlete_makes_no_appointment(store: Store) -> None:
    slept = store.take_lease("Sam", "laptop", NOW, 60)
    assert isinstance(slept, Lease)
    store.take_lease("Sam", "server", NOW + 2 * MINUTE, 60)
    with pytest.raises(LeaseLost), store.writing("Sam", slept) as ledger:
        ledger.put_appointment(LATER)
    assert kept(store, "Sam") is None
