"""The report for people: each week as a table, what was found in it, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from connectors.ports import Problem
from rules.checks import explanation_of
from rules.finding import Severity
from rules.gathering import Cause, ToldWeek
from rules.weeks import Week
from rules.wording import counted, day_name, listed
from sync_service.annotation import MARKS
from sync_service.check_calendars import CheckReport, Readings
from sync_service.move_text import move_text
from sync_service.plain_text import one_line, tied
from sync_service.week_picture import fuel_line, week_picture, week_title
from sync_service.week_table import STYLES, WeekTables

_DAY = timedelta(days=1)


def text_report(report: CheckReport, athlete_name: str, weeks: Iterable[ToldWeek]) -> Group:
    """The whole report, ready to be printed; `weeks` holds what is told of each."""
    told = {week.days: week for week in weeks}
    causes = (cause for week in told.values() for cause in week.causes)
    numbers = {cause: number for number, cause in enumerate(causes, start=1)}
    tables = WeekTables.of(report.workouts, numbers)
    return Group(
        _title(report, athlete_name),
        *(
            part
            for week in report.weeks
            for part in _week(week, report, tables, told.get(week.days), numbers)
        ),
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
    week: Week,
    report: CheckReport,
    tables: WeekTables,
    told: ToldWeek | None,
    numbers: Mapping[Cause, int],
) -> Iterator[RenderableType]:
    several_years = report.days.start.year != report.days.end.year
    yield Text("")
    yield week_title(week, with_year=several_years)
    yield week_picture(week, report.athlete.thresholds, report.findings)
    fuel = fuel_line(day for day in report.fuel if day.date in week.days)
    if fuel is not None:
        yield fuel
    yield tables.week(week.days)
    if told is not None:
        yield Text("")
        for cause in told.causes:
            yield from _cause(cause, numbers[cause])
        if told.left_out:
            yield Text(f"      and {told.left_out} more; --all shows them", style="dim")
    yield from move_text(week.days, report, numbers)


def _cause(cause: Cause, number: int) -> Iterator[RenderableType]:
    finding = cause.lead
    style = STYLES[finding.severity]
    head = Text(f"{number:>3} {MARKS[finding.severity]} ", style=style)
    head.append(finding.severity.value, style=style).append(f"  {finding.rule}", style="dim")
    yield head
    yield Padding(Text(tied(finding.message)), (0, 0, 0, 6))
    yield Padding(Text(tied(f"→ {finding.remedy}"), style="dim"), (0, 0, 0, 6))
    for line in _also(cause):
        yield Padding(Text(tied(line), style="dim"), (0, 0, 0, 6))


def _also(cause: Cause) -> Iterator[str]:
    """The other sides of the cause, a line each; the same of other days in one."""
    same = [each for each in cause.related if each.rule == cause.lead.rule]
    days = {day: None for each in same if each.dates != cause.lead.dates for day in each.dates}
    if days:
        yield f"also: {listed([day_name(day) for day in sorted(days)])}"
    for related in cause.related:
        explanation = explanation_of(related.rule)
        if related.rule != cause.lead.rule and explanation is not None:
            yield f"also: {explanation.headline} ({related.rule})"
        elif related.dates == cause.lead.dates:
            yield f"also: {related.message}"


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
    workouts = counted(len(report.workouts), "workout")
    if not counts:
        return Text(f"{workouts}, nothing to mend.", style="green")
    return Text(f"{workouts}: {', '.join(counts)}. `counterpoint explain RULE` says why.")


def _plural(severity: Severity, count: int) -> str:
    if severity is Severity.ADVICE:
        return "piece of advice" if count == 1 else "pieces of advice"
    return severity.value if count == 1 else f"{severity.value}s"
