"""Weeks in which the clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest

from rules.checks import check_all
from rules.days import DayRange
from rules.fueling import BusySpan
from rules.moves import Swap, Windows
from rules.moves.free_time import grid_of, instant_at
from rules.workout import Focus, RunType
from tests.checks.builders import BERLIN, at, athlete, lift, run
from tests.moves.weeks import counted, hours, plan, timeline, told

CHANGES_OF_CLOCKS = [date(2026, 3, 23), date(2026, 10, 19)]


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 10, 19)])
def test_lengths_and_gaps_hold_in_the_nights_when_the_clocks_change(monday: date) -> None:
    visible = DayRange(monday, monday + timedelta(days=7))
    late = run(at(5, "23:30", monday=monday), RunType.EASY, 240, id_="late")
    legs = lift(at(5, "17:00", monday=monday), Focus.LOWER, True, id_="legs")
    week = [late, legs]
    windows = Windows(((),) * 6 + (None,))
    found = plan(*week, visible=visible, now=at(-7, "08:00", monday=monday), windows=windows)
    for move in found.moves:
        length = move.end.astimezone(UTC) - move.start.astimezone(UTC)
        assert length == move.workout.end_utc - move.workout.start_utc
    after = found.applied_to(week)
    assert counted(check_all(timeline(*after, visible=visible), athlete()))[0] == 0


@pytest.mark.parametrize("monday", CHANGES_OF_CLOCKS)
def test_on_the_day_when_the_clocks_change_starts_are_those_of_the_clock(monday: date) -> None:
    visible = DayRange(monday, monday + timedelta(days=7))
    tempo = replace(run(at(4, "07:00", monday=monday), RunType.TEMPO, id_="tempo"), fixed=True)
    legs = lift(at(5, "18:00", monday=monday), Focus.LOWER, heavy=True, id_="legs")
    sunday = Windows(((),) * 6 + (None,))
    ahead = at(-7, "08:00", monday=monday)
    found = plan(tempo, legs, visible=visible, now=ahead, windows=sunday)
    assert told(found.moves) == ["legs: Sat 18:00 → Sun 18:00"]


def test_the_day_with_25_hours_is_one_day_to_its_end() -> None:
    monday = date(2026, 10, 19)
    visible = DayRange(monday, monday + timedelta(days=7))
    tempo = replace(run(at(4, "07:00", monday=monday), RunType.TEMPO, id_="tempo"), fixed=True)
    hills = run(at(5, "18:00", monday=monday), RunType.HILLS, id_="hills")
    easy = replace(run(at(6, "07:00", monday=monday), id_="easy"), fixed=True)
    given: dict[str, Any] = {
        "visible": visible,
        "now": at(-7, "08:00", monday=monday),
        "windows": hours("23:00-24:00", days=[6]),
    }
    assert told(plan(tempo, hills, **given).moves) == ["hills: Sat 18:00 → Sun 23:00"]
    assert plan(tempo, hills, easy, **given).moves == ()


@pytest.mark.parametrize("monday", CHANGES_OF_CLOCKS)
def test_every_start_of_the_grid_is_on_the_clock_once(monday: date) -> None:
    grid = grid_of(DayRange(monday, monday + timedelta(days=7)), BERLIN, 30)
    clocks = [instant_at(start, BERLIN) for start in grid.starts]
    assert [each.hour * 60 + each.minute for each in clocks] == list(grid.clocks_min)
    assert len(set(grid.starts)) == len(grid.starts)


@pytest.mark.parametrize(("meeting", "swaps"), [("03:00", 0), ("04:00", 1)])
def test_who_swaps_into_the_night_of_the_change_keeps_its_length(meeting: str, swaps: int) -> None:
    monday = date(2026, 3, 23)
    hills = run(at(6, "01:00", monday=monday), RunType.HILLS, 40, id_="hills")
    upper = lift(at(6, "12:00", monday=monday), Focus.UPPER, True, 120, id_="upper")
    busy = BusySpan(at(6, meeting, monday=monday), at(6, "05:00", monday=monday))
    [move] = plan(
        hills,
        upper,
        visible=DayRange(monday, monday + timedelta(days=7)),
        now=at(-7, "08:00", monday=monday),
        windows=hours("00:00-24:00"),
        busy=(busy,),
    ).moves
    assert sum(isinstance(way, Swap) for way in move.alternatives) == swaps
