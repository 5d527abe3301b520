"""The suggested moves of a week for people: a line or two each, and the week before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rules.days import DayRange
from rules.gathering import Cause
from rules.moves import Alternative, Move, Swap
from rules.wording import capitalized, day_name, listed, name_of
from rules.workout import Focus, Sport, Workout
from sync_service.check_calendars import CheckReport
from sync_service.plain_text import TIE
from sync_service.week_table import SPORT_STYLES

_SHORT = {"recovery": "recov", "intervals": "interv", "mobility": "mobil"}
_FROM, _TO = "red", "bold green"


def move_text(
    days: DayRange, report: CheckReport, numbers: Mapping[Cause, int]
) -> Iterator[RenderableType]:
    """The moves of one week, as far as there are any; `numbers` are those of what is told."""
    moves = [move for move in report.plan.moves if move.workout.day in days]
    if moves:
        yield Text("")
        yield Text("  Suggested", style="bold").append(_surety(moves), style="not bold dim")
        for move in moves:
            yield from _lines(move, numbers)
        yield Padding(_before_and_after(days, report, moves), (0, 0, 0, 2))
    elif days.start in report.plan.unproved:
        yield Text("  No change that helps was found in the time given.", style="dim")


def _surety(moves: Sequence[Move]) -> str:
    proved = all(move.optimal for move in moves)
    return "" if proved else "  the best found; a better one may exist"


def _lines(move: Move, numbers: Mapping[Cause, int]) -> Iterator[RenderableType]:
    workout = move.workout
    line = Text(f"⇢ {capitalized(name_of(workout))} {_tied(_when(workout))} → ")
    there = day_name(move.start.date()) if move.start.date() != workout.day else ""
    line.append(_tied(f"{there} {move.start:%H:%M}".strip()), style=_TO)
    settled = [number for cause, number in numbers.items() if _settles(move, cause)]
    verb = "eases" if move.why.startswith("eases") else "settles"
    why = f"{verb} {listed([str(each) for each in settled])}" if settled else move.why
    yield Padding(line.append(f"  {why}", style="dim"), (0, 0, 0, 4))
    if move.alternatives:
        told = "; ".join(_alternative(each, move) for each in move.alternatives)
        yield Padding(Text(_tied(told), style="dim"), (0, 0, 0, 6))


def _alternative(told: Alternative, move: Move) -> str:
    if isinstance(told, Swap):
        return f"or swap the two on {day_name(told.day)}"
    when = f"{day_name(told.start.date())} {told.start:%H:%M}"
    if told.workout.id == move.workout.id:
        return f"or move it to {when}"
    return f"or move the {name_of(told.workout)} to {when} instead"


def _settles(move: Move, cause: Cause) -> bool:
    return cause.lead in move.settles


def _when(workout: Workout) -> str:
    assumed = "~" if workout.time_assumed else ""
    return f"{day_name(workout.day)} {assumed}{workout.start:%H:%M}"


def _tied(text: str) -> str:
    """The text with its days and times whole."""
    words = text.split(" ")
    return "".join(
        word + (TIE if word[:3] in _DAYS or word.isdigit() or following[:1].isdigit() else " ")
        for word, following in zip(words, [*words[1:], ""], strict=True)
    ).strip(f" {TIE}")


_DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}


def _before_and_after(days: DayRange, report: CheckReport, moves: Sequence[Move]) -> Table:
    """Two rows of seven days; who goes and who comes stands out."""
    shown = [workout for workout in report.workouts if workout.day in days]
    moved = {move.workout.id: move.moved for move in moves}
    after = sorted((moved.get(w.id, w) for w in shown), key=lambda w: (w.start_utc, w.id))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("")
    for day in days:
        table.add_column(f"{day:%a}", no_wrap=True, overflow="ellipsis")
    table.add_row(Text("before", style="dim"), *_cells(days, shown, moved, _FROM))
    table.add_row(Text("after", style="dim"), *_cells(days, after, moved, _TO))
    return table


def _cells(
    days: Iterable[date], workouts: Sequence[Workout], moved: Mapping[str, Workout], style: str
) -> Iterator[Text]:
    for day in days:
        held = [workout for workout in workouts if workout.day == day]
        yield Text("\n").join(_cell(workout, moved, style) for workout in held)


def _cell(workout: Workout, moved: Mapping[str, Workout], style: str) -> Text:
    if workout.id in moved:
        return Text(f"{'−' if style == _FROM else '+'}{_short(workout)}", style=style)
    return Text(_short(workout), style=SPORT_STYLES.get(workout.session.sport, ""))


def _short(workout: Workout) -> str:
    """One word for a workout: "tempo", "legs", "upper"."""
    session = workout.session
    word = str(session.sport)
    if session.sport is Sport.RUN and session.run_type:
        word = str(session.run_type)
    elif session.sport is Sport.LIFT and session.focus:
        word = "legs" if session.focus is Focus.LOWER else str(session.focus)
    return _SHORT.get(word, word)
