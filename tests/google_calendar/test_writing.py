"""Writing: silent, one version alone, fifty at a time, and never what is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectors.calendar_event import Answer, CalendarEvent, Handle
from connectors.errors import CalendarGone
from connectors.google_calendar import GoogleCalendar
from connectors.writing import Create, Delete, EditWorkout, Outcome, Replace
from tests.fakes.google_calendar import Fault, Kind, as_editor_saves, limit_exceeded, server_error
from tests.fakes.google_calendar.problems import ApiError
from tests.google_calendar.bench import FUEL, KIM, MARK, MONDAY, SAM, WINDOW, Bench, creations

WRITES = {"events.insert", "events.patch", "events.update", "events.delete"}
GUESTS = [
    {"email": SAM, "responseStatus": "accepted"},
    {"email": KIM, "responseStatus": "needsAction"},
]


def _handle(event: CalendarEvent) -> Handle:
    assert event.handle is not None
    return event.handle


def _created(calendar: GoogleCalendar, count: int = 1) -> list[CalendarEvent]:
    results = [*calendar.apply(creations(count))]
    return [each.event for each in results if each.event]


def test_every_write_is_silent_and_for_one_version_alone(bench: Bench) -> None:
    run = bench.ui.put("Run", MONDAY, attendees=GUESTS)
    bench.server.mails.clear()
    calendar = bench.calendar()
    ours = _created(calendar, 3)
    theirs = bench.calendar().get(Handle(run, ""))
    assert theirs is not None
    edit = EditWorkout(_handle(theirs), "A text", MONDAY, MONDAY + timedelta(hours=2))
    [*calendar.apply([edit])]
    [*calendar.apply([Replace(_handle(ours[0]), FUEL, MARK), Delete(_handle(ours[1]))])]
    [*calendar.apply([Delete(_handle(ours[2]))])]
    written = [call for call in bench.server.calls if call.method in WRITES]
    assert len(written) == 7
    assert {dict(call.query)["sendUpdates"] for call in written} == {"none"}
    changed = [call for call in written if call.method != "events.insert"]
    assert [call.if_match for call in changed] == [
        _handle(theirs).etag,
        _handle(ours[0]).etag,
        _handle(ours[1]).etag,
        _handle(ours[2]).etag,
    ]
    assert bench.server.mails == []


@pytest.mark.parametrize(
    ("count", "batches", "plain"), [(1, 0, 1), (2, 1, 0), (50, 1, 0), (51, 1, 1), (120, 3, 0)]
)
def test_fifty_writes_go_in_one_round_trip(
    bench: Bench, count: int, batches: int, plain: int
) -> None:
    results = [*bench.calendar().apply(creations(count))]
    assert [each.outcome for each in results] == [Outcome.DONE] * count
    assert bench.asked("events.insert") == count
    assert bench.asked("batch") == batches
    called = "".join("B" if call.method == "batch" else "i" for call in bench.server.calls[1:])
    *inner, alone = called.split("B")  # the calls of a batch are noted before the batch itself
    assert [len(each) for each in inner] == [min(50, count - 50 * n) for n in range(batches)]
    assert len(alone) == plain


def test_each_call_of_a_batch_fails_alone(bench: Bench) -> None:
    calendar = bench.calendar()
    stale, gone, missing, fine = _created(calendar, 4)
    bench.ui.edit(_id(stale), summary="Changed by hand")
    bench.ui.delete(_id(gone))
    bench.server.faults.script(
        Fault(Kind.ERROR_BEFORE, "events.insert", server_error(503)),
        Fault(Kind.ERROR_BEFORE, "events.insert", limit_exceeded("userRateLimitExceeded")),
        Fault(Kind.ERROR_BEFORE, "events.insert", ApiError(403, "forbidden", "No.")),
        Fault(Kind.ERROR_BEFORE, "events.insert", ApiError(400, "invalid", "No.")),
    )
    fresh = [replace(each, event_id=f"{each.event_id}b") for each in creations(5)]
    unknown = Handle("ours/counterpoint99999", _handle(missing).etag)
    results = bench.calendar().apply(
        [
            Replace(_handle(stale), FUEL, MARK),
            Delete(_handle(gone)),
            Delete(unknown),
            Delete(_handle(fine)),
            *fresh,
        ]
    )
    assert [each.outcome for each in results] == [
        Outcome.CONFLICT,
        Outcome.GONE,
        Outcome.GONE,
        Outcome.DONE,
        Outcome.UNKNOWN,  # a 503 may come after it was done
        Outcome.DONE,  # put off at first, and sent again
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.DONE,
    ]


def _id(event: CalendarEvent) -> str:
    return _handle(event).ref.removeprefix("ours/")


def test_what_a_batch_did_is_told_though_the_quota_lets_nobody_look_any_more(bench: Bench) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    bench.ui.edit(_id(event), summary="Changed by hand")
    bench.server.faults.script(
        Fault(Kind.ERROR_BEFORE, "events.insert", limit_exceeded("quotaExceeded"))
    )
    results = calendar.apply([Replace(_handle(event), FUEL, MARK), *creations(3)[1:]])
    assert [each.outcome for each in results] == [Outcome.CONFLICT, Outcome.LATER, Outcome.DONE]


def test_an_id_that_is_taken_when_nobody_can_look_is_told_as_later(bench: Bench) -> None:
    calendar = bench.calendar()
    _created(calendar)
    bench.server.faults.script(
        Fault(Kind.ERROR_BEFORE, "events.get", limit_exceeded("quotaExceeded"))
    )
    (result,) = calendar.apply(creations(1))
    assert result.outcome is Outcome.LATER


def test_the_id_of_a_deleted_event_stays_taken(bench: Bench) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    [*calendar.apply([Delete(_handle(event))])]
    (result,) = calendar.apply(creations(1))
    assert result.outcome is Outcome.TAKEN
    assert result.event is None
    bench.ui.empty_trash()
    (result,) = calendar.apply(creations(1))
    assert result.outcome is Outcome.TAKEN
    assert result.event is None


def test_an_event_of_the_athletes_is_never_replaced_or_deleted(bench: Bench) -> None:
    bench.ui.put("Run", MONDAY)
    calendar = bench.calendar()
    (event,) = calendar.read(WINDOW).events
    bench.server.forget_calls()
    results = calendar.apply([Replace(_handle(event), FUEL, MARK), Delete(_handle(event))])
    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.REFUSED]
    assert bench.server.calls == []


def test_what_an_athlete_has_put_on_an_event_stays(bench: Bench) -> None:
    run = bench.ui.put(
        "Run",
        MONDAY,
        attendees=GUESTS,
        colorId="11",
        location="Park",
        reminders={"useDefault": False, "overrides": [{"method": "popup", "minutes": 15}]},
        extendedProperties={"private": {"theirs": "1"}, "shared": {"club": "2"}},
    )
    before = bench.ui.look(run)
    calendar = bench.calendar()
    (event,) = calendar.read(WINDOW).events
    edit = EditWorkout(_handle(event), "Note", MONDAY, MONDAY + timedelta(hours=2))
    (result,) = calendar.apply([edit])
    assert result.outcome is Outcome.DONE
    after = bench.ui.look(run)
    touched = {"description", "start", "end", "etag", "updated", "sequence"}
    assert {k: v for k, v in after.items() if k not in touched} == {
        k: v for k, v in before.items() if k not in touched
    }
    assert after["description"] == "Note"


def test_a_new_version_of_an_event_of_ours_leaves_others_marks(bench: Bench) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    properties = bench.ui.look(_id(event))["extendedProperties"]["private"]
    theirs = {"private": {**properties, "theirs": "1"}}
    bench.ui.edit(_id(event), extendedProperties=theirs)
    (seen,) = calendar.read(WINDOW).events
    (result,) = calendar.apply([Replace(_handle(seen), FUEL, replace(MARK, content_hash="new"))])
    assert result.outcome is Outcome.DONE
    kept = bench.ui.look(_id(event))["extendedProperties"]["private"]
    assert kept["theirs"] == "1"
    assert "new" in kept.values()


def test_guests_whom_the_athlete_put_on_an_event_of_ours_stay(bench: Bench) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    bench.ui.edit(_id(event), attendees=GUESTS[1:])
    before = bench.ui.look(_id(event))["attendees"]
    (seen,) = calendar.read(WINDOW).events
    (result,) = calendar.apply([Replace(_handle(seen), FUEL, MARK)])
    assert result.outcome is Outcome.DONE
    assert bench.ui.look(_id(event))["attendees"] == before
    assert bench.server.mails == []


@pytest.mark.parametrize("others", [[], GUESTS[1:]], ids=["alone", "with guests"])
def test_an_answer_to_the_former_content_is_taken_back_and_no_guest_with_it(
    bench: Bench, others: list[dict[str, str]]
) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    bench.ui.edit(_id(event), attendees=others)
    bench.ui.respond(_id(event), "accepted")
    (seen,) = calendar.read(WINDOW).events
    (result,) = calendar.apply([Replace(_handle(seen), FUEL, MARK, seen.answer)])
    assert result.event is not None
    assert result.event.answer is None
    guests = bench.ui.look(_id(event)).get("attendees", [])
    answers = {each["email"]: each["responseStatus"] for each in guests}
    assert answers == ({KIM: "needsAction", SAM: "needsAction"} if others else {})
    assert bench.server.mails == []


def test_an_answered_event_that_is_gone_is_told_as_gone(bench: Bench) -> None:
    calendar = bench.calendar()
    (event,) = _created(calendar)
    bench.ui.delete(_id(event))
    bench.ui.empty_trash()
    (result,) = calendar.apply([Replace(_handle(event), FUEL, MARK, Answer.ACCEPTED)])
    assert result.outcome is Outcome.GONE


def test_what_the_editor_makes_of_a_text_is_read_as_it_stands(bench: Bench) -> None:
    run = bench.ui.put("Run", MONDAY, description="Warm up\n3 x 1 km  fast")
    bench.ui.edit_description(run, lambda text: text)
    (event,) = bench.calendar().read(WINDOW).events
    assert event.description == as_editor_saves("Warm up\n3 x 1 km  fast")
    (result,) = bench.calendar().apply([EditWorkout(_handle(event), event.description + "<br>!")])
    assert result.event is not None
    assert result.event.description.endswith("<br>!")


def test_a_calendar_that_may_only_be_read_refuses_with_the_reason(bench: Bench) -> None:
    bench.server.add_user(KIM).put("Run", MONDAY)
    bench.server.share(KIM, SAM, "reader")
    calendar = bench.calendar(KIM)
    (event,) = calendar.read(WINDOW).events
    results = [*calendar.apply([*creations(2), EditWorkout(_handle(event), "Note")])]
    assert {each.outcome for each in results} == {Outcome.REFUSED}
    assert {"share it with the right to make changes" in each.why for each in results} == {True}


def test_a_calendar_that_is_not_there(bench: Bench) -> None:
    with pytest.raises(CalendarGone):
        [*bench.calendar("nobody@group.calendar.google.com").apply(creations(2))]


def test_someone_who_edits_meanwhile_is_not_overwritten(bench: Bench) -> None:
    run = bench.ui.put("Run", MONDAY)
    calendar = bench.calendar()
    (event,) = calendar.read(WINDOW).events
    bench.ui.edit(run, description="Bring shoes")
    (result,) = calendar.apply([EditWorkout(_handle(event), "Note")])
    assert result.outcome is Outcome.CONFLICT
    assert bench.ui.look(run)["description"] == "Bring shoes"
    bench.ui.delete(run)
    (result,) = calendar.apply([EditWorkout(_handle(event), "Note")])
    assert result.outcome is Outcome.GONE


@pytest.mark.parametrize("event_id", ["", "abcd", "ABCDE", "with-dash", "xyzxyz", "a" * 1025])
def test_an_id_that_google_does_not_take_is_refused_before_it_is_sent(
    bench: Bench, event_id: str
) -> None:
    (result,) = bench.calendar().apply([Create(event_id, FUEL, MARK)])
    assert result.outcome is Outcome.REFUSED
    assert bench.server.calls == []


def test_moving_in_a_new_process_needs_one_look_and_keeps_the_zone(bench: Bench) -> None:
    run = bench.ui.put("Run", MONDAY)
    (event,) = bench.calendar().read(WINDOW).events
    bench.server.forget_calls()
    later = MONDAY + timedelta(hours=3)
    (result,) = bench.calendar().apply(
        [EditWorkout(_handle(event), None, later, later + timedelta(hours=1))]
    )
    assert result.outcome is Outcome.DONE
    assert bench.ui.look(run)["start"]["timeZone"] == "Europe/Berlin"
    assert (bench.asked("events.get"), bench.asked("events.patch")) == (1, 1)


def test_an_edit_that_changes_nothing_is_not_sent(bench: Bench) -> None:
    bench.ui.put("Run", MONDAY, description="Note")
    calendar = bench.calendar()
    (event,) = calendar.read(WINDOW).events
    bench.server.forget_calls()
    (result,) = calendar.apply([EditWorkout(_handle(event), "Note")])
    assert result.outcome is Outcome.DONE
    assert bench.server.calls == []
