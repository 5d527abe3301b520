"""How the commands print lines: as wide as the terminal is, and whole where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console

from sync_service.lines import Line
from sync_service.plain_text import untied

_HANG = 2


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines for people; one that goes into a pipe or a file stays one line."""
    _print(lines, sys.stdout)


def complain(sentence: str) -> None:
    """Say on standard error what a person has to know."""
    _print([Line(sentence, _HANG)], sys.stderr)


def _print(lines: Iterable[Line], stream: TextIO) -> None:
    if not stream.isatty():
        stream.writelines(f"{each.text}\n" for each in lines)
        return
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for each in lines:
            console.print(*each.laid_out(console), sep="\n")
    stream.write(untied(capture.get()))
