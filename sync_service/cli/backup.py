"""`counterpoint backup` and `counterpoint restore`: copies of what is kept."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.options import AthleteFile
from sync_service.errors import SettingsError, StoreError

if TYPE_CHECKING:
    from sync_service.settings import Settings

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")]
RestoreFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that counterpoint backup made.")
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Take the place of a database that is there already.")
]


def backup(file: BackupFile, athlete: AthleteFile = None) -> None:
    """Copy the database into a file while the service runs.

    Exit status: 0 copied, 2 usage, settings, the file or the database.

    Examples:

      counterpoint backup counterpoint-backup.db
    """
    from sync_service.everyone import configured_athletes, store_of

    settings, _ = configured_athletes(athlete)
    with closing(store_of(settings)) as store:
        store.backup(file)
    typer.echo(f"The database is copied to {file.name}; keep the key file beside it safe as well.")


def restore(file: RestoreFile, yes: Yes = False, athlete: AthleteFile = None) -> None:
    """Put a backup in the place of the database; stop the service before.

    The former database is kept beside it. A backup of an older version is brought up to date.

    Exit status: 0 restored, 2 usage, settings, the backup or the database.

    Examples:

      counterpoint restore counterpoint-backup.db

      counterpoint restore counterpoint-backup.db --yes
    """
    from sync_service.everyone import configured_athletes
    from sync_service.store.restore import restore_database

    settings, _ = configured_athletes(athlete)
    database = _database(settings, file)
    if not file.exists():
        raise SettingsError(
            f"The backup {file} does not exist; name a file that counterpoint backup made."
        )
    if database.exists() and not yes:
        raise SettingsError(
            f"{database.name} is there already; --yes puts the backup in its place, and keeps it "
            "beside."
        )
    restored = restore_database(file, database, datetime.now(UTC))
    typer.echo(f"{database.name} is restored from {file.name} (revision {restored.revision}).")
    if restored.former is not None:
        typer.echo(f"The former one is kept as {restored.former.name}.")
    _try(settings)


def _database(settings: Settings, file: Path) -> Path:
    from sync_service.database_settings import sqlite_file

    database = sqlite_file(settings.database_url.get_secret_value())
    if database is None:
        raise SettingsError(
            "A PostgreSQL database is restored with its own program: pg_restore --clean "
            f"--if-exists --dbname=NAME {file.name}"
        )
    return database


def _try(settings: Settings) -> None:
    """Bring it up to date, and say where the key is not the one that sealed what is in it."""
    from sync_service.everyone import store_of

    with closing(store_of(settings)) as store:
        try:
            store.try_key()
        except StoreError as error:
            typer.echo(str(error), err=True)
