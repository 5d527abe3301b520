"""`counterpoint status`: how it goes, and what waits for an answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from sync_service.cli.cycle_options import Service, service
from sync_service.cli.options import AthleteFile, Format, Name, Now, OutputFormat
from sync_service.errors import ExitStatus, SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.status import AthleteStatus

Release = Annotated[
    int | None,
    typer.Option("--release", metavar="ID", help="Let a held plan go; the next cycle writes it."),
]
_HANG = 6


def status(
    athlete: AthleteFile = None,
    name: Name = None,
    now: Now = None,
    release: Release = None,
    format_: OutputFormat = Format.TEXT,
) -> None:
    """Show the last cycles, what stands, and plans that are held back; or let one of them go.

    Exit status: 0 all is well, 1 something waits for you, 2 usage, settings, the database, or no
    held plan has the number of --release, 3 the last cycle could not read or write a calendar.

    Examples:

      counterpoint status

      counterpoint status --release 3
    """
    from sync_service.cli.lines import show_lines
    from sync_service.lines import Line
    from sync_service.status import status_of

    with service(athlete, name, now) as found:
        if release is not None:
            _release(found, found.only(), release)
        statuses = [status_of(found.store, each.name) for each in found.athletes]
    if format_ is Format.JSON:
        document = [each.document() for each in statuses]
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        for athlete_, each in zip(found.athletes, statuses, strict=True):
            show_lines(Line(told, _HANG) for told in each.lines(ZoneInfo(athlete_.time_zone)))
    raise typer.Exit(max(map(_exit_status, statuses)))


def _exit_status(each: AthleteStatus) -> ExitStatus:
    if each.is_troubled:
        return ExitStatus.SOURCE_UNREAD
    return ExitStatus.FINDINGS if each.waiting else ExitStatus.OK


def _release(found: Service, athlete: AthleteSettings, number: int) -> None:
    with found.store.writing(athlete.name) as ledger:
        released = ledger.release(number, found.now(athlete))
    if released is None:
        raise SettingsError("--release: there is no held plan of this number.")
    found.store.ask(athlete.name, found.now(athlete))  # a daemon writes it at once
    typer.echo(f"Released: {released.why}. The next counterpoint sync writes it.")
