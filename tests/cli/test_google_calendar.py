"""The whole job on Google calendars, from the command line to the events that the API shows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.google import MORNING, PLAN, SAM, TRAINING, ZONE, Account
from tests.cli.writing import ROOT
from tests.fakes.google_calendar import Fault, Kind, google_calendar, limit_exceeded

LATER = MORNING + timedelta(hours=1)
COACH = '{ kind = "google_calendar", calendar = "%s" }'
KIM = """
[[athletes]]
name = "Kim"
time_zone = "Europe/Berlin"
sources = [{ kind = "ics_feed", address = "plan.ics" }]
write_to = { kind = "local_calendar", folder = "kim" }
"""
BUSY = '{ kind = "google_calendar", calendar = "%s", role = "busy" }'


@pytest.fixture
def account(counterpoint: Counterpoint, tmp_path: Path) -> Iterator[Account]:
    with google_calendar() as server:
        yield Account(server, counterpoint, tmp_path)
        assert server.mails == []


def test_notes_stand_in_the_workouts_and_the_rest_in_a_calendar_of_ours(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    tempo = account.ui.look(account.ids["Tempo run 9 km"])
    assert "── Counterpoint ──" in tempo["description"]
    dentist = account.ui.look(account.ids["Dentist"])
    assert "description" not in dentist
    own = account.server.dump()[account.own_calendar]
    assert own.keys() == account.ours().keys()
    for event in own.values():
        assert event["transparency"] == "transparent"
        assert event["visibility"] == "private"
        assert "attendees" not in event
        assert not account.ui.alarms(event["id"], calendar_id=account.own_calendar)


def test_a_cycle_with_nothing_new_asks_once_a_calendar_and_writes_nothing(
    account: Account,
) -> None:
    account.set_up()
    account.plan()
    account.synced()
    before = account.server.dump(with_versions=True)
    account.synced(at=LATER)
    assert account.asked() == [("events.list", 200)] * 2
    account.synced(at=LATER)
    assert account.asked() == [("events.list", 200)] * 2
    assert account.server.dump(with_versions=True) == before


def test_dragging_the_workout_to_the_suggestion_accepts_it(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    suggestion = account.suggestion()
    named = next(t for t, start in PLAN.items() if f"{start:%H:%M}" in suggestion["summary"])
    account.ui.drag(account.ids[named], datetime.fromisoformat(suggestion["start"]["dateTime"]))
    account.synced(at=LATER)
    assert suggestion["id"] not in account.ours()


def test_a_suggestion_that_is_answered_with_yes_moves_the_workout(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    suggestion = account.suggestion()
    account.ui.respond(suggestion["id"], "accepted", calendar_id=account.own_calendar)
    account.synced(at=LATER)
    starts = {account.ui.look(each)["start"]["dateTime"] for each in account.ids.values()}
    wanted = datetime.fromisoformat(suggestion["start"]["dateTime"])
    assert wanted in {datetime.fromisoformat(each) for each in starts}


def test_a_yes_that_was_undone_moves_the_workout_no_more(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    own, name = account.own_calendar, account.suggestion()["id"]
    account.ui.drag(name, datetime(2026, 1, 10, 7, tzinfo=ZONE), calendar_id=own)
    found = {each: account.ui.look(each)["start"] for each in account.ids.values()}

    def moved() -> bool:
        return any(account.ui.look(each)["start"] != start for each, start in found.items())

    account.ui.respond(name, "accepted", calendar_id=own)
    account.synced(at=LATER)
    assert moved()
    assert account.run("undo", at=LATER + timedelta(minutes=1)).status == 0
    for minutes in (2, 3):
        account.synced(at=LATER + timedelta(minutes=minutes))
        assert not moved()


@pytest.mark.parametrize("answer", ["declined", "deleted"])
def test_a_suggestion_that_is_refused_does_not_come_back(account: Account, answer: str) -> None:
    account.set_up()
    account.plan()
    account.synced()
    suggestion, own = account.suggestion(), account.own_calendar
    if answer == "declined":
        account.ui.decline(suggestion["id"], calendar_id=own)
    else:
        account.ui.delete(suggestion["id"], calendar_id=own)
    for hours in (1, 2):
        account.synced(at=MORNING + timedelta(hours=hours))
        starts = [e["start"] for e in account.ours().values() if e["status"] == "tentative"]
        assert suggestion["start"] not in starts


def test_a_note_outlives_googles_own_editor_and_goes_with_a_purge(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    tempo = account.ids["Tempo run 9 km"]
    account.ui.edit_description(tempo, lambda text: f"With strides!\n{text}")
    account.synced(at=LATER)
    assert account.ui.look(tempo)["description"].count("/Counterpoint") == 1
    outcome = account.run("purge", "--yes", at=LATER)
    assert outcome.status == 0, outcome.err
    assert account.ui.look(tempo)["description"].startswith("With strides!")
    assert "Counterpoint" not in account.ui.look(tempo)["description"]


def test_a_purge_leaves_the_account_as_found(account: Account) -> None:
    account.plan()
    account.ui.put("Lower body", MORNING, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    account.set_up()
    account.synced()
    assert len(account.server.dump()) == 2
    outcome = account.run("purge", "--yes")
    assert outcome.status == 0, outcome.err
    assert list(account.server.dump()) == [SAM]
    assert all("Counterpoint" not in str(each) for each in account.server.dump().values())


def test_our_calendar_stays_after_a_purge_where_something_of_the_athletes_stands_in_it(
    account: Account,
) -> None:
    account.set_up()
    account.plan()
    account.synced()
    own = account.own_calendar
    account.ui.put("Mine", MORNING, calendar_id=own)
    assert account.run("purge", "--yes").status == 0
    assert [each["summary"] for each in account.server.dump()[own].values()] == ["Mine"]


def test_a_deleted_calendar_is_asked_for_once_and_what_stood_in_it_is_dismissed(
    account: Account,
) -> None:
    account.set_up()
    account.plan()
    account.synced()
    stood = {each["start"].get("dateTime") for each in account.ours().values()}
    account.ui.delete_calendar(account.own_calendar)
    held = account.run("sync", at=LATER)
    assert held.status != 0
    assert "was deleted" in held.err
    assert "counterpoint plan" not in held.err, "it could show nothing"
    assert "counterpoint plan" not in account.counterpoint("status").out
    assert list(account.server.dump()) == [SAM]
    assert account.run("sync", at=LATER).status != 0
    number = held.err.partition("--release ")[2].split()[0]
    assert account.counterpoint("status", "--release", number).status == 0
    account.synced(at=LATER)
    now = {each["start"].get("dateTime") for each in account.ours().values()}
    assert not (now & stood - {None})


def test_a_new_cause_makes_the_calendar_again_once_that_was_answered(account: Account) -> None:
    account.set_up()
    account.plan()
    account.synced()
    account.ui.delete_calendar(account.own_calendar)
    held = account.run("sync", at=LATER)
    number = held.err.partition("--release ")[2].split()[0]
    account.counterpoint("status", "--release", number)
    account.synced(at=LATER)
    account.plan({"Long run 30 km": datetime(2026, 1, 17, 8, 0, tzinfo=ZONE)})
    account.synced(at=LATER)
    assert account.ours()
    account.synced(at=LATER + timedelta(hours=1))
    assert account.asked() == [("events.list", 200)] * 2


def test_a_calendar_that_is_shared_to_be_read_gets_companions(account: Account) -> None:
    coach = account.server.add_user("kim@example.org")
    shared = coach.new_calendar("Plan")
    account.server.share(shared, SAM, "reader")
    for title, start in PLAN.items():
        coach.put(title, start, calendar_id=shared)
    before = account.server.dump()[shared]
    account.set_up(COACH % shared)
    account.synced()
    assert account.server.dump()[shared] == before
    kinds = {
        e["extendedProperties"]["private"]["counterpointKind"] for e in account.ours().values()
    }
    assert "companion" in kinds


def test_a_shared_calendar_that_may_be_changed_is_annotated(account: Account) -> None:
    coach = account.server.add_user("kim@example.org")
    shared = coach.new_calendar("Plan")
    account.server.share(shared, SAM, "writer")
    ids = [coach.put(title, start, calendar_id=shared) for title, start in PLAN.items()]
    account.set_up(COACH % shared)
    account.synced()
    texts = [coach.look(each, calendar_id=shared).get("description", "") for each in ids]
    assert any("Counterpoint" in each for each in texts)


def test_of_a_busy_calendar_no_word_is_asked_for_or_kept(account: Account) -> None:
    work = account.ui.new_calendar("Work")
    start = datetime(2026, 1, 7, 9, 0, tzinfo=ZONE)
    account.ui.put("Secret merger", start, calendar_id=work, description="with Acme")
    account.set_up(f"{TRAINING}, {BUSY % work}")
    account.plan()
    account.synced()
    lists = [each for each in account.server.calls if each.method == "events.list"]
    fields = {dict(e.query)["fields"] for e in lists if work in e.path.values()}
    assert fields
    assert not any("summary" in each or "description" in each for each in fields)
    kept = (account.folder / "counterpoint.db").read_bytes()
    assert b"merger" not in kept
    assert b"Acme" not in kept


def test_one_athletes_revoked_account_hinders_no_other(account: Account) -> None:
    account.set_up()
    account.plan()
    with (account.folder / "counterpoint.toml").open("a") as settings:
        settings.write(KIM)
    (account.folder / "kim").mkdir()
    shutil.copy(ROOT / "examples" / "sample_feed.ics", account.folder / "plan.ics")
    account.server.revoke(SAM)
    account.server.expire_access_tokens()
    outcome = account.run("sync")
    assert outcome.status == 3
    assert "counterpoint auth google --athlete Sam" in outcome.err
    assert list((account.folder / "kim").glob("*.ics"))


def test_an_access_that_is_too_narrow_since_the_settings_changed_names_what_it_lacks(
    account: Account,
) -> None:
    account.set_up()
    account.plan()
    file = account.folder / "counterpoint.toml"
    writing = file.read_text()
    file.write_text(writing.replace("write_to", "# write_to"))
    narrow = account.server.authorized_user(SAM, ["calendar.events.readonly"])
    (account.folder / "sam.json").write_text(json.dumps(narrow))
    assert account.counterpoint("auth", "google", "--import", "sam.json").status == 0
    file.write_text(writing)
    outcome = account.run("sync")
    assert outcome.status == 3
    (line,) = outcome.err.splitlines()
    assert "see and change events or make a calendar of its own; connect again" in line


def test_a_used_up_quota_is_heeded_by_the_next_process_too(account: Account) -> None:
    account.set_up()
    account.plan()
    used_up = Fault(Kind.ERROR_BEFORE, "events.list", limit_exceeded("quotaExceeded"))
    account.server.faults.script(used_up)
    first = account.run("sync")
    assert (first.status, account.asked()) == (3, [("events.list", 403)])
    again = account.run("sync", at=MORNING + timedelta(minutes=59))
    assert (again.status, account.asked()) == (3, [])
    assert "left alone for a while" in again.err
    account.synced(at=MORNING + timedelta(minutes=61))
    assert account.ours()


def test_a_calendar_that_is_not_there_is_told_with_the_mend(account: Account) -> None:
    account.set_up(COACH % "nobody@group.calendar.google.com")
    outcome = account.run("sync")
    assert outcome.status == 3
    assert "no such calendar" in outcome.err
    assert "nobody@" not in outcome.err + outcome.out


def test_check_and_events_read_the_account(account: Account) -> None:
    account.set_up()
    account.plan()
    events = account.run("events", "--days", "14", "--from", "2026-01-05")
    assert "Tempo run 9 km" in events.out
    check = account.run("check", "--from", "2026-01-05", "--days", "7")
    assert check.status == 1
    assert "tempo run" in check.out


def test_without_an_account_it_is_said_how_to_connect_one(account: Account) -> None:
    account.set_up()
    assert account.counterpoint("auth", "google", "--remove").status == 0
    outcome = account.run("sync")
    assert outcome.status == 3
    assert "counterpoint auth google --athlete Sam" in outcome.err


def test_doctor_looks_at_each_calendar(account: Account) -> None:
    coach = account.server.add_user("kim@example.org")
    shared = coach.new_calendar("Plan")
    account.server.share(shared, SAM, "reader")
    gone = COACH % "nobody@group.calendar.google.com"
    account.set_up(f"{TRAINING}, {COACH % shared}, {gone}")
    account.plan()
    outcome = account.run("doctor")
    assert outcome.status == 3
    assert "Google Calendar: 4 events, 3 workouts" in outcome.out
    assert "Google Calendar 2: it may only be read" in outcome.out
    assert "Google Calendar 3: there is no such calendar" in outcome.out
    assert "nobody@" not in outcome.out
