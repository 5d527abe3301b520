"""`counterpoint doctor`: what hinders Counterpoint, and the mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from datetime import datetime

    from rules.days import DayRange
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.doctor import Diagnosis


Offline = Annotated[
    bool,
    typer.Option("--offline", help="Reach for nothing over the network: settings and accounts."),
]


def doctor(
    sources: Sources = None, now: Now = None, athlete: AthleteFile = None, offline: Offline = False
) -> None:
    """Look at settings, sources and accounts, and say what to mend or to add.

    Exit status: 0 all can be read, 2 usage or settings, 3 a source could not be read.

    Examples:

      counterpoint doctor

      counterpoint doctor plan.ics --athlete sam.toml
    """
    from sync_service.app import calendars_of, settings_of_athlete
    from sync_service.cli.output import print_diagnoses
    from sync_service.doctor import diagnose, exit_status
    from sync_service.google_accounts import without_google

    settings = settings_of_athlete(athlete)
    moment = instant(now, settings.athlete().time_zone)
    days = day_range(None, HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS, moment)
    others = without_google(settings)
    nothing_to_read = offline or not (sources or others.sources or others is settings)
    calendars = () if nothing_to_read else calendars_of(sources or (), others)
    accounts = _google(settings, athlete, _Looking(moment, days, offline))
    found = (*diagnose(settings, calendars, days), *accounts)
    print_diagnoses(found)
    raise typer.Exit(exit_status(found))


@dataclass(frozen=True)
class _Looking:
    now: datetime
    days: DayRange
    offline: bool


def _google(
    settings: AthleteSettings, file: Path | None, looking_at: _Looking
) -> tuple[Diagnosis, ...]:
    """The athlete's account; the store is opened only for one who has calendars at Google."""
    from sync_service.app import google_calendars, google_sources_of
    from sync_service.cli.cycle_options import looking
    from sync_service.google_accounts import GoogleAccounts, uses_google
    from sync_service.google_doctor import diagnose_google, diagnose_google_calendars

    if not uses_google(settings):
        return ()
    with looking(file, settings.name, None) as service:
        made = google_calendars(service.settings, [settings], service.store, looking_at.now)
        sources = google_sources_of(settings, made) if made else ()
        return tuple(
            diagnose_google(
                settings,
                service.settings.google,
                GoogleAccounts(service.store),
                offline=looking_at.offline,
                calendars=lambda _: diagnose_google_calendars(sources, settings, looking_at.days),
            )
        )
