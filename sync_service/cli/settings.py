"""`counterpoint settings`: what holds, and who said so."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from sync_service.cli.options import Format, OutputFormat

SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="A settings file. Default: counterpoint.toml, if there is one.",
    ),
]


def settings(file: SettingsFile = None, format_: OutputFormat = Format.TEXT) -> None:
    """Show the settings that hold, and where each of them comes from.

    Secrets, feed addresses and figures of a body are masked. Athletes who were added to the
    database are told by counterpoint athlete list.

    Exit status: 0 they can be used, 2 they cannot.

    Examples:

      counterpoint settings

      counterpoint settings --format json
    """
    from sync_service.cli.show import show
    from sync_service.extra_rules import load_extra_rules
    from sync_service.settings import load_settings
    from sync_service.settings_shown import shown_settings

    load_extra_rules()
    shown = shown_settings(load_settings(file), file, os.environ)
    if format_ is Format.JSON:
        document = [{"key": each.key, "value": each.value, "origin": each.origin} for each in shown]
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for each in shown:
        show(f"{each.line()}   # {each.origin}")
