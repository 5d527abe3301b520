"""The report for people: each week as a table, what was found in it, and what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from connectors.ports import Problem
from rules.finding import Finding, Severity
from rules.timeline import DayRange, week_of
from rules.weeks import WeekPicture
from rules.wording import day_name
from sync_service.check_calendars import CheckReport, Readings
from sync_service.plain_text import one_line
from sync_service.week_table import STYLES, WeekTables

_MARKS = {Severity.VIOLATION: "✗", Severity.CAUTION: "!", Severity.ADVICE: "·"}
_DAY = timedelta(days=1)
_TIED = re.compile(
    r"(?<=\d) (?=h\b|min\b|[A-Z][a-z]{2}\b)|(?<=\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)) (?=\d)"
)


def text_report(report: CheckReport, athlete_name: str) -> Group:
    """The whole report, ready to be printed."""
    numbers = {finding: number for number, finding in enumerate(report.findings, start=1)}
    tables = WeekTables.of(report.workouts, numbers)
    return Group(
        _title(report, athlete_name),
        *(part for week in report.weeks for part in _week(week, report, tables, numbers)),
        *_problems(report.readings),
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
    week: WeekPicture, report: CheckReport, tables: WeekTables, numbers: Mapping[Finding, int]
) -> Iterator[RenderableType]:
    yield Text("")
    yield _week_title(week, report.days)
    yield tables.week(week.days)
    findings = [finding for finding in report.findings if _week_told(finding) == week.days]
    if findings:
        yield Text("")
    for finding in findings:
        yield from _finding(finding, numbers[finding])


def _week_told(finding: Finding) -> DayRange:
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


def _finding(finding: Finding, number: int) -> Iterator[RenderableType]:
    style = STYLES[finding.severity]
    head = Text(f"{number:>3} {_MARKS[finding.severity]} ", style=style)
    head.append(finding.severity.value, style=style).append(f"  {finding.rule}", style="dim")
    yield head
    yield Padding(Text(_unbroken(finding.message)), (0, 0, 0, 6))
    yield Padding(Text(_unbroken(f"→ {finding.remedy}"), style="dim"), (0, 0, 0, 6))


def _unbroken(sentence: str) -> str:
    """The sentence with its figures tied to their units, and days to their months."""
    return _TIED.sub("\N{NO-BREAK SPACE}", sentence)


def _problems(readings: Readings) -> Iterator[RenderableType]:
    """What was read only in part; why a whole source failed stands on standard error."""
    partly = [problem for problem in readings.problems if problem.component]
    if partly:
        yield Text("")
        yield Text("Not everything could be read", style="bold yellow")
    for problem in partly:
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
    unread = len(report.readings.unread)
    if unread:
        sources = "A source" if unread == 1 else f"{unread} sources"
        return Text(f"{sources} could not be read whole; the rest is above.", style="bold yellow")
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
