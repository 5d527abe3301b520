"""`counterpoint recognize`: what a text is taken for, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from sync_service.errors import ExitStatus, SettingsError

TextArgument = Annotated[
    str | None, typer.Argument(metavar="[TEXT]", help="The title of an event.", show_default=False)
]
Description = Annotated[
    str, typer.Option("--description", metavar="TEXT", help="The event's description.")
]
JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read and write JSON lines on standard input and output.")
]


def recognize(
    text: TextArgument = None, description: Description = "", jsonl: JsonLines = False
) -> None:
    """Say what a title and description are taken for, and which words led there.

    Examples:

      counterpoint recognize "6 x 800 m @ 5k pace, 400 m jog"

      counterpoint recognize "Squat 5x5 @ 80%, rest 3 min"

      echo '{"title": "Push day"}' | counterpoint recognize --jsonl
    """
    from sync_service.recognize_text import print_recognized, recognize_lines

    if jsonl and text is None:
        unread = recognize_lines(typer.get_binary_stream("stdin"), typer.get_text_stream("stdout"))
        raise typer.Exit(ExitStatus.USAGE if unread else ExitStatus.OK)
    if jsonl or text is None:
        raise SettingsError(
            "Give either a text or --jsonl with JSON lines on standard input: "
            'counterpoint recognize "6 km easy"'
        )
    print_recognized(text, description)
