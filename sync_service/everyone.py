"""Everyone who is looked after: the athletes of the settings and of the database."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sync_service.athlete_settings import AthleteSettings
from sync_service.database_settings import is_yet_to_be_made
from sync_service.errors import SettingsError
from sync_service.extra_rules import load_extra_rules
from sync_service.settings import Settings, load_service
from sync_service.stored_athletes import refuse_doubles, refuse_shared_folders, stored_athletes

if TYPE_CHECKING:
    from sync_service.store.database import Store


def athletes_of(
    file: Path | None, store: Store | None = None
) -> tuple[Settings, tuple[AthleteSettings, ...]]:
    """The service's settings and its athletes: of counterpoint.toml and the database, or `file`.

    The database is `store`, where one is open already, or else the one that the settings name.

    Raises:
        SettingsError: the settings cannot be used, name nobody, or two of one name.
    """
    settings, athletes = configured_athletes(file)
    stored: tuple[AthleteSettings, ...] = ()
    if athletes == settings.athletes:
        stored = kept_athletes(settings) if store is None else stored_athletes(store)
    refuse_doubles(athletes, (each.name for each in stored))
    everyone = (*athletes, *stored)
    refuse_shared_folders(everyone)
    if not everyone:
        raise SettingsError(
            "There is no athlete here: write one into counterpoint.toml under [[athletes]], add "
            "one with counterpoint athlete add, or name a file with --athlete."
        )
    return settings, everyone


def configured_athletes(file: Path | None = None) -> tuple[Settings, tuple[AthleteSettings, ...]]:
    """The service's settings and the athletes of them, or that of `file`; none is no mistake.

    Raises:
        SettingsError: the settings cannot be used.
    """
    load_extra_rules()
    return load_service(file)


def takes_stored(file: Path | None) -> bool:
    """Whether the athletes of the database belong to those of `file`: not to one athlete's own."""
    settings, athletes = configured_athletes(file)
    return athletes == settings.athletes


def kept_athletes(settings: Settings) -> tuple[AthleteSettings, ...]:
    """Everyone in the database; where there is none yet, none is made for this.

    Raises:
        CounterpointError: the database or what stands in it cannot be used.
    """
    if is_yet_to_be_made(settings.database_url.get_secret_value()):
        return ()
    with closing(store_of(settings)) as store:
        return stored_athletes(store)


def store_of(settings: Settings) -> Store:
    """The database that the settings name, made or brought up to date.

    Raises:
        StoreError: it cannot be used.
    """
    from sync_service.store.database import open_store  # noqa: PLC0415 (check needs no database)

    key = settings.key_path or Path("counterpoint.key")
    return open_store(settings.database_url.get_secret_value(), now=datetime.now(UTC), key_file=key)
