"""`counterpoint demo`: the main job on embedded defaults, no account needed."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from sync_service.cli.options import Format, Now, instant
from sync_service.errors import ExitStatus

Once = Annotated[bool, typer.Option("--once", help="End after the report.")]
Output = Annotated[
    Path,
    typer.Option("--output", metavar="FOLDER", help="Where annotated.ics and overlay.ics go."),
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
    """Serve a four-week sample feed on 127.0.0.1, read it, check it and publish the result.

    The sample begins on Monday of this week. Feeds stay up until Ctrl-C, unless --once is given.

    Examples:

      counterpoint demo

      counterpoint demo --once --output /tmp/feeds
    """
    from rules.gathering import told
    from sync_service.cli.output import print_report
    from sync_service.demo import check_sample, sample_athlete, serving_sample
    from sync_service.publish_feeds import ANNOTATED, OVERLAY

    signal.signal(signal.SIGTERM, _end)
    athlete = sample_athlete()
    moment = instant(now, athlete.athlete().time_zone)
    with serving_sample(moment, output, port) as address:
        report = check_sample(address, athlete, moment, output)
        print_report(report, Format.TEXT, athlete.name, told(report.findings))
        typer.echo(f"\nThe sample with annotations is in {output / ANNOTATED},")
        typer.echo(f"our own items alone are in {output / OVERLAY}.")
        if not once:
            typer.echo(f"\nSubscribe to {address}/{ANNOTATED}")
            typer.echo(f"          or {address}/{OVERLAY} in a calendar; Ctrl-C ends.")
            _until_interrupted()


def _end(*_: object) -> None:
    """SIGTERM, with which containers are stopped, is a good end at any moment."""
    sys.exit(ExitStatus.OK)


def _until_interrupted() -> None:
    with suppress(KeyboardInterrupt):
        Event().wait()
