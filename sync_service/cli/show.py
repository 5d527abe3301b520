"""To standard output: for people through Rich, for programs as JSON."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from rich.console import Console, RenderableType

from sync_service.plain_text import untied

_PIPE_WIDTH = 110


def show(content: RenderableType) -> None:
    """Print for people; where that is no terminal, without colors and in a fixed width."""
    terminal = sys.stdout.isatty()
    console = Console(
        width=None if terminal else _PIPE_WIDTH, highlight=False, markup=False, emoji=False
    )
    with console.capture() as capture:
        console.print(content)
    for line in untied(capture.get()).splitlines():
        sys.stdout.write(f"{line if terminal else line.rstrip()}\n")


def write_json(text: str) -> None:
    """Write JSON, which is UTF-8 whatever the terminal speaks (RFC 8259, 8.1)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text + "\n")
