"""The commands, and what happens to their errors."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from sync_service.cli.athlete import athlete
from sync_service.cli.auth import auth
from sync_service.cli.backup import backup, restore
from sync_service.cli.check import check
from sync_service.cli.demo import demo
from sync_service.cli.doctor import doctor
from sync_service.cli.events import events
from sync_service.cli.explain import explain
from sync_service.cli.help_text import flowing
from sync_service.cli.init import init
from sync_service.cli.recognize import recognize
from sync_service.cli.run import run
from sync_service.cli.settings import settings
from sync_service.cli.status import status
from sync_service.cli.sync import plan, sync
from sync_service.cli.take_back import purge, undo
from sync_service.cli.usage import usage_sentence
from sync_service.errors import CounterpointError, ExitStatus
from sync_service.plain_text import one_line

app = typer.Typer(
    name="counterpoint",
    help="Keeps running and lifting from undoing each other.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    init,
    check,
    events,
    recognize,
    explain,
    plan,
    sync,
    run,
    undo,
    purge,
    status,
    backup,
    restore,
    settings,
    doctor,
    demo,
):
    app.command()(command)
app.add_typer(auth, name="auth")
app.add_typer(athlete, name="athlete")
for group in (app, auth, athlete):
    for each in group.registered_commands:
        each.help = flowing(each.callback.__doc__ or "") if each.callback else None

_INTERRUPTED = 130
_BROKEN_PIPE = 141
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]
_COMPLETING = "_COUNTERPOINT_COMPLETE"
_LONGEST_SENTENCE = 300
_MOST_SENTENCES = 10


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
    _mend_streams()
    try:
        status = _run(sys.argv[1:] or ["--help"])
        sys.stdout.flush()
    except CounterpointError as error:
        _say(str(error))
        status = error.exit_status
    except _UsageError as error:
        _say(usage_sentence(error))
        status = ExitStatus.USAGE
    except (KeyboardInterrupt, typer.Abort):
        status = _INTERRUPTED
    except BrokenPipeError:
        status = _BROKEN_PIPE
        _give_up_output()
    except OSError as error:
        status = ExitStatus.USAGE
        _say_refused(error)
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    """Run a command and return its exit status.

    Not by calling the app: that would turn a broken pipe into status 1, which means findings.
    """
    if _COMPLETING in os.environ:
        app()
    command = typer.main.get_command(app)
    try:
        with command.make_context("counterpoint", arguments) as context:
            command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    return ExitStatus.OK


def _mend_streams() -> None:
    """Give a process whose streams are closed some, and let no character end the report."""
    # open as long as the process: they are its streams from here on
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        setattr(sys, name, stream)


def _say(sentences: str) -> None:
    """Write each sentence on a line of standard error: short, and without control characters."""
    lines = sentences.splitlines()
    shown = [one_line(line)[:_LONGEST_SENTENCE] for line in lines[:_MOST_SENTENCES]]
    if len(lines) > _MOST_SENTENCES:
        shown.append(f"... and {len(lines) - _MOST_SENTENCES} more.")
    sys.stderr.write("\n".join(shown) + "\n")


def _say_refused(error: OSError) -> None:
    """Say that the system refused something: the output itself, or else a file or a network."""
    why = error.strerror or "the system refuses"
    if _takes_output():
        where = f" ({error.filename})" if error.filename else ""
        _say(f"The system refused something that was needed: {why}{where}.")
    else:
        _say(f"The output cannot be written: {why}.")
        _give_up_output()


def _takes_output() -> bool:
    """Whether what was printed can go out: what was refused stays, and is refused again."""
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _give_up_output() -> None:
    """Turn standard output away: Python would complain once more when it flushes at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
