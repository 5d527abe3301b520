"""`counterpoint plan` and `counterpoint sync`: what would be written, and one cycle that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

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
    from sync_service.cli.show import show
    from sync_service.look_ahead import look_ahead
    from sync_service.plan_text import plan_text

    ahead = look_ahead(job, found.store, now)
    outlook = ahead.outlook
    found.say_whose(job.athlete)
    zone = ZoneInfo(job.settings.time_zone)
    show(plan_text(ahead.changes, outlook.sightings, zone, detail))
    _say_nowhere(job)
    _say_unread(outlook)
    if outlook.hold is not None:
        typer.echo(f"Held back until you release it: {outlook.hold.why}.", err=True)
        typer.echo(f"  {_mend(ahead.held, outlook.hold.shape)}", err=True)
    return _status(outlook, held=outlook.hold is not None, troubled=False)


def _mend(held: tuple[HeldPlan, ...], shape: str) -> str:
    """How this plan is let go; it has a number once a cycle has held it."""
    numbers = [each.id for each in held if each.shape == shape and each.released_at is None]
    if not numbers:
        return "counterpoint sync keeps it and gives it a number; nothing is written"
    return f"counterpoint status --release {numbers[0]}   lets it go, then counterpoint sync"


def _sync(found: Service, job: Job, now: datetime) -> ExitStatus:
    from sync_service.sync_athlete import sync_athlete

    with found.run(job) as run:
        report = sync_athlete(job, run, now)
    found.say_whose(job.athlete)
    _tell(job, report)
    troubled = bool(report.applied.problems)
    return _status(report.outlook, held=report.held is not None, troubled=troubled)


def _tell(job: Job, report: CycleReport) -> None:
    from sync_service.cli.show import show
    from sync_service.plan_text import done_text

    _say_unread(report.outlook)
    for problem in report.applied.problems:
        typer.echo(problem, err=True)
    if report.held is not None:
        number = report.held.id
        typer.echo(f"Held back: {report.held.changes} changes, as {report.held.why}.", err=True)
        if report.held.can_be_shown:
            typer.echo("  counterpoint plan                 shows them", err=True)
        typer.echo(f"  counterpoint status --release {number:<3} lets them go, then sync", err=True)
        return
    done = [each.change for each in report.applied.done]
    zone = ZoneInfo(job.settings.time_zone)
    show(done_text(done, report.outlook.sightings, zone))
    _say_nowhere(job)


def _say_nowhere(job: Job) -> None:
    if job.settings.write_to is None:
        typer.echo(
            f"{job.athlete}: write_to names no calendar, so nothing is written; subscribe to the "
            "feeds (counterpoint athlete feeds), or name one, as in "
            'write_to = { kind = "local_calendar", folder = "calendar" }.',
            err=True,
        )


def _say_unread(outlook: Outlook) -> None:
    """What could not be read; an access that is gone is told once, not for each calendar."""
    problems = [each for sighting in outlook.sightings for each in sighting.problems]
    for problem in dict.fromkeys(problems):
        where = f" ({problem.component})" if problem.component else ""
        typer.echo(f"{problem.source}{where}: {problem.what}", err=True)


def _status(outlook: Outlook, *, held: bool, troubled: bool) -> ExitStatus:
    if outlook.unread or troubled:
        return ExitStatus.SOURCE_UNREAD
    return ExitStatus.FINDINGS if held else ExitStatus.OK
