"""What the commands share that write into calendars: whose, when, and where it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from connectors.errors import ConnectorError
from sync_service.cli.whose import named
from sync_service.errors import (
    AthleteHeld,
    CalendarUnreached,
    ExitStatus,
    LeaseLost,
    SettingsError,
)

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.job import Job
    from sync_service.settings import Settings
    from sync_service.store.database import Store
    from sync_service.sync_athlete import Run


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
        from sync_service.google_at_hand import google_calendars

        if not self.athletes:
            return
        now = self.now(self.athletes[0])
        google = google_calendars(self.settings, self.athletes, self.store, now)
        for athlete in self.athletes:
            job = job_of(athlete, self._holding(athlete), self.settings, google)
            if self._carried_along(job):
                job = job_of(athlete, self._holding(athlete), self.settings, google)
            yield job, self.now(athlete)

    def taking_back(self) -> Iterator[tuple[Job, datetime]]:
        """The same for what is taken back, in calendars too that nothing is written into now."""
        from sync_service.app import with_every_writer

        for job, now in self.jobs():
            yield with_every_writer(job, self._holding(job.settings)), now

    def say_left_behind(self, job: Job) -> None:
        """Say what stands where nothing is written any more, and how it is taken away."""
        from sync_service.cli.left_behind import left_behind
        from sync_service.cli.lines import complain

        for sentence in left_behind(job, self._holding(job.settings)):
            complain(sentence)

    def _holding(self, athlete: AthleteSettings) -> Counter[str]:
        """How many things of ours stand in each calendar."""
        with self.store.reading(athlete.name) as ledger:
            return Counter(item.calendar for item in ledger.items())

    def _carried_along(self, job: Job) -> bool:
        """Whether something was kept under another key than that of the calendar it stands in.

        It is kept under its own now; what another athlete looks after is not kept here any more.
        """
        from sync_service.moved_calendar import handed_over, moved_calendars

        everyone = (*self.settings.athletes, *self.athletes)
        with self.store.reading(job.athlete) as ledger:
            moved = tuple(moved_calendars(job, ledger.items(), ledger.sources()))
            anothers = tuple(handed_over(job, ledger.items(), everyone))
        if moved or anothers:
            with self.store.writing(job.athlete) as ledger:
                for old, new in moved:
                    ledger.rename_calendar(old, new)
                for item in anothers:
                    ledger.remove_item(item)
        return bool(moved or anothers)

    @contextmanager
    def run(self, job: Job) -> Iterator[Run]:
        """Where a cycle of the job is kept; nobody else writes for the athlete until the end.

        Raises:
            AthleteHeld: somebody else does.
        """
        from sync_service.holding import holding
        from sync_service.sync_athlete import Run

        zone = ZoneInfo(job.settings.time_zone)
        with holding(self.store, job.athlete, lambda: datetime.now(zone)) as lease:
            yield Run(self.store, lease, clock=lambda: self.now(job.settings))

    def held_apart(
        self, write: Callable[[Service, Job, datetime], ExitStatus], job: Job, now: datetime
    ) -> ExitStatus:
        """Write for an athlete; where somebody else does so, say it and let the others go on."""
        try:
            return write(self, job, now)
        except (AthleteHeld, LeaseLost) as error:
            typer.echo(str(error), err=True)
            return ExitStatus(error.exit_status)

    def only(self) -> AthleteSettings:
        """The one athlete; an error where there are several."""
        if len(self.athletes) != 1:
            raise SettingsError(
                f"There are {len(self.athletes)} athletes here; say with --name which one is meant."
            )
        return self.athletes[0]

    def going_on(self) -> Service:
        """The same without those who are paused, of whom it is said."""
        paused = self.store.paused()
        for each in self.athletes:
            if each.name in paused:
                typer.echo(
                    f"{each.name} is paused; counterpoint athlete resume ends that.", err=True
                )
        going_on = tuple(each for each in self.athletes if each.name not in paused)
        return replace(self, athletes=going_on)

    def say_whose(self, athlete: str) -> None:
        """Whose the following lines are, where there are several athletes."""
        if len(self.athletes) > 1:
            typer.echo(f"{athlete}:")


@contextmanager
def service(file: Path | None, name: str | None, typed_now: str | None) -> Iterator[Service]:
    """The service of a settings file; its store is closed at the end.

    Raises:
        CounterpointError: the settings or the store cannot be used, or a calendar that must
            be reached for this cannot.
    """
    from sync_service.everyone import athletes_of, store_of

    settings, athletes = athletes_of(file)
    chosen = named(athletes, name)
    with (
        closing(store_of(settings)) as store,
        reached(settings, chosen, store, typed_now) as found,
    ):
        yield found


@contextmanager
def reached(
    settings: Settings,
    athletes: tuple[AthleteSettings, ...],
    store: Store,
    typed_now: str | None = None,
) -> Iterator[Service]:
    """The service of a store that is open already.

    Raises:
        CalendarUnreached: a calendar that must be reached cannot be.
    """
    try:
        yield Service(settings, athletes, store, typed_now)
    except ConnectorError as error:
        raise CalendarUnreached(str(error)) from None


@contextmanager
def looking(file: Path | None, name: str | None, typed_now: str | None) -> Iterator[Service]:
    """As `service`, but nothing is made: where there is no database yet, an empty one will do."""
    from sync_service.database_settings import is_yet_to_be_made
    from sync_service.everyone import athletes_of, store_of

    settings, athletes = athletes_of(file)
    if not is_yet_to_be_made(settings.database_url.get_secret_value()):
        with service(file, name, typed_now) as found:
            yield found
        return
    with TemporaryDirectory() as folder, closing(store_of(settings.empty_in(Path(folder)))) as none:
        yield Service(settings, named(athletes, name), none, typed_now)
