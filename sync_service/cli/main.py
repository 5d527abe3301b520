"""The commands, and what happens to their errors."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sync_service.cli.check import check
from sync_service.cli.demo import demo
from sync_service.cli.events import events
from sync_service.cli.explain import explain
from sync_service.cli.recognize import recognize
from sync_service.errors import CounterpointError

app = typer.Typer(
    name="counterpoint",
    help="Keeps running and lifting from undoing each other.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (check, events, recognize, explain, demo):
    app.command()(command)

_INTERRUPTED = 130
_BROKEN_PIPE = 141


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"counterpoint {version('counterpoint')}")
        raise typer.Exit


@app.callback()
def counterpoint(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Keep running and lifting from undoing each other."""


def main() -> None:
    """Run the command line; a user's mistake ends in one sentence and the right exit status."""
    try:
        app()
    except CounterpointError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output has gone; Python would complain once more at shutdown
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_BROKEN_PIPE)
