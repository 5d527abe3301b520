"""The calendar of ours: made when needed, known by its id, asked for before it is made again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectors.errors import CalendarGone
from connectors.google_calendar import KeptId, OwnGoogleCalendar
from connectors.google_calendar.authorization import Need
from connectors.google_calendar.own_calendar import NAME
from connectors.writing import Delete, Outcome, Write
from tests.fakes.google_calendar import ApiError, Fault, Kind
from tests.google_calendar.bench import BERLIN, KIM, MONDAY, WINDOW, Bench, creations

LEAST = ["calendar.app.created", "calendar.events"]


class Own:
    """The calendar as each new process has it; `kept` outlives them."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.kept: str | None = None
        self.scopes = LEAST

    def open(self, *, may_be_made_anew: bool = False) -> OwnGoogleCalendar:
        access = self.bench.access(self.scopes, needs=(Need.EVENTS, Need.OWN_CALENDAR))
        return OwnGoogleCalendar(
            self.bench.client(access),
            KeptId(lambda: self.kept, self._keep),
            default_zone=BERLIN,
            may_be_made_anew=may_be_made_anew,
        )

    def _keep(self, name: str | None) -> None:
        self.kept = name

    def write(self, count: int = 2, *, anew: bool = False) -> list[Outcome]:
        own = self.open(may_be_made_anew=anew)
        return [each.outcome for each in own.apply(creations(count))]

    @property
    def calendars(self) -> list[str]:
        return [name for name in self.bench.server.dump() if "@group." in name]


@pytest.fixture
def own(bench: Bench) -> Own:
    return Own(bench)


def test_it_is_made_at_the_first_write_and_not_before(own: Own, bench: Bench) -> None:
    assert own.open().read(WINDOW).events == ()
    assert [*own.open().owned()] == []
    own.open().leave()
    assert [*own.open().apply([])] == []
    assert bench.server.calls == []
    assert own.write() == [Outcome.DONE] * 2
    assert own.calendars == [own.kept]
    assert bench.ui.calendar(own.kept).summary == NAME
    assert bench.ui.calendar(own.kept).time_zone == "Europe/Berlin"


def test_it_is_found_again_by_its_id_whatever_it_is_called(own: Own, bench: Bench) -> None:
    own.write()
    bench.ui.new_calendar(NAME)
    bench.ui.calendar(own.kept).summary = "My food"
    assert own.write() == [Outcome.TAKEN] * 2
    assert len(own.open().read(WINDOW).events) == 2
    assert len(own.calendars) == 2


def test_one_that_the_athlete_deleted_is_asked_for(own: Own, bench: Bench) -> None:
    own.write()
    assert own.kept is not None
    bench.ui.delete_calendar(own.kept)
    for attempt in (
        lambda: own.open().read(WINDOW),
        lambda: [*own.open().owned()],
        own.write,
    ):
        with pytest.raises(CalendarGone, match="until you say that it shall be made again"):
            attempt()
    assert own.calendars == []


def test_it_is_made_anew_where_the_athlete_said_so(own: Own, bench: Bench) -> None:
    own.write()
    first = own.kept
    assert first is not None
    bench.ui.delete_calendar(first)
    assert own.open(may_be_made_anew=True).read(WINDOW).events == ()
    assert own.kept == first  # to look changes nothing
    assert own.write(anew=True) == [Outcome.DONE] * 2
    assert own.kept not in {None, first}


def test_it_is_made_anew_by_a_write_as_well(own: Own, bench: Bench) -> None:
    own.write()
    assert own.kept is not None
    bench.ui.delete_calendar(own.kept)
    assert own.write(60, anew=True) == [Outcome.DONE] * 60
    assert own.calendars == [own.kept]


def test_leaving_takes_it_away_once_it_is_empty(own: Own) -> None:
    own.write()
    calendar = own.open()
    calendar.leave()
    assert own.calendars == [own.kept]  # our own items stand in it still
    writes: list[Write] = [Delete(e.handle) for e in calendar.owned() if e.handle]
    [*calendar.apply(writes)]
    calendar.leave()
    assert own.calendars == []
    assert own.kept is None


@pytest.mark.parametrize("series", [False, True])
def test_leaving_takes_nothing_away_that_is_not_ours(own: Own, bench: Bench, series: bool) -> None:
    own.write()
    rule = ["RRULE:FREQ=WEEKLY;COUNT=2"] if series else []
    long_ago = MONDAY - timedelta(days=3000)
    bench.ui.put("Mine", long_ago, calendar_id=own.kept, recurrence=rule)
    calendar = own.open()
    [*calendar.apply([Delete(e.handle) for e in calendar.owned() if e.handle])]
    calendar.leave()
    assert own.calendars == [own.kept]


def test_leaving_where_the_athlete_has_deleted_it_already(own: Own, bench: Bench) -> None:
    own.write()
    assert own.kept is not None
    bench.ui.delete_calendar(own.kept)
    own.open().leave()
    assert own.kept is None


def test_a_run_killed_before_the_id_was_kept_leaves_an_empty_one_behind(
    own: Own, bench: Bench
) -> None:
    own.open()._make()
    own.kept = None
    own.write()
    assert len(own.calendars) == 2  # the least scopes do not let us look for the first
    assert sum(bool(bench.server.dump()[name]) for name in own.calendars) == 1


def test_where_calendars_may_be_listed_it_is_found_and_used(own: Own, bench: Bench) -> None:
    own.scopes = ["calendar"]
    own.open()._make()
    lost, own.kept = own.kept, None
    bench.ui.new_calendar(NAME)  # bears the name, not the mark
    own.write()
    assert own.kept == lost
    assert bench.asked("calendars.insert") == 1


def test_one_in_use_elsewhere_is_left_alone(own: Own) -> None:
    own.scopes = ["calendar"]
    own.write()
    first, own.kept = own.kept, None
    own.write()
    assert own.kept != first
    assert len(own.calendars) == 2


def test_it_belongs_to_the_account_that_made_it(own: Own, bench: Bench) -> None:
    own.write()
    bench.server.add_user(KIM)
    access = bench.access(LEAST, email=KIM, needs=(Need.OWN_CALENDAR,))
    keep = KeptId(lambda: own.kept, lambda _: None)
    theirs = OwnGoogleCalendar(bench.client(access), keep, default_zone=BERLIN)
    with pytest.raises(CalendarGone, match="belongs to another account"):
        theirs.read(WINDOW)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_where_calendars_cannot_be_listed_it_is_made_all_the_same(own: Own, status: int) -> None:
    own.scopes = ["calendar"]
    refusal = Fault(Kind.ERROR_BEFORE, "calendarList.list", ApiError(status, "notFound", "No."))
    own.bench.server.faults.script(refusal)
    assert own.write() == [Outcome.DONE] * 2
    assert own.calendars == [own.kept]
