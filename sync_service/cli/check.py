"""`counterpoint check`: the read-only report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sync_service.cli.options import (
    HORIZON_AHEAD_DAYS,
    HORIZON_BACK_DAYS,
    AthleteFile,
    Days,
    Format,
    From,
    Name,
    Now,
    OutputFormat,
    Sources,
    day_range,
    instant,
)

Publish = Annotated[
    Path | None,
    typer.Option(
        "--publish",
        metavar="FOLDER",
        help="Also write annotated.ics and overlay.ics into this folder.",
    ),
]
All = Annotated[
    bool,
    typer.Option("--all", help="Tell every finding by itself, not the worst few causes a week."),
]


def check(
    sources: Sources = None,
    from_: From = None,
    days: Days = HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS,
    now: Now = None,
    athlete: AthleteFile = None,
    name: Name = None,
    format_: OutputFormat = Format.TEXT,
    publish: Publish = None,
    all_: All = False,
) -> None:
    """Check workouts for spacing, ordering and balance, and suggest the smallest change that helps.

    Calendars are only read. Nothing is moved that starts within 20 hours of now.

    Exit status: 0 nothing above advice, 1 findings above advice, 2 usage or settings,
    3 a source could not be read.

    Examples:

      counterpoint check plan.ics --from 2026-01-05 --days 28

      counterpoint check --name Sam

      counterpoint check webcal://example.org/feed.ics --athlete sam.toml --format json

      curl -s https://example.org/feed.ics | counterpoint check -
    """
    from rules.gathering import told, told_in_full
    from sync_service.app import busy_calendars_of, calendars_of, publish_report
    from sync_service.check_calendars import check_calendars
    from sync_service.cli.output import print_report
    from sync_service.cli.whose import person as whose
    from sync_service.google_at_hand import google_for

    settings = whose(athlete, name, sources=bool(sources))
    person = settings.athlete()
    moment = instant(now, person.time_zone)
    span = day_range(from_, days, moment)
    with google_for(settings, athlete, moment) as google:
        training = calendars_of(sources or (), settings, google)
        calendars = (*training, *busy_calendars_of(settings, google))
        report = check_calendars(calendars, person, span, settings.planning(moment))
    tell = told_in_full if all_ else told
    print_report(report, format_, settings.name, tell(report.findings))
    if publish and report.readings.unread:
        # what could not be read must not vanish from a feed that somebody subscribes to
        typer.echo(f"{publish}: the feeds there stay as they are until all can be read.", err=True)
    elif publish:
        publish_report(report, publish, settings, moment)
    raise typer.Exit(report.exit_status)
