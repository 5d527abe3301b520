"""`counterpoint athlete`: who is looked after, and for whom that waits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.athlete_feeds import feeds
from sync_service.errors import ExitStatus, SettingsError, StoreError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.settings import Settings
    from sync_service.store.database import Store

athlete = typer.Typer(help="Add athletes, pause them, or take them out.", no_args_is_help=True)
athlete.command()(feeds)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The athlete's name.")]
NewFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A TOML file that describes one athlete."),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="In place of the one who was added by this name.")
]
Purge = Annotated[
    bool, typer.Option("--purge", help="Take away what was written for them, and forget them.")
]
Keep = Annotated[bool, typer.Option("--keep", help="Leave what was written where it stands.")]


@athlete.callback()
def athletes() -> None:
    """Add athletes, pause them, or take them out."""


@athlete.command()
def add(file: NewFile, replace: Replace = False) -> None:
    """Keep an athlete in the database, sealed; the file is not needed any more then.

    Exit status: 0 added, 2 usage, settings or the database.

    Examples:

      counterpoint athlete add sam.toml

      counterpoint athlete add sam.toml --replace
    """
    from sync_service.stored_athletes import add_athlete, athlete_in, refuse_doubles, stored_names

    with _opened() as (settings, store):
        name = athlete_in(file).name
        refuse_doubles(settings.athletes, [name])
        if not replace and name in stored_names(store):
            raise SettingsError(
                f"{name} is there already; --replace takes the file in place of what was added."
            )
        add_athlete(store, file)
    typer.echo(f"{name} is added.")


@athlete.command(name="list")
def list_() -> None:
    """Tell who there is, where they are described, and who is paused.

    Examples:

      counterpoint athlete list
    """
    from sync_service.plain_text import one_line
    from sync_service.stored_athletes import stored_names

    with _opened() as (settings, store):
        paused = store.paused()
        people = [(each.name, "settings") for each in settings.athletes]
        people += [(name, "database") for name in stored_names(store)]
    width = max((len(one_line(name)) for name, _ in people), default=0)
    for name, where in people:
        state = "  paused" if name in paused else ""
        typer.echo(f"{one_line(name):{width}}  {where}{state}")
    if not people:
        typer.echo("Nobody yet; counterpoint athlete add FILE adds somebody.", err=True)


@athlete.command()
def pause(name: Name) -> None:
    """Let nothing be read or written for an athlete until they are resumed.

    Exit status: 0 paused, 1 they were so before, 2 usage, settings or the database.

    Examples:

      counterpoint athlete pause Sam
    """
    with _opened() as (settings, store):
        _refuse_unknown(settings, store, name)
        is_new = store.pause(name, datetime.now(UTC))
    typer.echo(f"{name} is paused." if is_new else f"{name} was paused already.")
    raise typer.Exit(ExitStatus.OK if is_new else ExitStatus.FINDINGS)


@athlete.command()
def resume(name: Name) -> None:
    """Let cycles run again for an athlete.

    Exit status: 0 resumed, 1 they were not paused, 2 usage, settings or the database.

    Examples:

      counterpoint athlete resume Sam
    """
    with _opened() as (settings, store):
        _refuse_unknown(settings, store, name)
        was_paused = store.resume(name)
    typer.echo(f"{name} goes on." if was_paused else f"{name} was not paused.")
    raise typer.Exit(ExitStatus.OK if was_paused else ExitStatus.FINDINGS)


@athlete.command()
def remove(name: Name, purge: Purge = False, keep: Keep = False) -> None:
    """Take an athlete out of the database; on a terminal it asks what is to become of the rest.

    With --purge what was written is taken away first, and everything is forgotten. With --keep
    it stays in the calendars, and what is known of them in the database; their accounts are
    forgotten either way.

    Exit status: 0 gone, 2 usage, settings or the database, 3 a calendar could not be read or
    written: the athlete stays then; run it again.

    Examples:

      counterpoint athlete remove Sam --purge
    """
    if purge and keep:
        raise SettingsError("--purge and --keep exclude each other; say one of them.")
    with _opened() as (settings, store):
        _refuse_unremovable(settings, store, name)
        if not keep and (purge or _wants_purge(name)):
            _purge(settings, store, name)
        else:
            _take_out(settings, store, name)
    typer.echo(f"{name} is removed.")


def _wants_purge(name: str) -> bool:
    if not sys.stdin.isatty():
        raise SettingsError(
            f"Say what is to become of what was written for {name}: --purge takes it away, "
            "--keep leaves it."
        )
    question = f"Take away everything that was written for {name} first?"
    return typer.confirm(question, default=True)


def _purge(settings: Settings, store: Store, name: str) -> None:
    """Leave the calendars as found, then forget the athlete; stop where something is left."""
    from sync_service.cli.cycle_options import reached
    from sync_service.cli.take_back import purge_athlete
    from sync_service.stored_athletes import stored_athletes

    (person,) = (each for each in stored_athletes(store) if each.name == name)
    store.dismiss(name)  # or a daemon would write again what is taken away
    with reached(settings, (person,), store) as found:
        for job, now in found.jobs():
            status = purge_athlete(found, job, now)
            if status is not ExitStatus.OK:
                raise typer.Exit(status)
    _end_messages(settings, store, person)
    store.forget(name)


def _take_out(settings: Settings, store: Store, name: str) -> None:
    from sync_service.stored_athletes import stored_athletes, take_out

    with suppress(StoreError):  # without the key nobody can be asked; channels end by themselves
        (person,) = (each for each in stored_athletes(store) if each.name == name)
        _end_messages(settings, store, person)
    take_out(store, name)


def _end_messages(settings: Settings, store: Store, person: AthleteSettings) -> None:
    """Have Google tell nothing more of their calendars, while we may still ask it."""
    from sync_service.app import end_messages, google_calendars

    google = google_calendars(settings, [person], store, datetime.now(UTC))
    end_messages(person, google, store)


def _refuse_unknown(settings: Settings, store: Store, name: str) -> None:
    from sync_service.nearest import did_you_mean
    from sync_service.stored_athletes import stored_names

    known = {*(each.name for each in settings.athletes), *stored_names(store)}
    if name not in known:
        raise SettingsError(f"There is no athlete of this name{did_you_mean(name, known) or '.'}")


def _refuse_unremovable(settings: Settings, store: Store, name: str) -> None:
    from sync_service.stored_athletes import stored_names

    if name in stored_names(store):
        return
    _refuse_unknown(settings, store, name)
    raise SettingsError(
        f"{name} stands in the settings file; run counterpoint purge, then take the [[athletes]] "
        "out there."
    )


@contextmanager
def _opened() -> Iterator[tuple[Settings, Store]]:
    """The settings of the folder, and their store."""
    from sync_service.app import configured_athletes, store_of

    settings, _ = configured_athletes()
    with closing(store_of(settings)) as store:
        yield settings, store
