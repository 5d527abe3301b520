"""What the commands print: for people through Rich, for programs as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Group
from rich.text import Text

from connectors.calendar_event import CalendarEvent
from rules.gathering import ToldWeek
from sync_service.check_calendars import CheckReport, Readings
from sync_service.cli.options import Format
from sync_service.cli.show import show, write_json
from sync_service.doctor import Diagnosis, State
from sync_service.plain_text import one_line
from sync_service.report_json import as_json, check_document, problem_document
from sync_service.report_text import problem_line, text_report

_STATE_STYLES = {State.WELL: "green", State.COULD_BE_BETTER: "yellow", State.BROKEN: "bold red"}


def print_report(
    report: CheckReport, form: Format, athlete_name: str, weeks: Iterable[ToldWeek]
) -> None:
    """Print a report; what could not be read is also said on standard error.

    `weeks` is what a person is told; JSON holds every finding.
    """
    if form is Format.JSON:
        write_json(as_json(check_document(report)))
    else:
        show(text_report(report, athlete_name, weeks))
    say_unread(report.readings)


def print_events(readings: Readings, form: Format, zone: ZoneInfo) -> None:
    """Print what was read, in the order of time."""
    ordered = sorted(readings.events, key=lambda event: _position(event, zone))
    if form is Format.JSON:
        document = {
            "events": [_event_document(event) for event in ordered],
            "problems": [problem_document(each).model_dump() for each in readings.problems],
        }
        write_json(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for event in ordered:
            sys.stdout.write(f"{_when(event, zone)}  {one_line(event.summary)}\n")
        for problem in readings.problems:
            sys.stdout.write(f"not read: {problem_line(problem)}\n")
    say_unread(readings)


def print_diagnoses(diagnoses: Iterable[Diagnosis]) -> None:
    """Print each diagnosis with its mend below it."""
    lines = []
    for each in diagnoses:
        lines.append(Text(f"{each.state} ", style=_STATE_STYLES[each.state]) + Text(each.sentence))
        if each.mend:
            lines.append(Text(f"  → {each.mend}", style="dim"))
    show(Group(*lines))


def say_unread(readings: Readings) -> None:
    """Name every source that could not be read on standard error."""
    whole = {problem.source: problem for problem in readings.problems if not problem.component}
    for source in readings.unread:
        if source in whole:
            sys.stderr.write(problem_line(whole[source]) + "\n")


def _position(event: CalendarEvent, zone: ZoneInfo) -> tuple[datetime, str, str]:
    start = event.start
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day, tzinfo=zone)
    return start.astimezone(UTC), event.uid, event.recurrence_id or ""


def _event_document(event: CalendarEvent) -> dict[str, str | bool | None]:
    return {
        "uid": event.uid,
        "recurrence_id": event.recurrence_id,
        "start": _moment(event.start),
        "end": _moment(event.end),
        "all_day": event.all_day,
        "summary": event.summary,
    }


def _moment(moment: object) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(moment)


def _when(event: CalendarEvent, zone: ZoneInfo) -> str:
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        start, end = event.start.astimezone(zone), event.end.astimezone(zone)
        last = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
        return f"{start:%Y-%m-%d %H:%M} to {last}"
    return f"{event.start:%Y-%m-%d} all day  "
