"""`counterpoint init`: a few questions make a settings file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.new_settings import Answers

Output = Annotated[
    Path, typer.Option("--output", metavar="FILE", help="A file that is not there yet.")
]


def init(output: Output = Path("counterpoint.toml")) -> None:
    """Ask a few questions, write counterpoint.toml with comments, and try what is to be read.

    Answers may also come line by line on standard input. Nothing is overwritten.

    Exit status: 0 written, 2 usage, an answer or the file, 3 written, but the source could not
    be read.

    Examples:

      counterpoint init

      counterpoint init --output sam.toml
    """
    from sync_service.new_settings import is_there, settings_text, write_settings

    if os.path.lexists(output):
        raise is_there(output)
    answers = _asked()
    write_settings(output, settings_text(answers))
    typer.echo(f"{output.name} is written. Next: counterpoint check, then counterpoint plan.")
    _try(output)


def _asked() -> Answers:
    from tzlocal import get_localzone_name

    from sync_service.new_settings import Answers

    try:
        return Answers(
            name=_ask("name", "Your name", "Athlete"),
            time_zone=_ask("time_zone", "Your time zone", get_localzone_name()),
            language=_ask("language", "Language of what is written into calendars (en, de)", "en"),
            priority=_ask("priority", "What matters most (muscle, balanced, running)", "muscle"),
            weight_kg=_ask("weight_kg", "Your weight in kg, for meals (empty: not told)", ""),
            source=_ask(
                "source", "Where your workouts stand: a feed, an .ics file, a folder, or google"
            ),
            write_to=_ask(
                "write_to",
                "A folder to write into, or google (empty: nowhere, only feeds to subscribe to)",
                "",
            ),
        )
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        raise SettingsError(
            "The answers ended before the last question; nothing was written."
        ) from None


def _ask(key: str, question: str, default: str | None = None) -> str:
    """The answer; on a terminal it is asked again until it can be used."""
    from sync_service.new_settings import refuse_answer

    while True:
        answer = str(typer.prompt(question, default=default, show_default=bool(default))).strip()
        try:
            refuse_answer(key, answer)
        except SettingsError as error:
            if not sys.stdin.isatty():
                raise
            typer.echo(str(error), err=True)
        else:
            return answer


def _try(file: Path) -> None:
    """Read the source once, and say what was found; an account has to be connected before."""
    from sync_service.app import calendars_of
    from sync_service.cli.options import HORIZON_AHEAD_DAYS, HORIZON_BACK_DAYS, day_range, instant
    from sync_service.cli.output import print_diagnoses
    from sync_service.cli.whose import person
    from sync_service.doctor import diagnose, exit_status
    from sync_service.google_accounts import uses_google, without_google

    settings = person(file, None)
    if uses_google(settings):
        typer.echo("Connect the account first: counterpoint auth google")
    others = without_google(settings)
    if not others.sources:
        return
    moment = instant(None, settings.athlete().time_zone)
    days = day_range(None, HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS, moment)
    found = tuple(diagnose(others, calendars_of((), others), days))
    print_diagnoses(found)
    raise typer.Exit(exit_status(found))
