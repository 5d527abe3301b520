"""`counterpoint auth`: accounts are connected and taken away."""

from __future__ import annotations

import webbrowser
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from connectors.errors import ConnectorError, SourceUnavailable
from sync_service.errors import CalendarUnreached, ExitStatus, SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.google_accounts import GoogleToken
    from sync_service.settings import Settings

auth = typer.Typer(help="Connect accounts, or take them away.", no_args_is_help=True)

Whose = Annotated[
    str | None,
    typer.Option(
        "--athlete",
        metavar="NAME",
        help="The athlete of counterpoint.toml whose account it is, or a TOML file that "
        "describes the athlete. Default: the only one there is.",
    ),
]
Import = Annotated[
    Path | None,
    typer.Option(
        "--import",
        metavar="FILE",
        help="Take over an authorized user's or a service account's JSON file, as Google's "
        "libraries and its console write them.",
    ),
]
Subject = Annotated[
    str | None,
    typer.Option(
        "--subject",
        metavar="ADDRESS",
        help="With a service account's key: the person of its domain it acts for.",
    ),
]
ClientFile = Annotated[
    Path | None,
    typer.Option(
        "--client-file",
        metavar="FILE",
        help="The OAuth client that asks, as Google's console hands it out. "
        "Default: google.client_file of the settings.",
    ),
]
NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Only print the address, and open no browser.")
]
Wait = Annotated[
    int,
    typer.Option(
        "--wait", metavar="SECONDS", min=1, max=3600, help="How long the answer is waited for."
    ),
]
Remove = Annotated[
    bool, typer.Option("--remove", help="Forget the account; nothing is asked of Google.")
]


@auth.callback()
def accounts() -> None:
    """Connect accounts, or take them away."""


@auth.command()
def google(
    athlete: Whose = None,
    import_file: Import = None,
    subject: Subject = None,
    client_file: ClientFile = None,
    no_browser: NoBrowser = False,
    wait: Wait = 300,
    remove: Remove = False,
) -> None:
    """Connect an athlete's Google account, with no more rights than their calendars need.

    Exit status: 0 connected or taken away, 1 there was nothing to take away, 2 usage, settings or
    a file that cannot be used, 3 Google did not allow it or could not be reached.

    Examples:

      counterpoint auth google --athlete Sam

      counterpoint auth google --athlete Sam --no-browser

      counterpoint auth google --athlete Sam --import key.json --subject sam@club.example

      counterpoint auth google --athlete Sam --remove
    """
    _refuse_together(import_file, subject, client_file, remove=remove)
    settings, person = _whose(athlete)
    if remove:
        raise typer.Exit(_remove(settings, person))
    try:
        if import_file is not None:
            token = _imported(settings, person, import_file, subject)
        else:
            token = _asked(settings, person, client_file, wait, browser=not no_browser)
    except ConnectorError as error:
        raise CalendarUnreached(f"{error}.") from None
    _keep(settings, person, token)


def _refuse_together(
    import_file: Path | None, subject: str | None, client_file: Path | None, *, remove: bool
) -> None:
    if remove and (import_file or client_file):
        raise SettingsError("--remove takes an account away; leave the files out.")
    if import_file and client_file:
        raise SettingsError("--import needs no OAuth client; leave --client-file out.")
    if subject is not None and import_file is None:
        raise SettingsError("--subject is for a service account's key; name it with --import.")


def _whose(text: str | None) -> tuple[Settings, AthleteSettings]:
    from sync_service.everyone import athletes_of

    is_file = text is not None and (text.endswith(".toml") or Path(text).is_file())
    settings, athletes = athletes_of(Path(text) if text and is_file else None)
    named = [each for each in athletes if text is None or is_file or each.name == text]
    if not named:
        raise SettingsError("--athlete: there is no athlete of this name in the settings.")
    if len(named) > 1:
        raise SettingsError(
            f"There are {len(named)} athletes here; say with --athlete whose account it is."
        )
    return settings, named[0]


def _imported(
    settings: Settings, person: AthleteSettings, file: Path, subject: str | None
) -> GoogleToken:
    from sync_service.google_accounts import imported_token, tried

    token = imported_token(file, settings.google, subject)
    try:
        return tried(person, token)
    except SourceUnavailable as error:
        typer.echo(f"It is kept, but could not be tried: {error}.", err=True)
        return token


def _asked(
    settings: Settings, person: AthleteSettings, file: Path | None, wait_s: int, *, browser: bool
) -> GoogleToken:
    from sync_service.google_accounts import ask, installed_client

    client = installed_client(settings.google, file)
    shown: list[str] = []

    def show(address: str) -> None:
        if shown:
            typer.echo("Google gave nothing to renew the access with, so it asks you once more.")
        shown.append(address)
        opened = browser and webbrowser.open(address)
        said = "If no browser opens, open this address" if opened else "Open this address"
        typer.echo(f"{said} on this machine, and allow the access:\n{address}")

    return ask(person, client, show, wait_s)


def _keep(settings: Settings, person: AthleteSettings, token: GoogleToken) -> None:
    from sync_service.everyone import store_of
    from sync_service.google_accounts import GoogleAccounts

    with closing(store_of(settings)) as store:
        GoogleAccounts(store).keep(person, token)
        store.ask(person.name, datetime.now(UTC))  # a daemon tries it at once
    if token.renewal.kind == "token_only":
        typer.echo(
            "This token cannot be renewed: it came without a refresh token, and ends by itself.",
            err=True,
        )
    typer.echo(f"{person.name}: the Google account is connected.")


def _remove(settings: Settings, person: AthleteSettings) -> ExitStatus:
    from sync_service.everyone import store_of
    from sync_service.google_accounts import GoogleAccounts

    with closing(store_of(settings)) as store:
        if not GoogleAccounts(store).remove(person):
            typer.echo(f"{person.name}: no Google account is connected.", err=True)
            return ExitStatus.FINDINGS
    typer.echo(
        f"{person.name}: the Google account is forgotten. To end the access at Google as well, "
        "take it away at https://myaccount.google.com/connections."
    )
    return ExitStatus.OK
