"""A settings file for a person who has none yet, made of a few answers."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sync_service.athlete_settings import AthleteSettings
from sync_service.errors import SettingsError
from sync_service.settings_errors import sentences

GOOGLE = "google"

_TEXT = """\
# Counterpoint: docs/settings.md has every key; `counterpoint settings` shows which values hold.
#
# Feed addresses are secrets: keep this file to yourself, or put them into files of their own, as in
#   COUNTERPOINT_ATHLETES__0__SOURCES__0__ADDRESS_FILE=/run/secrets/feed

[[athletes]]
name = {name}
time_zone = {time_zone}    # days and weeks are counted here
language = {language}    # of everything that is written into calendars: "en" or "de"

# What gives way when running and lifting collide: "muscle", "balanced" or "running".
priority = {priority}

# The body, for meals in grams; without a weight they are told by the kilogram.
{weight}
# sex = "female"
# birth_year = 1990
# height_cm = 170

# When workouts that have only a day are assumed to start.
usual_slot = {{ run = "06:30", lift = "18:00" }}

# When training is possible; a weekday left out has the whole day.
# windows = {{ mon = ["06:00-08:30", "17:00-20:30"], sat = ["07:00-18:00"] }}

# Where workouts are read. A calendar with `role = "busy"` only tells when there is no time.
sources = [
  {source},
]

# Where suggested moves and meals are written; left out: nothing is written anywhere. With it,
# notes also go into the workouts themselves, in every folder and Google calendar above that can be
# written (`annotate = "companion"` puts them beside, `annotate = "off"` leaves them out). Try
# `counterpoint plan` first: it shows everything, and changes nothing.
{write_to}
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person was asked; an empty text leaves it out.

    `source` is a feed, a file or a folder, or `google`; `write_to` a folder, or `google`.
    """

    name: str
    time_zone: str
    language: str
    priority: str
    weight_kg: str
    source: str
    write_to: str


def refuse_answer(key: str, answer: str) -> None:
    """Raise SettingsError where settings would not take the answer to a question."""
    if not answer.isprintable():
        raise SettingsError("This holds characters that cannot be printed; type it once more.")
    if key not in AthleteSettings.model_fields or key == "write_to" or not answer:
        return
    try:
        AthleteSettings.model_validate({key: answer})
    except ValidationError as error:
        raise SettingsError(sentences(error, AthleteSettings)) from None


def settings_text(answers: Answers) -> str:
    """The file, with comments; what was left out stands there as a comment."""
    weight = (
        f"weight_kg = {float(answers.weight_kg):g}" if answers.weight_kg else "# weight_kg = 62"
    )
    example = '# write_to = { kind = "local_calendar", folder = "calendar" }'
    return _TEXT.format(
        name=_quoted(answers.name),
        time_zone=_quoted(answers.time_zone),
        language=_quoted(answers.language),
        priority=_quoted(answers.priority),
        weight=weight,
        source=_source(answers.source),
        write_to=f"write_to = {_target(answers.write_to)}" if answers.write_to else example,
    )


def write_settings(file: Path, text: str) -> None:
    """Write a file that is not there yet, for its owner alone: it may hold secret addresses.

    Raises:
        SettingsError: it is there already, or cannot be written.
    """
    try:
        made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise is_there(file) from None
    except OSError as error:
        raise SettingsError(f"{file.name}: it cannot be written ({error.strerror}).") from None
    with os.fdopen(made, "w", encoding="utf-8") as target:
        target.write(text)


def is_there(file: Path) -> SettingsError:
    """What to say where nothing is overwritten."""
    return SettingsError(
        f"{file.name} is there already; move it away, or name another file with --output."
    )


def _source(place: str) -> str:
    if place == GOOGLE:
        return '{ kind = "google_calendar", calendar = "primary" }'
    if Path(place).expanduser().is_dir():
        return _folder(place)
    return f'{{ kind = "ics_feed", address = {_quoted(place)} }}'


def _target(place: str) -> str:
    return '{ kind = "google_calendar" }' if place == GOOGLE else _folder(place)


def _folder(place: str) -> str:
    return f'{{ kind = "local_calendar", folder = {_quoted(place)} }}'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # TOML's basic strings are escaped alike
