"""What the machine and the soak found on Google accounts, each as a story of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.calendar_event import Answer, CalendarEvent
from connectors.writing import Replace
from sync_service.standing import draft_of
from sync_service.store.records import Item, ItemKind, Verdict
from tests.fakes.google_calendar import Fault, Kind, server_error
from tests.machine.faults import Boundaries
from tests.machine.google_athlete import id_of
from tests.machine.google_world import GoogleWorld


@pytest.fixture
def world(tmp_path: Path) -> Iterator[GoogleWorld]:
    made = GoogleWorld(tmp_path / "calendars")
    day = made.now.replace(hour=16)
    for title, ahead in (("Lower body strength heavy", 2), ("Intervals 5 x 1000 m", 3)):
        made.add(title, day + timedelta(days=ahead))
    yield made
    made.stop()


def _suggestion(world: GoogleWorld) -> CalendarEvent:
    found = world.pick_suggestion(0)
    assert found is not None
    return found


def _suggested(world: GoogleWorld) -> list[Item]:
    store = world.store()
    with store.reading("Sam") as ledger:
        found = [item for item in ledger.items() if item.kind is ItemKind.SUGGESTION]
    store.close()
    return found


def test_no_to_one_day_is_no_answer_to_another(world: GoogleWorld) -> None:
    world.sync()
    event = _suggestion(world)
    world.answer(event, yes=False)
    store = world.store()
    writer = world.job_in(store, Boundaries()).own.writer
    assert writer is not None
    assert event.handle is not None
    assert event.mark is not None
    answered = writer.get(event.handle)
    assert answered is not None
    assert answered.handle is not None
    assert answered.answer is Answer.DECLINED
    later = replace(draft_of(answered), summary="Move here? Another day")
    (result,) = writer.apply([Replace(answered.handle, later, event.mark, answered.answer)])
    store.close()
    assert result.event is not None
    assert result.event.answer is None


def test_a_suggestion_for_another_day_asks_anew_and_keeps_guests(world: GoogleWorld) -> None:
    world.sync()
    event = _suggestion(world)
    name = id_of(event)
    calendar_id, _ = world.ours()[name]
    kim = {"email": "kim@example.org", "responseStatus": "accepted"}
    world.ui.edit(name, calendar_id=calendar_id, attendees=[kim])
    world.answer(event, yes=False)
    world.add("Long run 24 km", world.now + timedelta(days=4))
    world.sync()
    _, written = world.ours()[name]
    assert written["start"]["dateTime"] != event.start.isoformat()
    guests = {g["email"]: g["responseStatus"] for g in written["attendees"]}
    assert guests == {"kim@example.org": "accepted", calendar_id: "needsAction"}
    assert not world.server.mails


@pytest.mark.parametrize("kind", [Kind.ERROR_AFTER, Kind.ERROR_BEFORE])
def test_a_write_in_a_batch_that_may_be_done_is_looked_for(world: GoogleWorld, kind: Kind) -> None:
    world.sync()
    world.answer(_suggestion(world), yes=False)
    world.add("Long run 24 km", world.now + timedelta(days=4))
    fault = Fault(kind, "events.patch", error=server_error(503), times=50)
    world.sync_in_trouble(fault)
    world.sync()
    world.sync()
    stands = {e.mark.key: e.start for e in world.owned() if e.mark and e.mark.kind == "suggestion"}
    assert {item.key: item.written.start for item in _suggested(world)} == stands
    store = world.store()
    with store.reading("Sam") as ledger:
        verdicts = {each.verdict for each in ledger.decisions()}
    store.close()
    assert Verdict.EDITED not in verdicts, "it was we who wrote it, not the athlete"
