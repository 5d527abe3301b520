"""The layers of the settings: a file's content, then the environment, then secret files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sync_service.errors import SettingsError

PREFIX = "COUNTERPOINT_"
_NESTING = "__"
_FROM_FILE = "_FILE"
_MAY_BE_MISSING = "-"
_MOST_BYTES = 1_000_000
_MOST_INDEX_DIGITS = 4


def layered(content: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """The content with what the environment says laid over it.

    `COUNTERPOINT_ATHLETES__0__WEIGHT_KG` sets a key of the first athlete; with `_FILE` at its
    end the variable names a file that holds the value; one that names nothing sets nothing, nor
    does one with - before a file that is not there.
    Values that begin like JSON lists or tables are read as JSON. Whether a key is known is for
    the caller to judge.

    Raises:
        SettingsError: a secret file cannot be read, or a variable names no place in a list.
    """
    values: dict[str, Any] = deepcopy(dict(content))
    for variable, text in (*_plain(environment), *_from_files(environment)):
        _put(values, _keys(variable), _value(text, variable), variable)
    return values


def _plain(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for variable, text in sorted(environment.items()):
        if variable.startswith(PREFIX) and not variable.endswith(_FROM_FILE):
            yield variable, text


def _from_files(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for variable, text in sorted(environment.items()):
        if variable.startswith(PREFIX) and variable.endswith(_FROM_FILE):
            file = _file_in(text)
            if file is not None:
                yield variable, _content(variable, file)


def _file_in(text: str) -> Path | None:
    """The file that a variable names; None where it names none, or one that may be missing is."""
    path = text.removeprefix(_MAY_BE_MISSING)
    if not path or (path != text and not os.path.lexists(path)):
        return None
    return Path(path)


@dataclass(frozen=True, slots=True)
class Laid:
    """A variable that sets something: its name, the keys that lead there, and by which way."""

    variable: str
    keys: tuple[str, ...]
    is_file: bool


def laid_by(environment: Mapping[str, str]) -> tuple[Laid, ...]:
    """The variables of ours in the order in which they are laid, the last one wins."""
    set_ = (
        each
        for each, text in environment.items()
        if not each.endswith(_FROM_FILE) or _file_in(text) is not None
    )
    ours = sorted(each for each in set_ if each.startswith(PREFIX))
    return tuple(
        Laid(each, _keys(each), each.endswith(_FROM_FILE))
        for each in sorted(ours, key=lambda each: each.endswith(_FROM_FILE))
    )


def _keys(variable: str) -> tuple[str, ...]:
    named = variable.removeprefix(PREFIX).removesuffix(_FROM_FILE)
    return tuple(named.lower().split(_NESTING))


class TooLarge(ValueError):
    """A file is larger than settings or a secret can be."""


def read_settings_text(file: Path) -> str:
    """The text of a file, which may be a pipe; raise OSError, UnicodeDecodeError or TooLarge."""
    with file.open("rb") as source:
        content = source.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise TooLarge
    return content.decode("utf-8-sig")


def _content(variable: str, file: Path) -> str:
    try:
        return read_settings_text(file).strip()
    except (OSError, UnicodeDecodeError, TooLarge):
        raise SettingsError(
            f"{variable}: the file that it names cannot be read; check its path and permissions."
        ) from None


def _value(text: str, variable: str) -> Any:
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise SettingsError(f"{variable}: this begins like JSON, but is none.") from None


def _put(values: dict[str, Any], keys: tuple[str, ...], value: Any, variable: str) -> None:
    """Set a value deep inside; tables and lists that are not there yet are made on the way."""
    holder: Any = values
    for key, following in pairwise(keys):
        place = _place(holder, key, variable)
        if _is_missing(holder, place):
            _set(holder, place, [] if following.isdecimal() else {})
        holder = holder[place]
    _set(holder, _place(holder, keys[-1], variable), value)


def _is_missing(holder: Any, place: Any) -> bool:
    return place == len(holder) if isinstance(holder, list) else place not in holder


def _set(holder: Any, place: Any, value: Any) -> None:
    if isinstance(holder, list) and place == len(holder):
        holder.append(value)
    else:
        holder[place] = value


def _place(holder: Any, key: str, variable: str) -> Any:
    """The key, or the index in a list: one that is there, or the next one."""
    if isinstance(holder, dict):
        return key
    index = int(key) if key.isdecimal() and len(key) <= _MOST_INDEX_DIGITS else None
    if isinstance(holder, list) and index is not None and index <= len(holder):
        return index
    raise SettingsError(
        f"{variable}: there is no such place; lists count from 0 and grow one by one."
    )
