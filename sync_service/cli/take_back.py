"""`counterpoint undo` and `counterpoint purge`: what was written is taken back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from sync_service.cli.cycle_options import Service, service
from sync_service.cli.options import AthleteFile, Name, Now
from sync_service.errors import ExitStatus, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sync_service.job import Job
    from sync_service.take_back import TakenBack

CycleId = Annotated[
    int | None,
    typer.Option("--cycle", metavar="ID", help="The cycle, as counterpoint status numbers them."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before everything is taken away.")]


def undo(
    cycle: CycleId = None, athlete: AthleteFile = None, name: Name = None, now: Now = None
) -> None:
    """Take back one cycle: the last one that wrote something, or the one that is named.

    What is taken back does not come again for the same cause.

    Exit status: 0 taken back, 1 there was nothing to take back, 2 usage, settings or the database,
    3 a calendar could not be read or written.

    Examples:

      counterpoint undo

      counterpoint undo --cycle 12
    """
    from sync_service.take_back import undo as take_back

    with service(athlete, name, now) as found:
        found.only()
        job, moment = next(found.taking_back())
        with found.run(job) as run:
            taken = take_back(job, run, moment, cycle)
    if taken is None:
        which = "of this cycle" if cycle is not None else "that Counterpoint wrote"
        typer.echo(f"Nothing {which} is left to take back.", err=True)
        raise typer.Exit(ExitStatus.FINDINGS)
    typer.echo(_headline(taken))
    raise typer.Exit(_tell(job, taken))


def _headline(taken: TakenBack) -> str:
    number = taken.undone.id if taken.undone else ""
    if taken.applied.problems or taken.applied.put_off:
        return f"Cycle {number} could not be taken back wholly; run it again. Taken back is:"
    return f"Cycle {number} is taken back:"


def purge(
    athlete: AthleteFile = None, name: Name = None, now: Now = None, yes: Yes = False
) -> None:
    """Take away everything that Counterpoint ever wrote; the calendars are then as found.

    On a terminal it says what it is about to take, and asks; elsewhere it wants --yes. With
    several athletes it takes what was written for all of them, or for the one of --name.

    Exit status: 0 all is gone, 2 usage, settings or the database, 3 a calendar could not be read or
    written; run it again then.

    Examples:

      counterpoint purge

      counterpoint purge --yes --name Sam
    """
    with service(athlete, name, now) as found:
        jobs = tuple(found.taking_back())
        if not yes:
            _ask(found, jobs)
        statuses = [found.held_apart(purge_athlete, *each) for each in jobs]
    raise typer.Exit(max(statuses))


def _ask(found: Service, jobs: Sequence[tuple[Job, datetime]]) -> None:
    """Say what would be taken, from where, and go on only with a yes."""
    from sync_service.plan_text import taken_line
    from sync_service.take_back import what_purge_takes

    if not sys.stdin.isatty():
        raise SettingsError(
            "purge takes everything away that Counterpoint wrote, and there is no terminal to ask "
            "on: confirm it with --yes."
        )
    for job, now in jobs:
        labels = {each.key: each.label for each in job.calendars}
        line = taken_line(what_purge_takes(job, found.store, now), labels)
        typer.echo(f"{job.athlete}: {line}")
    typer.confirm("Take all of this away?", abort=True)


def purge_athlete(found: Service, job: Job, now: datetime) -> ExitStatus:
    """Take away everything of one athlete, and tell what was done and what is left."""
    from sync_service.take_back import purge as take_everything

    with found.run(job) as run:
        taken = take_everything(job, run, now)
    found.say_whose(job.athlete)
    status = _tell(job, taken)
    found.say_left_behind(job)
    return status


def _tell(job: Job, taken: TakenBack) -> ExitStatus:
    from sync_service.cli.lines import complain, show_lines
    from sync_service.plan_text import done_text

    done = [each.change for each in taken.applied.done]
    show_lines(done_text(done, taken.sightings, ZoneInfo(job.settings.time_zone)))
    for problem in taken.applied.problems:
        complain(problem)
    for label in taken.unread:
        complain(f"{label}: it could not be read, so something may be left there.")
    left = taken.unread or taken.applied.problems or taken.applied.put_off
    return ExitStatus.SOURCE_UNREAD if left else ExitStatus.OK
