"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from rules.days import DayRange
from sync_service.errors import SettingsError

HORIZON_BACK_DAYS = 7
HORIZON_AHEAD_DAYS = 28
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Feeds (https://, webcal://, http://), .ics files, or - for standard input. "
        "Without one, the sources of counterpoint.toml.",
        show_default=False,
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DATE", help="The first day, as in 2026-01-05. Default: a week ago."
    ),
]
Days = Annotated[
    int, typer.Option("--days", metavar="N", min=1, max=36600, help="How many days to look at.")
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="INSTANT",
        help="What counts as now, as in 2026-01-05T08:00+01:00. Default: the clock.",
    ),
]
AthleteFile = Annotated[
    Path | None,
    typer.Option(
        "--athlete",
        metavar="FILE",
        help="A TOML file that describes the athlete. Default: counterpoint.toml, if there is one.",
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="One athlete of several in counterpoint.toml and the database, by their name.",
    ),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="For people or for programs.")]


def instant(text: str | None, zone: ZoneInfo) -> datetime:
    """The instant that was typed, on the athlete's clock where it has no offset; else the clock."""
    if text is None:
        return datetime.now(UTC).astimezone(zone)
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            "--now: this is no instant; write it as in 2026-01-05T08:00+01:00."
        ) from None
    _refuse_other_ages("--now", typed.date())
    return typed.astimezone(zone) if typed.tzinfo else typed.replace(tzinfo=zone)


def day_range(first: str | None, days: int, now: datetime) -> DayRange:
    """The days to look at: from the typed day, else from a week before now."""
    start = _day(first) if first else now.date() - timedelta(days=HORIZON_BACK_DAYS)
    return DayRange(start, start + timedelta(days=days))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise SettingsError("--from: this is no day; write it as in 2026-01-05.") from None
    _refuse_other_ages("--from", day)
    return day


def _refuse_other_ages(option: str, day: date) -> None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise SettingsError(f"{option}: the year must lie between {_FIRST_YEAR} and {_LAST_YEAR}.")
