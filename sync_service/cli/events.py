"""`counterpoint events`: what was read, before anything is recognized."""

from __future__ import annotations

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


def events(
    sources: Sources = None,
    from_: From = None,
    days: Days = HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS,
    now: Now = None,
    athlete: AthleteFile = None,
    name: Name = None,
    format_: OutputFormat = Format.TEXT,
) -> None:
    """List what stands in the calendars: every occurrence, and what could not be read.

    Exit status: 0 read, 2 usage or settings, 3 a source could not be read.

    Examples:

      counterpoint events plan.ics --from 2026-01-05 --days 28

      counterpoint events webcal://example.org/feed.ics --format json
    """
    from sync_service.app import calendars_of
    from sync_service.check_calendars import read_all, window_of
    from sync_service.cli.output import print_events
    from sync_service.cli.whose import person as whose
    from sync_service.errors import ExitStatus
    from sync_service.google_at_hand import google_for

    settings = whose(athlete, name, sources=bool(sources))
    person = settings.athlete()
    moment = instant(now, person.time_zone)
    span = day_range(from_, days, moment)
    with google_for(settings, athlete, moment) as google:
        calendars = calendars_of(sources or (), settings, google)
        readings = read_all(calendars, window_of(span, person))
    print_events(readings, format_, person.time_zone)
    raise typer.Exit(ExitStatus.SOURCE_UNREAD if readings.unread else ExitStatus.OK)
