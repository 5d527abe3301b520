"""Whose calendars a command is about that only looks: of a file, the settings or the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings


def named(athletes: tuple[AthleteSettings, ...], name: str | None) -> tuple[AthleteSettings, ...]:
    """The one of this name, everyone without a name; raise SettingsError where nobody is left."""
    from sync_service.nearest import did_you_mean

    chosen = tuple(each for each in athletes if name in {None, each.name})
    if not chosen:
        near = did_you_mean(name or "", [each.name for each in athletes])
        raise SettingsError(f"--name: there is no athlete of this name{near or '.'}")
    return chosen


def person(file: Path | None, name: str | None, *, sources: bool = True) -> AthleteSettings:
    """The one athlete that a command is about; the defaults where nobody is described.

    The database is looked into where the settings do not have the name, or name nobody and no
    sources were typed either.

    Raises:
        SettingsError: there are several and no name, or nobody of the name.
    """
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.everyone import configured_athletes, kept_athletes

    settings, athletes = configured_athletes(file)
    is_known = any(each.name == name for each in athletes)
    if athletes == settings.athletes and not (is_known if name else athletes or sources):
        athletes = (*athletes, *kept_athletes(settings))
    chosen = named(athletes, name) if athletes or name else (AthleteSettings(),)
    if len(chosen) > 1:
        raise SettingsError(
            f"There are {len(chosen)} athletes here; say with --name which one is meant."
        )
    return chosen[0]


def people(file: Path | None, name: str | None) -> tuple[AthleteSettings, ...]:
    """Everyone of the settings and the database, or the one of a name; else the defaults.

    Raises:
        SettingsError: there is nobody of the name, or one name stands twice.
    """
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.everyone import configured_athletes, kept_athletes
    from sync_service.stored_athletes import refuse_doubles

    settings, athletes = configured_athletes(file)
    stored = kept_athletes(settings) if athletes == settings.athletes else ()
    refuse_doubles(athletes, (each.name for each in stored))
    everyone = (*athletes, *stored)
    return named(everyone, name) if everyone or name else (AthleteSettings(),)
