"""`counterpoint athlete feeds`: the addresses to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.cycle_options import Service, service
from sync_service.cli.options import AthleteFile, Name
from sync_service.errors import ExitStatus, SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings

Whose = Annotated[
    str | None, typer.Argument(metavar="NAME", help="The athlete's name; the same as --name.")
]
Rotate = Annotated[
    bool,
    typer.Option(
        "--rotate", help="Give the feeds new addresses; the former ones lead nowhere at once."
    ),
]

_HOLDS = {
    "overlay": "only what Counterpoint says, beside the calendar you already subscribe to",
    "annotated": "your workouts, each with what was found in it",
    "busy": "when you train, and not a word more: for those who only plan around it",
}


def feeds(
    whose: Whose = None, athlete: AthleteFile = None, name: Name = None, rotate: Rotate = False
) -> None:
    """Print the addresses of an athlete's feeds; whoever has an address can read that feed.

    They are served by counterpoint run, and filled by each cycle.

    Exit status: 0 printed, 2 usage, settings or the database.

    Examples:

      counterpoint athlete feeds Sam

      counterpoint athlete feeds Sam --rotate
    """
    if whose and name and whose != name:
        raise SettingsError("NAME and --name are of two athletes; say one of them.")
    with service(athlete, whose or name, None) as found:
        for each in (found.only(),) if rotate else found.athletes:
            _print(found, each, rotate=rotate)
        if found.settings.web.public_url is None:
            typer.echo(
                "\nThese addresses are of this machine; set web.public_url to the one that others "
                "reach it by."
            )
    raise typer.Exit(ExitStatus.OK)


def _print(found: Service, athlete: AthleteSettings, *, rotate: bool) -> None:
    from sync_service.feed_links import base_of, feed_link, token_of, webcal

    web = found.settings.web
    base = base_of(web.public_url, web.host, web.port)
    secret = _secret(found, athlete, rotate=rotate)
    typer.echo(f"{athlete.name}:")
    for name, holds in _HOLDS.items():
        link = feed_link(base, token_of(secret, name), name)
        typer.echo(f"  {name}.ics: {holds}\n    {link}\n    {webcal(link)}")


def _secret(found: Service, athlete: AthleteSettings, *, rotate: bool) -> str:
    from sync_service.feed_links import new_token

    offered = new_token()
    if rotate:
        found.store.rotate_feed_secret(athlete.name, offered)
        return offered
    return found.store.feed_secret(athlete.name, offered)
