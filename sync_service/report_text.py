"""The report for people: each week as a table, what was found in it, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from connectors.ports import Problem
from rules.finding import Finding, Severity
from rules.timeline import DayRange, week_of
from rules.weeks import WeekPicture
from rules.wording import capitalized, day_name, name_of
from rules.workout import Sport, Workout
from sync_service.check_calendars import CheckReport
from sync_service.plain_text import one_line

_STYLES = {Severity.VIOLATION: "bold red", Severity.CAUTION: "yellow", Severity.ADVICE: "cyan"}
_MARKS = {Severity.VIOLATION: "✗", Severity.CAUTION: "!", Severity.ADVICE: "·"}
_SPORT_STYLES = {Sport.RUN: "green", Sport.LIFT: "magenta", Sport.REST: "dim"}
_DAY = timedelta(days=1)


def text_report(report: CheckReport, athlete_name: str) -> Group:
    """The whole report, ready to be printed."""
    numbers = {finding: number for number, finding in enumerate(report.findings, start=1)}
    return Group(
        _title(report, athlete_name),
        *(part for week in report.weeks for part in _week(week, report, numbers)),
        *_problems(report.readings.problems),
        Text(""),
        _summary(report),
    )


def _title(report: CheckReport, athlete_name: str) -> Text:
    last = report.days.end - _DAY
    first_year = f" {report.days.start.year}" if report.days.start.year != last.year else ""
    span = f"{day_name(report.days.start)}{first_year} to {day_name(last)} {last.year}"
    title = Text("Counterpoint", style="bold")
    return title.append(
        f"  {one_line(athlete_name)} · {span} · {report.athlete.time_zone.key}", style="not bold"
    )


def _week(
    week: WeekPicture, report: CheckReport, numbers: Mapping[Finding, int]
) -> Iterator[RenderableType]:
    workouts = [workout for workout in report.workouts if workout.day in week.days]
    findings = [finding for finding in report.findings if _first_week(finding) == week.days]
    yield Text("")
    yield _week_title(week, report.days)
    yield _week_table(workouts, numbers)
    for finding in findings:
        yield from _finding(finding, numbers[finding])


def _first_week(finding: Finding) -> DayRange:
    """A finding that spans two weeks is told in the one where it comes to a head."""
    return week_of(finding.dates[-1])


def _week_title(week: WeekPicture, days: DayRange) -> Text:
    year, number = week.name.split("-W")
    several_years = days.start.year != days.end.year
    counts = [_counted(week.lifts, "lift"), _counted(week.runs, "run")]
    if week.long_slow:
        counts.append(f"{week.long_slow} long")
    if week.quality:
        counts.append(f"{week.quality} quality")
    if week.hard_share is not None:
        counts.append(f"{week.hard_share:.0%} of the running hard")
    if not week.complete:
        counts.append("only partly in view")
    title = Text(f"Week {int(number)}{f' of {year}' if several_years else ''}", style="bold")
    return title.append(f"  {', '.join(counts)}", style="not bold dim")


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _week_table(workouts: Sequence[Workout], numbers: Mapping[Finding, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", expand=False)
    table.add_column("Day", no_wrap=True)
    table.add_column("Time", no_wrap=True)
    table.add_column("Session", no_wrap=True)
    table.add_column("In the calendar", overflow="ellipsis", no_wrap=True, max_width=36)
    table.add_column("Length", justify="right", no_wrap=True)
    table.add_column("See", no_wrap=True)
    for day, group in groupby(workouts, key=lambda workout: workout.day):
        for index, workout in enumerate(group):
            table.add_row(_day_cell(day, index), *_cells(workout, numbers))
    return table


def _day_cell(day: date, index: int) -> str:
    return "" if index else day_name(day)


def _cells(workout: Workout, numbers: Mapping[Finding, int]) -> tuple[Text, ...]:
    return (
        _time(workout),
        Text(capitalized(name_of(workout)), style=_SPORT_STYLES.get(workout.session.sport, "")),
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
        parts.append(f"{session.distance_km:.1f}".rstrip("0").rstrip(".") + " km")
    if session.duration_min is not None:
        parts.append(f"{round(session.duration_min)} min")
    return " · ".join(parts)


def _references(workout: Workout, numbers: Mapping[Finding, int]) -> Text:
    text = Text()
    for finding, number in numbers.items():
        if workout.id in finding.workouts:
            text.append(f"{number} ", style=_STYLES[finding.severity])
    return text


def _finding(finding: Finding, number: int) -> Iterator[RenderableType]:
    style = _STYLES[finding.severity]
    head = Text(f"{number:>3} {_MARKS[finding.severity]} ", style=style)
    head.append(finding.severity.value, style=style).append(f"  {finding.rule}", style="dim")
    yield head
    yield Padding(Text(finding.message), (0, 0, 0, 6))
    yield Padding(Text(f"→ {finding.remedy}", style="dim"), (0, 0, 0, 6))


def _problems(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    if problems:
        yield Text("")
        yield Text("Not everything could be read", style="bold yellow")
    for problem in problems:
        yield Padding(Text(problem_line(problem)), (0, 0, 0, 4))


def problem_line(problem: Problem) -> str:
    """A problem in one line."""
    where = f"{problem.source} ({problem.component})" if problem.component else problem.source
    return one_line(f"{where}: {problem.what}")


def _summary(report: CheckReport) -> Text:
    counts = [
        f"{count} {_plural(severity, count)}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in report.findings))
    ]
    if not report.workouts:
        return Text("No workouts stand on these days; look elsewhere with --from and --days.")
    workouts = _counted(len(report.workouts), "workout")
    if not counts:
        return Text(f"{workouts}, nothing to mend.", style="green")
    return Text(f"{workouts}: {', '.join(counts)}. `counterpoint explain RULE` says why.")


def _plural(severity: Severity, count: int) -> str:
    if severity is Severity.ADVICE:
        return "piece of advice" if count == 1 else "pieces of advice"
    return severity.value if count == 1 else f"{severity.value}s"
