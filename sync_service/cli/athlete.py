"""`counterpoint athlete`: who is looked after, and for whom that waits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sync_service.cli.athlete_feeds import feeds
from sync_service.cli.athlete_options import Name, left_behind, opened, refuse_unknown
from sync_service.cli.athlete_remove import remove
from sync_service.errors import ExitStatus, SettingsError

athlete = typer.Typer(help="Add athletes, pause them, or take them out.", no_args_is_help=True)
athlete.command()(feeds)

NewFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A TOML file that describes one athlete."),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="In place of the one who was added by this name.")
]


@athlete.callback()
def athletes() -> None:
    """Add athletes, pause them, or take them out."""


@athlete.command()
def add(file: NewFile, replace: Replace = False) -> None:
    """Keep an athlete in the database, sealed; the file is not needed any more then.

    A daemon that runs takes them up within seconds.

    Exit status: 0 added, 2 usage, settings or the database.

    Examples:

      counterpoint athlete add sam.toml

      counterpoint athlete add sam.toml --replace
    """
    from sync_service.stored_athletes import (
        add_athlete,
        athlete_in,
        refuse_doubles,
        refuse_shared_folders,
        stored_names,
        usable_athletes,
    )

    with opened() as (settings, store):
        new = athlete_in(file)
        name = new.name
        refuse_doubles(settings.athletes, [name])
        others = (each for each in usable_athletes(store) if each.name != name)
        refuse_shared_folders((*settings.athletes, *others, new))
        if not replace and name in stored_names(store):
            raise SettingsError(
                f"{name} is there already; --replace takes the file in place of what was added."
            )
        add_athlete(store, file)
    typer.echo(f"{name} is added. A daemon that runs takes them up within seconds.")


@athlete.command(name="list")
def list_() -> None:
    """Tell who there is, where they are described, and who is paused.

    Those who stand in the settings no more, though something is kept of them, are told as well.

    Examples:

      counterpoint athlete list
    """
    from sync_service.plain_text import one_line
    from sync_service.stored_athletes import stored_names

    with opened() as (settings, store):
        paused = store.paused()
        people = [(each.name, "settings") for each in settings.athletes]
        people += [(name, "database") for name in stored_names(store)]
        people += [(name, "no longer in the settings") for name in left_behind(settings, store)]
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
    with opened() as (settings, store):
        refuse_unknown(settings, store, name)
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
    with opened() as (settings, store):
        refuse_unknown(settings, store, name)
        was_paused = store.resume(name)
    typer.echo(f"{name} goes on." if was_paused else f"{name} was not paused.")
    raise typer.Exit(ExitStatus.OK if was_paused else ExitStatus.FINDINGS)


athlete.command()(remove)
