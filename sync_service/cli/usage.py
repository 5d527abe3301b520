"""What is wrong with an option or an argument, in one plain sentence."""

from __future__ import annotations

from typing import Any


def usage_sentence(error: Any) -> str:
    """The sentence of an error of usage, and where more is told; the library's words for the rest.

    Of a value that cannot be read Typer only repeats what pydantic says to programmers.
    """
    told = _of_value(error) or error.format_message()
    return f"{told} (counterpoint --help tells more)"


def _of_value(error: Any) -> str | None:
    from pydantic import ValidationError

    from sync_service.settings_errors import reason

    parameter = getattr(error, "param", None)
    if parameter is None or not isinstance(error.__cause__, ValidationError):
        return None
    name = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.make_metavar(None)
    told = reason(error.__cause__.errors()[0]).replace("should be", "must be")
    return f"{name}: {'it ' if told.startswith('must') else ''}{told}"
