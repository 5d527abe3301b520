"""`counterpoint recognize`: what a text is taken for, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.options import (
    HORIZON_AHEAD_DAYS,
    HORIZON_BACK_DAYS,
    AthleteFile,
    Days,
    From,
    Name,
    Now,
    day_range,
    instant,
)
from sync_service.errors import ExitStatus, SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings

TextArgument = Annotated[
    str | None, typer.Argument(metavar="[TEXT]", help="The title of an event.", show_default=False)
]
Description = Annotated[
    str, typer.Option("--description", metavar="TEXT", help="The event's description.")
]
JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read and write JSON lines on standard input and output.")
]


ExplainUnknown = Annotated[
    str | None,
    typer.Option(
        "--explain-unknown",
        metavar="FEED",
        help="List the titles of a feed, a file or - that were not understood, and what helps; "
        "with --from, --days, --now and --athlete as in check.",
    ),
]


def recognize(
    text: TextArgument = None,
    description: Description = "",
    jsonl: JsonLines = False,
    explain_unknown: ExplainUnknown = None,
    from_: From = None,
    days: Days = HORIZON_BACK_DAYS + HORIZON_AHEAD_DAYS,
    now: Now = None,
    athlete: AthleteFile = None,
    name: Name = None,
) -> None:
    """Say what a title and description are taken for, and which words led there.

    The athlete's rules for titles count, as they do in check.

    Exit status: 0 answered, 2 usage or settings, 3 the feed could not be read.

    Examples:

      counterpoint recognize "6 x 800 m @ 5k pace, 400 m jog"

      counterpoint recognize "Squat 5x5 @ 80%, rest 3 min"

      echo '{"title": "Push day"}' | counterpoint recognize --jsonl

      counterpoint recognize "Zog" --athlete sam.toml

      counterpoint recognize --explain-unknown plan.ics --from 2026-01-05 --days 28
    """
    from sync_service.cli.whose import person
    from sync_service.recognize_text import print_recognized, recognize_lines

    if [text is not None, jsonl, explain_unknown is not None].count(True) != 1:
        raise SettingsError(
            "Give a text, --jsonl with JSON lines on standard input, or --explain-unknown FEED: "
            'counterpoint recognize "6 km easy"'
        )
    if explain_unknown is not None:
        whose = person(athlete, name)
        raise typer.Exit(_explain(explain_unknown, from_, days, now, whose))
    rules = person(athlete, name).athlete().title_rules
    if text is not None:
        print_recognized(text, description, rules)
        return
    source, target = typer.get_binary_stream("stdin"), typer.get_text_stream("stdout")
    unread = recognize_lines(source, target, rules)
    raise typer.Exit(ExitStatus.USAGE if unread else ExitStatus.OK)


def _explain(
    feed: str, first: str | None, days: int, now: str | None, settings: AthleteSettings
) -> ExitStatus:
    from sync_service.app import calendars_of
    from sync_service.check_calendars import read_all, window_of
    from sync_service.cli.output import say_unread
    from sync_service.explain_unknown import lines, not_understood

    athlete = settings.athlete()
    span = day_range(first, days, instant(now, athlete.time_zone))
    readings = read_all(calendars_of([feed], settings), window_of(span, athlete))
    unknown = not_understood(readings.read, athlete)
    if unknown or not readings.unread:
        typer.echo("\n".join(lines(unknown)))
    say_unread(readings)
    return ExitStatus.SOURCE_UNREAD if readings.unread else ExitStatus.OK
