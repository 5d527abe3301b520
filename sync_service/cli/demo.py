"""`counterpoint demo`: the main job on embedded defaults, no account needed."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.options import Format, Now, instant
from sync_service.errors import ExitStatus

if TYPE_CHECKING:
    from sync_service.sync_athlete import CycleReport

Once = Annotated[bool, typer.Option("--once", help="End after the report.")]
Output = Annotated[
    Path,
    typer.Option("--output", metavar="FOLDER", help="Where the calendar and the feeds go."),
]
Port = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes any free port.")
]


def demo(
    once: Once = False,
    output: Output = Path("counterpoint-demo"),
    port: Port = 0,
    now: Now = None,
) -> None:
    """Serve a four-week sample feed, read it, check it, and write notes into a calendar.

    The sample begins on Monday of this week. It and the feeds made of it are served on 127.0.0.1
    until Ctrl-C, unless --once is given. Everything that is made lies in one folder.

    Exit status: 0, 2 the folder or the port cannot be used, 3 the calendar could not be written.

    Examples:

      counterpoint demo

      counterpoint demo --once --output /tmp/feeds
    """
    from rules.gathering import told
    from sync_service.cli.output import print_report
    from sync_service.demo import (
        CALENDAR,
        check_sample,
        sample_athlete,
        serving_sample,
        write_sample,
    )
    from sync_service.plan_text import done_count
    from sync_service.publish_feeds import ANNOTATED, OVERLAY

    signal.signal(signal.SIGTERM, _end)
    athlete = sample_athlete()
    moment = instant(now, athlete.athlete().time_zone)
    with serving_sample(moment, output, port) as address:
        report = check_sample(address, athlete, moment, output)
        print_report(report, Format.TEXT, athlete.name, told(report.findings))
        cycle = write_sample(address, athlete, moment, output)
        typer.echo(f"\nWritten into the calendar {output / CALENDAR}, a folder of .ics files:")
        typer.echo(f"  {done_count(done.change for done in cycle.applied.done)}")
        typer.echo(f"The sample with annotations is in {output / ANNOTATED},")
        typer.echo(f"our own items alone are in {output / OVERLAY}.")
        troubles = _troubles(cycle)
        for trouble in troubles:
            typer.echo(trouble, err=True)
        if not once:
            typer.echo(f"\nSubscribe to {address}/{ANNOTATED}")
            typer.echo(f"          or {address}/{OVERLAY} in a calendar; Ctrl-C ends.")
            _until_interrupted()
    if troubles:
        raise typer.Exit(ExitStatus.SOURCE_UNREAD)


def _troubles(cycle: CycleReport) -> list[str]:
    unread = [problem for each in cycle.outlook.sightings for problem in each.problems]
    return [*(f"{each.source}: {each.what}" for each in unread), *cycle.applied.problems]


def _end(*_: object) -> None:
    """SIGTERM, with which containers are stopped, is a good end at any moment."""
    sys.exit(ExitStatus.OK)


def _until_interrupted() -> None:
    with suppress(KeyboardInterrupt):
        Event().wait()
