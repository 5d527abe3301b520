"""Every key of the settings and what it means: the one table, of which docs/settings.md is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from sync_service.athlete_keys import ATHLETE, RECOGNITION, THRESHOLDS
from sync_service.service_keys import GOOGLE, LOG, NOTIFY, SERVICE, WEB
from sync_service.settings_key import Group, Key

GROUPS = (SERVICE, WEB, LOG, NOTIFY, GOOGLE, ATHLETE, RECOGNITION, THRESHOLDS)
PRIVATE = frozenset(name for key in ATHLETE.keys if key.private for name in key.names)

_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(?=<!-- end -->)", re.DOTALL)


def page_with_tables(page: str) -> str:
    """The page with the table of each group between its marks; the text around them is kept."""
    tables = {group.name: _table(group) for group in GROUPS}
    return _TABLE.sub(lambda mark: f"{mark[1]}\n{tables[mark[2]]}\n", page)


def _table(group: Group) -> str:
    return "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(group))


def _rows(group: Group) -> Iterator[tuple[str, ...]]:
    with_meaning = any(key.meaning for key in group.keys)
    head = (group.title, *["meaning"] * with_meaning, *["default"] * group.has_defaults)
    yield head
    yield ("---",) * len(head)
    for key in group.keys:
        names = ", ".join(f"`{name}`" for name in key.names)
        default = [_default(group, key)] if group.has_defaults else []
        yield (names, *[key.meaning] * with_meaning, *default)


def _default(group: Group, key: Key) -> str:
    if key.default is not None:
        return key.default
    told = [_told(group.model.model_fields[name]) for name in key.names]
    return "none" if set(told) == {"none"} else ", ".join(told)


def _told(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    return "none" if value in (None, (), {}) else f"`{_toml(value)}`"


def _toml(value: Any) -> str:
    """The value as a settings file would say it, a text alone without its quotes."""
    match value:
        case BaseModel():
            pairs = (f"{name} = {_toml(each)}" for name, each in value)
            return f"{{ {', '.join(pairs)} }}"
        case SecretStr():
            return value.get_secret_value()
        case bool():
            return str(value).lower()
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return "[" + ", ".join(f'"{each}"' for each in value) + "]"
        case _:
            return str(value)
