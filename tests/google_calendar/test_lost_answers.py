"""Answers that are late, cut off, unreadable, or never come."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from benchmarks.google_server import served
from connectors.errors import ConnectorError, SourceUnavailable
from connectors.google_calendar import GoogleCalendar, KeptId, OwnGoogleCalendar
from connectors.google_calendar.authorization import StoredToken
from connectors.writing import Create, Delete, Outcome, Replace, Write
from tests.fakes.google_calendar import Fault, Kind, server_error
from tests.google_calendar.bench import BERLIN, FUEL, MARK, MONDAY, WINDOW, Bench, creations
from tests.google_calendar.scripted import Said, Scripted, as_json

DONE_BUT = [
    Fault(Kind.DROP_AFTER),
    Fault(Kind.ERROR_AFTER, error=server_error(503)),
    Fault(Kind.MALFORMED),
    Fault(Kind.TRUNCATED),
]
NOT_DONE = [Fault(Kind.DROP_BEFORE), Fault(Kind.ERROR_BEFORE, error=server_error(500))]
IDS = [fault.kind.value for fault in DONE_BUT]


def _on(fault: Fault, method: str, **more: int) -> Fault:
    return Fault(fault.kind, method, fault.error, **more)


@pytest.mark.parametrize("fault", DONE_BUT + NOT_DONE, ids=lambda fault: fault.kind.value)
def test_a_read_is_asked_again(bench: Bench, fault: Fault) -> None:
    bench.ui.put("Easy run", MONDAY)
    bench.server.faults.script(_on(fault, "events.list", times=2))
    assert len(bench.calendar().read(WINDOW).events) == 1
    assert bench.asked() == 3
    assert bench.waits.s == [1.0, 2.0]


@pytest.mark.parametrize("fault", DONE_BUT + NOT_DONE, ids=lambda fault: fault.kind.value)
def test_a_read_that_never_comes_is_given_up(bench: Bench, fault: Fault) -> None:
    bench.server.faults.script(_on(fault, "events.list", times=99))
    with pytest.raises(SourceUnavailable):
        bench.calendar().read(WINDOW)
    assert bench.asked() == 4
    assert bench.waits.s == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("fault", DONE_BUT, ids=IDS)
def test_an_event_is_never_created_twice(bench: Bench, fault: Fault) -> None:
    bench.server.faults.script(_on(fault, "events.insert"))
    calendar = bench.calendar()
    with pytest.raises(ConnectorError):
        [*calendar.apply(creations(1))]
    assert bench.asked("events.insert") == 1
    (again,) = calendar.apply(creations(1))
    assert again.outcome is Outcome.TAKEN
    assert again.event is not None
    assert again.event.mark == MARK
    assert len(calendar.read(WINDOW).events) == 1


def _replace(calendar: GoogleCalendar) -> Write:
    (event,) = calendar.read(WINDOW).events
    assert event.handle is not None
    return Replace(event.handle, FUEL, MARK)


def _delete(calendar: GoogleCalendar) -> Write:
    (event,) = calendar.read(WINDOW).events
    assert event.handle is not None
    return Delete(event.handle)


@pytest.mark.parametrize("fault", DONE_BUT, ids=IDS)
@pytest.mark.parametrize(
    ("write_on", "method", "meaning"),
    [
        (_replace, "events.patch", {Outcome.CONFLICT, Outcome.DONE}),
        (_delete, "events.delete", {Outcome.GONE}),
    ],
)
def test_a_change_is_sent_once_and_a_repetition_finds_it_done(
    bench: Bench,
    fault: Fault,
    write_on: Callable[[GoogleCalendar], Write],
    method: str,
    meaning: set[Outcome],
) -> None:
    calendar = bench.calendar()
    [*calendar.apply(creations(1))]
    write = write_on(calendar)
    bench.server.faults.script(_on(fault, method))
    with suppress(ConnectorError):
        [*calendar.apply([write])]
    assert bench.asked(method) == 1
    (again,) = bench.calendar().apply([write])
    assert again.outcome in meaning


@pytest.mark.parametrize("fault", DONE_BUT, ids=IDS)
def test_a_batch_is_never_sent_twice(bench: Bench, fault: Fault) -> None:
    bench.server.faults.script(_on(fault, "events.insert", skip=2))
    calendar = bench.calendar()
    first: list[Outcome] = []
    with suppress(ConnectorError):
        first += [each.outcome for each in calendar.apply(creations(5))]
    assert bench.asked("events.insert") <= 5
    again = [each.outcome for each in calendar.apply(creations(5))]
    assert set(again) <= {Outcome.TAKEN, Outcome.DONE}
    assert [again[n] for n, outcome in enumerate(first) if outcome is Outcome.DONE] == [
        Outcome.TAKEN
    ] * first.count(Outcome.DONE)
    assert len(calendar.read(WINDOW).events) == 5


@pytest.mark.parametrize("fault", DONE_BUT, ids=IDS)
def test_a_calendar_is_made_once_where_the_access_lets_us_look_for_it(
    bench: Bench, fault: Fault
) -> None:
    kept: list[str | None] = [None]
    own = OwnGoogleCalendar(
        bench.client(),
        KeptId(lambda: kept[0], lambda name: kept.__setitem__(0, name)),
        default_zone=BERLIN,
    )
    bench.server.faults.script(_on(fault, "calendars.insert"))
    with pytest.raises(ConnectorError):
        [*own.apply(creations(1))]
    assert bench.asked("calendars.insert") == 1
    assert kept == [None]
    (result,) = own.apply(creations(1))
    assert result.outcome is Outcome.DONE
    assert bench.asked("calendars.insert") == 1
    assert len(bench.server.dump()) == 2


def test_nobody_listens(bench: Bench) -> None:
    calendar = bench.calendar()
    calendar.read(WINDOW)
    with (
        bench.server.refusing_connections(),
        pytest.raises(SourceUnavailable, match=r"cannot be reached; see whether the network is up"),
    ):
        calendar.read(WINDOW)
    assert calendar.read(WINDOW).complete


def test_someone_whose_certificate_is_not_trusted_is_told_as_such() -> None:
    with served() as (root, _):
        scripted = Scripted(root)
        token = StoredToken.model_validate(
            {"renewal": {"kind": "token_only"}, "token_uri": f"{root}token", "access_token": "t"}
        )
        calendar = GoogleCalendar(scripted.client(token=token), "primary", default_zone=BERLIN)
        with pytest.raises(SourceUnavailable, match=r"proxy stands in between.*clock is right"):
            calendar.read(WINDOW)


def test_a_connection_that_was_closed_while_idle_is_opened_again(bench: Bench) -> None:
    calendar = bench.calendar()
    calendar.read(WINDOW)
    with bench.server.refusing_connections():
        pass
    (result,) = calendar.apply(creations(1))  # what must not be sent twice is sent all the same
    assert result.outcome is Outcome.DONE
    assert bench.waits.s == []


def test_a_late_answer_is_not_taken_for_that_to_the_next_request(scripted: Scripted) -> None:
    run = {"id": "late", "start": {"date": "2026-03-09"}, "end": {"date": "2026-03-10"}}
    late = Said(as_json({"items": [run], "nextSyncToken": "t"}).body, after_s=0.7)
    scripted.say(late, as_json({"items": [run | {"id": "prompt"}], "nextSyncToken": "u"}))
    result = scripted.calendar(timeout_s=0.5).read(WINDOW)
    assert [each.uid for each in result.events] == ["prompt"]
    assert len(scripted.heard) == 2


def test_a_slow_write_is_given_up_and_not_repeated(scripted: Scripted) -> None:
    scripted.say(Said(as_json({}).body, after_s=0.6))
    with pytest.raises(SourceUnavailable):
        [*scripted.calendar(timeout_s=0.2).apply(creations(1))]
    assert len(scripted.heard) == 1


@pytest.mark.parametrize(
    "said",
    [
        Said(as_json({"items": []}).body, cut=5),
        Said(b"\x1f\x8bnothing zipped", headers={"Content-Encoding": "gzip"}),
        Said(b"\xff\xfe\xfa", headers={"Content-Type": "application/json"}),
        Said(b'{"items": [', headers={"Content-Type": "application/json"}),
    ],
    ids=["cut off", "not zipped", "not text", "half of it"],
)
def test_an_answer_that_cannot_be_read_deletes_nothing(scripted: Scripted, said: Said) -> None:
    scripted.say(said)
    with pytest.raises(SourceUnavailable):
        scripted.calendar().read(WINDOW)
    assert len(scripted.heard) == 4


def test_half_of_a_batch_says_nothing_of_the_rest(scripted: Scripted) -> None:
    writes: list[Create] = creations(2)
    scripted.say(Said(b"--b\r\nContent-Type: app", 200, {"content-type": "multipart/mixed"}, cut=3))
    with pytest.raises(SourceUnavailable):
        [*scripted.calendar().apply(writes)]
    assert len(scripted.heard) == 1
