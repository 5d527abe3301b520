"""Partial responses: the `fields` parameter, as Google's guide to performance describes it."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.google_calendar.discovery import document
from tests.fakes.google_calendar.problems import Json, parameter_error

_TOKEN = re.compile(r"[^,()/\s]+|[,()/]")
Selection = dict[str, "Selection"]  # an empty one takes everything


def projected(fields: str, schema: str, resource: Json) -> Json:
    """The chosen fields of a resource; 400 where the selection names what is not there."""
    chosen = _parse(fields)
    _check(chosen, document()["schemas"][schema], fields)
    return dict(_pick(chosen, resource))


def _parse(fields: str) -> Selection:
    tokens = _TOKEN.findall(fields)[::-1]
    chosen = _list(tokens)
    if tokens or not chosen:
        raise _bad(fields)
    return chosen


def _list(tokens: list[str]) -> Selection:
    chosen: Selection = {}
    while tokens and tokens[-1] not in ",()/":
        name, inner = tokens.pop(), chosen
        inner = chosen.setdefault(name, {})
        while tokens and tokens[-1] == "/":
            tokens.pop()
            inner = inner.setdefault(tokens.pop() if tokens else "", {})
        if tokens and tokens[-1] == "(":
            tokens.pop()
            inner.update(_list(tokens))
            if not tokens or tokens.pop() != ")":
                raise _bad("(")
        if tokens and tokens[-1] == ",":
            tokens.pop()
    return chosen


def _check(chosen: Selection, schema: Json, fields: str) -> None:
    schema = document()["schemas"][schema["$ref"]] if "$ref" in schema else schema
    if schema.get("type") == "array":
        return _check(chosen, schema["items"], fields)
    for name, inner in chosen.items():
        if name == "*" or "additionalProperties" in schema:
            continue
        if name not in schema.get("properties", {}):
            raise _bad(name)
        _check(inner, schema["properties"][name], fields)
    return None


def _pick(chosen: Selection, value: Any) -> Any:
    if not chosen:
        return value
    if isinstance(value, list):
        return [_pick(chosen, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in chosen:
        return {name: _pick(chosen["*"], inner) for name, inner in value.items()}
    return {name: _pick(inner, value[name]) for name, inner in chosen.items() if name in value}


def _bad(name: str) -> Exception:
    return parameter_error("invalidParameter", f"Invalid field selection {name}", "fields")
