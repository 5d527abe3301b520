"""What the commands share that write into calendars: whose, when, and where it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.outlook import Job
    from sync_service.settings import Settings
    from sync_service.store.database import Store

Name = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="One athlete of several in counterpoint.toml, by their name."
    ),
]


@dataclass(frozen=True)
class Service:
    """The athletes that a command is about, and the store that knows of them."""

    settings: Settings
    athletes: tuple[AthleteSettings, ...]
    store: Store
    typed_now: str | None

    def now(self, athlete: AthleteSettings) -> datetime:
        """What counts as now, on the athlete's clock."""
        from sync_service.cli.options import instant

        return instant(self.typed_now, ZoneInfo(athlete.time_zone))

    def jobs(self) -> Iterator[tuple[Job, datetime]]:
        """Each athlete's calendars, and their now."""
        from sync_service.app import job_of

        for athlete in self.athletes:
            with self.store.reading(athlete.name) as ledger:
                known = {state.source for state in ledger.sources()}
            yield job_of(athlete, known, self.settings), self.now(athlete)

    def only(self) -> AthleteSettings:
        """The one athlete; an error where there are several."""
        if len(self.athletes) != 1:
            raise SettingsError(
                f"There are {len(self.athletes)} athletes here; say with --name which one is meant."
            )
        return self.athletes[0]


@contextmanager
def service(file: Path | None, name: str | None, typed_now: str | None) -> Iterator[Service]:
    """The service of a settings file; its store is closed at the end."""
    from sync_service.app import athletes_of, store_of

    settings, athletes = athletes_of(file)
    if name is not None:
        athletes = tuple(each for each in athletes if each.name == name)
        if not athletes:
            raise SettingsError("--name: there is no athlete of this name in the settings.")
    store = store_of(settings)
    try:
        yield Service(settings, athletes, store, typed_now)
    finally:
        store.close()
