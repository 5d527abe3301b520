"""`counterpoint doctor`: what hinders Counterpoint, and the mend."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.options import (
    HORIZON_AHEAD_DAYS,
    HORIZON_BACK_DAYS,
    AthleteFile,
    Name,
    Now,
    Sources,
    day_range,
    instant,
)
from sync_service.errors import ExitStatus, SettingsError

if TYPE_CHECKING:
    from datetime import datetime

    from rules.days import DayRange
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.cli.cycle_options import Service
    from sync_service.doctor import Diagnosis


Offline = Annotated[
    bool,
    typer.Option("--offline", help="Reach for nothing over the network: settings and accounts."),
]


def doctor(
    sources: Sources = None,
    now: Now = None,
    athlete: AthleteFile = None,
    name: Name = None,
    offline: Offline = False,
) -> None:
    """Look at settings, sources and accounts of everyone, and say what to mend or to add.

    Sources that are typed are looked at for one athlete, in place of theirs.

    Exit status: 0 all can be read, 2 usage or settings, 3 a source could not be read.

    Examples:

      counterpoint doctor

      counterpoint doctor --name Sam

      counterpoint doctor plan.ics --athlete sam.toml
    """
    from sync_service.cli.cycle_options import looking
    from sync_service.cli.output import print_diagnoses
    from sync_service.cli.whose import people, person
    from sync_service.doctor import exit_status
    from sync_service.google_accounts import uses_google

    everyone = (person(athlete, name),) if sources else people(athlete, name)
    asked = _Asked(tuple(sources or ()), now, offline)
    statuses = []
    with ExitStack() as stack:
        # the store is opened only where somebody has calendars at Google
        needed = any(map(uses_google, everyone))
        service = stack.enter_context(looking(athlete, None, None)) if needed else None
        for each in everyone:
            if len(everyone) > 1:
                typer.echo(f"{each.name}:")
            try:
                found = _diagnosed(each, asked, service)
            except SettingsError as error:
                if len(everyone) == 1:
                    raise
                typer.echo(str(error), err=True)  # the others are looked at all the same
                statuses.append(ExitStatus(error.exit_status))
                continue
            print_diagnoses(found)
            statuses.append(exit_status(found))
    raise typer.Exit(max(statuses))


@dataclass(frozen=True)
class _Asked:
    """What was typed."""

    sources: tuple[str, ...]
    now: str | None
    offline: bool


def _diagnosed(
    athlete: AthleteSettings, asked: _Asked, service: Service | None
) -> tuple[Diagnosis, ...]:
    from sync_service.app import calendars_of
    from sync_service.doctor import diagnose
    from sync_service.google_accounts import uses_google, without_google

    moment = instant(asked.now, athlete.athlete().time_zone)
    days = day_range(None, HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS, moment)
    others = without_google(athlete)
    is_google_alone = others is not athlete and not others.sources
    nothing = asked.offline or (is_google_alone and not asked.sources)
    found = tuple(diagnose(athlete, () if nothing else calendars_of(asked.sources, others), days))
    if service is None or not uses_google(athlete):
        return found
    return (*found, *_google(athlete, service, _Looking(moment, days, asked.offline)))


@dataclass(frozen=True)
class _Looking:
    now: datetime
    days: DayRange
    offline: bool


def _google(
    athlete: AthleteSettings, service: Service, looking_at: _Looking
) -> tuple[Diagnosis, ...]:
    """The athlete's account and the calendars in it."""
    from sync_service.app import google_sources_of
    from sync_service.google_accounts import GoogleAccounts
    from sync_service.google_at_hand import google_calendars
    from sync_service.google_doctor import diagnose_google, diagnose_google_calendars

    made = google_calendars(service.settings, [athlete], service.store, looking_at.now)
    sources = google_sources_of(athlete, made) if made else ()
    return tuple(
        diagnose_google(
            athlete,
            service.settings.google,
            GoogleAccounts(service.store),
            offline=looking_at.offline,
            calendars=lambda _: diagnose_google_calendars(sources, athlete, looking_at.days),
        )
    )
