"""A week as a table that fits any terminal: days, times and numbers are whole, titles give way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from rules.finding import Severity
from rules.gathering import Cause
from rules.wording import capitalized, day_name, name_of
from rules.workout import Sport, Workout
from sync_service.plain_text import one_line

STYLES = {Severity.VIOLATION: "bold red", Severity.CAUTION: "yellow", Severity.ADVICE: "cyan"}
SPORT_STYLES = {Sport.RUN: "green", Sport.LIFT: "magenta", Sport.REST: "dim"}
_HEADERS = ("Day", "Time", "Session", "Title", "Length", "See")
_SESSION, _TITLE, _LENGTH = 2, 3, 4
_GAP = 2  # a cell's padding and the line between two columns
_LONGEST_TITLE = 36
# Which column gives way down to which width, in turn.
_GIVING_WAY = ((_TITLE, 8), (_SESSION, 10), (_TITLE, 4), (_SESSION, 6))


@dataclass(frozen=True, slots=True)
class WeekTables:
    """The tables of several weeks, which share their columns' widths."""

    rows: Mapping[date, Sequence[tuple[Text, ...]]]
    widths: tuple[int, ...]

    @classmethod
    def of(cls, workouts: Iterable[Workout], numbers: Mapping[Cause, int]) -> WeekTables:
        """Lay out the workouts, given in the order of time, by their days."""
        by_day = groupby(workouts, key=lambda workout: workout.day)
        rows = {day: tuple(_rows(day, group, numbers)) for day, group in by_day}
        cells = [tuple(map(Text, _HEADERS)), *(row for day in rows.values() for row in day)]
        return cls(
            rows,
            tuple(max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)),
        )

    def week(self, days: Iterable[date]) -> WeekTable:
        """The table of some days."""
        return WeekTable([row for day in days for row in self.rows.get(day, ())], self.widths)


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The rows of one week; its widths are settled when the terminal is known."""

    rows: Sequence[tuple[Text, ...]]
    widths: tuple[int, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the titles, and then the sessions, what the other columns leave."""
        widths = _fitted(self.widths, options.max_width)
        table = Table(
            box=box.SIMPLE_HEAD, show_edge=False, header_style="dim", padding=(0, 1, 0, 0)
        )
        for index, (header, width) in enumerate(zip(_HEADERS, widths, strict=True)):
            table.add_column(
                header,
                width=width,
                justify="right" if index == _LENGTH else "left",
                no_wrap=True,
                overflow="ellipsis",
            )
        for row in self.rows:
            table.add_row(*row)
        yield table


def _fitted(wanted: tuple[int, ...], available: int) -> tuple[int, ...]:
    widths = list(wanted)
    widths[_TITLE] = min(widths[_TITLE], _LONGEST_TITLE)
    excess = sum(widths) + _GAP * len(widths) - available
    for column, shortest in _GIVING_WAY:
        cut = max(0, min(excess, widths[column] - shortest))
        widths[column] -= cut
        excess -= cut
    return tuple(widths)


def _rows(
    day: date, workouts: Iterable[Workout], numbers: Mapping[Cause, int]
) -> Iterable[tuple[Text, ...]]:
    for index, workout in enumerate(workouts):
        yield (
            Text("" if index else day_name(day)),
            _time(workout),
            Text(capitalized(name_of(workout)), style=SPORT_STYLES.get(workout.session.sport, "")),
            Text(one_line(workout.title)),
            Text(_length(workout)),
            _references(workout, numbers),
        )


def _time(workout: Workout) -> Text:
    if workout.time_assumed:
        return Text(f"~{workout.start:%H:%M}", style="dim")
    return Text(f" {workout.start:%H:%M}")


def _length(workout: Workout) -> str:
    session = workout.session
    parts = []
    if session.distance_km is not None:
        parts.append(f"{session.distance_km:.1f}".removesuffix(".0") + " km")
    if session.duration_min is not None:
        parts.append(f"{round(session.duration_min)} min")
    return " · ".join(parts)


def _references(workout: Workout, numbers: Mapping[Cause, int]) -> Text:
    text = Text()
    for cause, number in numbers.items():
        of_a_week = cause.lead.about_week
        if not of_a_week and any(workout.id in finding.workouts for finding in cause.findings):
            text.append(" " if text else "").append(str(number), style=STYLES[cause.lead.severity])
    return text
