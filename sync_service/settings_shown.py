"""The effective settings and where each of them comes from, with what is secret masked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr

from sync_service.athlete_settings import AthleteSettings
from sync_service.settings import DEFAULT_FILE, Settings, read_toml, settings_file
from sync_service.settings_layers import Laid, laid_by
from sync_service.settings_page import PRIVATE
from sync_service.threshold_settings import ThresholdSettings

MASK = "********"
_DEFAULT = "default"
_DATABASE = "database_url"

Path_: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A key as TOML would write its place, its value for a person, and its origin."""

    key: str
    value: Any
    origin: str

    def line(self) -> str:
        """One line for a person; nothing at all stands for a key that is not set."""
        told = "" if self.value is None else json.dumps(self.value, ensure_ascii=False)
        return f"{self.key} = {told}".rstrip()


def shown_settings(
    settings: Settings, file: Path | None, environment: Mapping[str, str]
) -> tuple[Shown, ...]:
    """Every key in the order of the documentation, athletes last."""
    used = settings_file(file)
    content = read_toml(used) if used is not None else {}
    laid = laid_by(environment)
    label = used.name if used is not None else DEFAULT_FILE.name
    leaves = sorted(_leaves((), settings), key=lambda leaf: leaf[0][0] == "athletes")
    return tuple(
        Shown(_dotted(path), value, _origin(path, content, laid, label)) for path, value in leaves
    )


def _leaves(path: Path_, value: object) -> Iterator[tuple[Path_, Any]]:
    match value:
        case AthleteSettings():
            yield from _fields(path, value.model_copy(update={"thresholds": _figures(value)}))
        case BaseModel():
            yield from _fields(path, value)
        case tuple() if value and isinstance(value[0], BaseModel | SecretStr):
            for number, each in enumerate(value):
                yield from _leaves((*path, number), each)
        case _:
            yield path, _told(path, value)


def _fields(path: Path_, model: BaseModel) -> Iterator[tuple[Path_, Any]]:
    for name in type(model).model_fields:
        yield from _leaves((*path, name), getattr(model, name))


def _figures(athlete: AthleteSettings) -> ThresholdSettings:
    """The figures that hold for the athlete: their own, else those of their priority."""
    held = athlete.thresholds.thresholds(athlete.priority)
    names = ThresholdSettings.model_fields
    return ThresholdSettings.model_construct(**{name: getattr(held, name) for name in names})


def _told(path: Path_, value: object) -> Any:
    if isinstance(value, SecretStr):
        is_address = path[-1] == _DATABASE
        return _without_password(value.get_secret_value()) if is_address else MASK
    if value is not None and path[0] == "athletes" and PRIVATE.intersection(path):
        return MASK if value != {} else {}
    return value if value is None else _plain(value)


def _plain(value: object) -> Any:
    """The value as JSON knows it, in the words of a settings file."""
    match value:
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case bool() | int() | float():
            return value
        case _:
            return str(value)


def _without_password(url: str) -> str:
    """The address of the database; what stands before the host or behind the name may be secret."""
    if url.startswith("sqlite:"):
        return url
    try:
        parts = urlsplit(url)
        user = f"{parts.username}@" if parts.username else ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return MASK
    masked = f"{parts.username}:{MASK}@" if parts.password else user
    return f"{parts.scheme}://{masked}{parts.hostname or ''}{port}{parts.path}"


def _dotted(path: Path_) -> str:
    return "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in path
    ).removeprefix(".")


def _origin(path: Path_, content: Mapping[str, Any], laid: tuple[Laid, ...], label: str) -> str:
    """What had the last word on a key."""
    texts = tuple(str(part) for part in path)
    for each in reversed(laid):
        # a variable may set the key, a table above it, or a value within it
        shorter = min(len(each.keys), len(texts))
        if each.keys[:shorter] == texts[:shorter]:
            return f"secret file of {each.variable}" if each.is_file else each.variable
    return f"{label}:{_dotted(path)}" if _stands_in(content, path) else _DEFAULT


def _stands_in(content: Any, path: Path_) -> bool:
    try:
        for part in path:
            content = content[part]
    except (KeyError, IndexError, TypeError):
        return False
    return True
