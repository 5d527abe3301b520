"""`counterpoint doctor`: what hinders Counterpoint, and the mend."""

from __future__ import annotations

import typer

from sync_service.cli.options import (
    HORIZON_AHEAD_DAYS,
    HORIZON_BACK_DAYS,
    AthleteFile,
    Now,
    Sources,
    day_range,
    instant,
)


def doctor(sources: Sources = None, now: Now = None, athlete: AthleteFile = None) -> None:
    """Look at settings and sources, and say what to mend or to add.

    Exit status: 0 all can be read, 2 usage or settings, 3 a source could not be read.

    Examples:

      counterpoint doctor

      counterpoint doctor plan.ics --athlete sam.toml
    """
    from sync_service.app import calendars_of, settings_of_athlete
    from sync_service.cli.output import print_diagnoses
    from sync_service.doctor import diagnose, exit_status

    settings = settings_of_athlete(athlete)
    moment = instant(now, settings.athlete().time_zone)
    days = day_range(None, HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS, moment)
    diagnoses = tuple(diagnose(settings, calendars_of(sources or (), settings), days))
    print_diagnoses(diagnoses)
    raise typer.Exit(exit_status(diagnoses))
