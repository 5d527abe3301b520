"""A week's table on wide and narrow terminals."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from rules.gathering import gather
from rules.workout import Focus, RunType
from sync_service.week_table import WeekTables
from tests.checks.builders import MONDAY, TWO_WEEKS, assumed, at, findings, lift, of_days, run

LIFT = replace(lift(at(0, "18:00"), Focus.LOWER, heavy=True), title="Heavy squats at the club " * 3)
RUN = assumed(run(at(1, "00:00"), RunType.TEMPO))


def printed(width: int) -> list[str]:
    causes = gather(of_days(findings(LIFT, RUN)))
    numbers = {cause: n for n, cause in enumerate(causes, start=1)}
    console = Console(width=width, file=StringIO(), color_system=None)
    with console.capture() as capture:
        console.print(WeekTables.of([LIFT, RUN], numbers).week(TWO_WEEKS))
    return capture.get().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_days_times_and_numbers_are_whole_at_any_width(width: int) -> None:
    lines = printed(width)
    assert max(len(line) for line in lines) <= width
    assert any("Mon 5 Jan" in line and "18:00" in line for line in lines)
    assert any("Tue 6 Jan" in line and "~00:00" in line for line in lines)
    assert lines[-1].rstrip().endswith("1")


def test_titles_take_the_room_that_there_is_but_no_more() -> None:
    assert "Heavy squats at the club Heavy squa…" in printed(200)[2]
    assert "Heavy s…" in printed(60)[2]


def test_a_table_of_no_days_has_no_rows() -> None:
    assert len(printed(80)) == 4
    tables = WeekTables.of([LIFT], {})
    assert tables.week([MONDAY]).rows
    assert not tables.week([]).rows
