"""`counterpoint plan` and `counterpoint sync`: what would be written, and one cycle that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from rules.wording import counted
from sync_service.cli.cycle_options import Service, looking, service
from sync_service.cli.options import AthleteFile, Name, Now
from sync_service.errors import ExitStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sync_service.job import Job
    from sync_service.outlook import Outlook
    from sync_service.plan_text import Detail
    from sync_service.store.records import HeldPlan
    from sync_service.sync_athlete import CycleReport

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only show what would be written: the same as plan.")
]

Everything = Annotated[
    bool, typer.Option("--all", help="Every line of every text, and every meal on its own.")
]


def plan(
    athlete: AthleteFile = None, name: Name = None, now: Now = None, everything: Everything = False
) -> None:
    """Show what the next cycle would write, and why; nothing is changed.

    + is added, ~ is changed, − is deleted.

    Exit status: 0 a cycle would write this, 1 it would be held back, 2 usage, settings or the
    database, 3 a source could not be read.

    Examples:

      counterpoint plan

      counterpoint plan --all --now 2026-01-12T08:00+01:00
    """
    from sync_service.plan_text import Detail

    detail = Detail.EVERYTHING if everything else Detail.TEXTS
    with looking(athlete, name, now) as found:
        statuses = [_show_plan(job, found, moment, detail) for job, moment in found.jobs()]
    raise typer.Exit(max(statuses))


def sync(
    athlete: AthleteFile = None, name: Name = None, now: Now = None, dry_run: DryRun = False
) -> None:
    """Run one cycle: read the calendars, check them, and write notes, suggestions and fuel.

    What is written can be taken back with counterpoint undo, everything with counterpoint purge.
    Athletes who are paused are left out.

    Exit status: 0 done, 1 changes are held back until you release them (counterpoint status),
    2 usage, settings or the database, 3 a calendar could not be read or written.

    Examples:

      counterpoint sync

      counterpoint sync --dry-run
    """
    if dry_run:
        plan(athlete, name, now)
    with service(athlete, name, now) as found:
        statuses = [found.held_apart(_sync, *each) for each in found.going_on().jobs()]
    raise typer.Exit(max(statuses, default=ExitStatus.OK))


def _show_plan(job: Job, found: Service, now: datetime, detail: Detail) -> ExitStatus:
    from sync_service.cli.lines import complain, show_lines
    from sync_service.look_ahead import look_ahead
    from sync_service.plan_text import plan_text

    found.say_left_behind(job)
    ahead = look_ahead(job, found.store, now)
    outlook = ahead.outlook
    found.say_whose(job.athlete)
    zone = ZoneInfo(job.settings.time_zone)
    show_lines(plan_text(ahead.changes, outlook.sightings, zone, detail))
    _say_nowhere(job)
    _say_unread(outlook)
    if outlook.hold is not None:
        complain(f"Held back until you release it: {outlook.hold.why}.")
        complain(f"  {_mend(ahead.held, outlook.hold.shape)}")
    return _status(outlook, held=outlook.hold is not None, troubled=False)


def _mend(held: tuple[HeldPlan, ...], shape: str) -> str:
    """How this plan is let go; it has a number once a cycle has held it."""
    numbers = [each.id for each in held if each.shape == shape and each.released_at is None]
    if not numbers:
        return "counterpoint sync keeps it and gives it a number; nothing is written"
    return f"counterpoint status --release {numbers[0]}   lets it go, then counterpoint sync"


def _sync(found: Service, job: Job, now: datetime) -> ExitStatus:
    from sync_service.sync_athlete import sync_athlete

    found.say_left_behind(job)
    with found.run(job) as run:
        report = sync_athlete(job, run, now)
    found.say_whose(job.athlete)
    _tell(job, report)
    troubled = bool(report.applied.problems)
    return _status(report.outlook, held=report.held is not None, troubled=troubled)


def _tell(job: Job, report: CycleReport) -> None:
    from sync_service.cli.lines import complain, show_lines
    from sync_service.plan_text import done_text

    _say_unread(report.outlook)
    for problem in report.applied.problems:
        complain(problem)
    if report.held is not None:
        _tell_held(report.held)
        return
    done = [each.change for each in report.applied.done]
    zone = ZoneInfo(job.settings.time_zone)
    show_lines(done_text(done, report.outlook.sightings, zone))
    _say_nowhere(job)


def _tell_held(held: HeldPlan) -> None:
    from sync_service.cli.lines import complain

    complain(f"Held back: {counted(held.changes, 'change')}, as {held.why}.")
    them = "it" if held.changes == 1 else "them"
    if held.can_be_shown:
        complain(f"  counterpoint plan                 shows {them}")
    complain(f"  counterpoint status --release {held.id:<3} lets {them} go, then sync")


def _say_nowhere(job: Job) -> None:
    from sync_service.cli.lines import complain

    if job.settings.write_to is None:
        complain(
            f"{job.athlete}: write_to names no calendar, so nothing is written; subscribe to the "
            "feeds (counterpoint athlete feeds), or name one, as in "
            'write_to = { kind = "local_calendar", folder = "calendar" }.'
        )


def _say_unread(outlook: Outlook) -> None:
    """What could not be read; an access that is gone is told once, not for each calendar."""
    from sync_service.cli.lines import complain
    from sync_service.report_text import problem_line

    problems = [each for sighting in outlook.sightings for each in sighting.problems]
    for problem in dict.fromkeys([*problems, *outlook.report.readings.problems]):
        complain(problem_line(problem))


def _status(outlook: Outlook, *, held: bool, troubled: bool) -> ExitStatus:
    if outlook.unread or troubled:
        return ExitStatus.SOURCE_UNREAD
    return ExitStatus.FINDINGS if held else ExitStatus.OK
