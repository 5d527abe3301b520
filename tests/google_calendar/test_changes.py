"""What changed since the last read, told by Google's sync token."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.google_calendar import GoogleCalendar
from connectors.ports import Gone, ReadResult, TimeWindow
from tests.google_calendar.bench import BERLIN, MONDAY, WINDOW, Bench

WEEKLY = ["RRULE:FREQ=WEEKLY;COUNT=4"]
SECOND = "_20260316T060000Z"


class Follower:
    """Keeps what it was told, as the service does, and reads on from there in a new process."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.cursor: str | None = None
        self.events: dict[tuple[str, str | None], CalendarEvent] = {}

    def read(self, window: TimeWindow = WINDOW) -> ReadResult:
        self.bench.server.forget_calls()
        result = self.calendar().read(window, self.cursor)
        before = {} if result.whole else self.events
        stands = {name: event for name, event in before.items() if not _gone(event, result)}
        self.events = stands | {(e.uid, e.recurrence_id): e for e in result.events}
        self.cursor = result.cursor
        assert result.complete
        return result

    def calendar(self) -> GoogleCalendar:
        return self.bench.calendar()

    @property
    def told(self) -> list[tuple[str, datetime]]:
        return sorted(
            (each.summary, each.start.astimezone(UTC))
            for each in self.events.values()
            if isinstance(each.start, datetime)
        )

    def is_as_read_anew(self) -> bool:
        fresh = self.bench.calendar().read(WINDOW).events
        return {(e.uid, e.recurrence_id): e for e in fresh} == self.events


def _gone(event: CalendarEvent, result: ReadResult) -> bool:
    assert event.handle is not None
    ref = event.handle.ref
    return Gone(ref) in result.gone or Gone(ref, event.recurrence_id) in result.gone


@pytest.fixture
def follower(bench: Bench) -> Follower:
    bench.ui.put("Easy run", MONDAY)
    return Follower(bench)


def test_nothing_changed_costs_one_request_in_a_new_process_too(follower: Follower) -> None:
    for number in range(50):
        follower.bench.ui.put("Run", MONDAY + timedelta(hours=number), recurrence=WEEKLY)
    follower.read()
    cursor = follower.cursor
    result = follower.read()
    assert result.events == ()
    assert not result.whole
    assert follower.bench.server.counts() == {("events.list", 200): 1, ("oauth.token", 200): 1}
    assert cursor is not None


def test_new_changed_and_deleted_events(follower: Follower) -> None:
    ui = follower.bench.ui
    gone = ui.put("Gone", MONDAY + timedelta(days=1))
    moved = ui.put("Moved", MONDAY + timedelta(days=2))
    follower.read()
    ui.put("New", MONDAY + timedelta(days=3))
    ui.drag_by(moved, timedelta(hours=3))
    ui.delete(gone)
    result = follower.read()
    assert not result.whole
    assert sorted(each.summary for each in result.events) == ["Moved", "New"]
    assert follower.bench.api_calls() == 1
    assert follower.is_as_read_anew()


def test_an_event_that_leaves_the_window_is_gone_from_it_and_comes_back(follower: Follower) -> None:
    run = follower.bench.ui.put("Run", MONDAY)
    follower.read()
    follower.bench.ui.drag_by(run, timedelta(days=300))
    follower.read()
    assert follower.is_as_read_anew()
    follower.bench.ui.drag_by(run, timedelta(days=-300))
    follower.read()
    assert follower.is_as_read_anew()
    assert "Run" in [name for name, _ in follower.told]


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(days=2), timedelta(days=200)])
def test_one_instance_moved_in_the_window_or_out_of_it(follower: Follower, by: timedelta) -> None:
    series = follower.bench.ui.put("Club", MONDAY, recurrence=WEEKLY)
    follower.read()
    follower.bench.ui.drag_by(series + SECOND, by)
    follower.read()
    assert follower.is_as_read_anew()
    follower.bench.ui.drag_by(series + SECOND, -by)
    follower.read()
    assert follower.is_as_read_anew()
    assert sum(name == "Club" for name, _ in follower.told) == 4


def test_one_instance_cancelled(follower: Follower) -> None:
    series = follower.bench.ui.put("Club", MONDAY, recurrence=WEEKLY)
    follower.read()
    follower.bench.ui.delete(series + SECOND)
    follower.read()
    assert sum(name == "Club" for name, _ in follower.told) == 3
    assert follower.is_as_read_anew()


def _other_rule(bench: Bench, series: str) -> None:
    bench.ui.edit(series, recurrence=["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"])


def _other_time(bench: Bench, series: str) -> None:
    bench.ui.drag_by(series, timedelta(hours=5))


def _other_title(bench: Bench, series: str) -> None:
    bench.ui.edit(series, summary="Track")


def _deleted(bench: Bench, series: str) -> None:
    bench.ui.delete(series)


def _split(bench: Bench, series: str) -> None:
    """This and following: the series ends, and another begins."""
    bench.ui.edit(series, recurrence=["RRULE:FREQ=WEEKLY;UNTIL=20260315T225959Z"])
    later = datetime(2026, 3, 16, 9, tzinfo=BERLIN)
    bench.ui.put("Club", later, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])


def _one_event_now(bench: Bench, series: str) -> None:
    bench.ui.edit(series, recurrence=None)


@pytest.mark.parametrize(
    "change", [_other_rule, _other_time, _other_title, _deleted, _split, _one_event_now]
)
@pytest.mark.parametrize("excepted", [False, True])
def test_a_changed_series(follower: Follower, change: object, excepted: bool) -> None:
    assert callable(change)
    series = follower.bench.ui.put("Club", MONDAY, recurrence=WEEKLY)
    if excepted:
        follower.bench.ui.drag_by(series + SECOND, timedelta(hours=1))
    follower.read()
    change(follower.bench, series)
    follower.read()
    assert follower.is_as_read_anew()
    assert follower.bench.asked() <= 3 + 2  # what was asked, and the fresh read to compare with


def test_a_single_event_that_becomes_a_series(follower: Follower) -> None:
    run = follower.bench.ui.put("Run", MONDAY)
    follower.read()
    follower.bench.ui.edit(run, recurrence=WEEKLY)
    follower.read()
    assert follower.is_as_read_anew()


def test_a_token_that_google_has_forgotten_is_read_anew_in_the_same_call(
    follower: Follower,
) -> None:
    follower.read()
    follower.bench.server.expire_sync_tokens()
    follower.bench.ui.put("New", MONDAY + timedelta(days=1))
    result = follower.read()
    assert result.whole
    assert follower.bench.server.counts()["events.list", 410] == 1
    assert follower.bench.server.counts()["events.list", 200] == 1
    assert [name for name, _ in follower.told] == ["Easy run", "New"]
    assert not follower.read().whole


@pytest.mark.parametrize("cursor", ["", "{}", "nonsense", '{"token": 1}', "\x00"])
def test_a_cursor_that_cannot_be_read_is_none(bench: Bench, cursor: str) -> None:
    bench.ui.put("Easy run", MONDAY)
    result = bench.calendar().read(WINDOW, cursor)
    assert result.whole
    assert len(result.events) == 1


def test_the_cursor_of_another_calendar_is_read_anew(bench: Bench) -> None:
    other = bench.ui.new_calendar("Other")
    cursor = bench.calendar(other).read(WINDOW).cursor
    bench.ui.put("Easy run", MONDAY)
    result = bench.calendar().read(WINDOW, cursor)
    assert result.whole
    assert len(result.events) == 1


def test_a_window_that_rolls_on_is_read_anew(follower: Follower) -> None:
    follower.bench.ui.put("Later", WINDOW.end + timedelta(hours=5))
    follower.read()
    assert "Later" not in dict(follower.told)
    day = timedelta(days=1)
    result = follower.read(TimeWindow(WINDOW.start + day, WINDOW.end + day))
    assert result.whole
    assert "Later" in dict(follower.told)


def test_the_cursor_holds_no_text_and_no_address(follower: Follower) -> None:
    follower.read()
    assert follower.cursor is not None
    assert "Easy" not in follower.cursor
    assert "@" not in follower.cursor
