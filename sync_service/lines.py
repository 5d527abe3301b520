"""Lines of a report for a terminal of any width: what does not fit goes on below its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from sync_service.plain_text import tied


@dataclass(frozen=True, slots=True)
class Line:
    """A line; where it is too long, the rest stands `hang` columns in, below its text."""

    text: str
    hang: int
    style: str = ""

    def laid_out(self, console: Console) -> Iterator[Text]:
        """The line in the console's width; a number is not parted from its unit."""
        hang = self.hang if 2 * self.hang <= console.width else 0
        whole = tied(self.text)
        parts = Text(whole[hang:]).wrap(console, console.width - hang)
        for number, part in enumerate(parts):
            before = " " * hang if number else whole[:hang]
            yield Text(f"{before}{part.plain}".rstrip(), style=self.style)
