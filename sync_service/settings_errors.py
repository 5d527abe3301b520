"""Validation errors of settings as sentences: which file, which key, how to mend it.

Values are never repeated: they may be secrets or figures of a body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sync_service.nearest import did_you_mean
from sync_service.plain_text import one_line

_UNKNOWN = "extra_forbidden"
_KINDS = frozenset({"ics_feed", "google_calendar", "local_calendar"})  # no keys, though in the path


_WORDS = {
    "missing": "is missing.",
    "bool_parsing": "must be true or false.",
    "bool_type": "must be true or false.",
    "dict_type": "must be a table of keys and values.",
    "finite_number": "must be a finite number.",
    "float_parsing": "must be a number.",
    "float_type": "must be a number.",
    "int_from_float": "must be a whole number.",
    "int_parsing": "must be a whole number.",
    "int_parsing_size": "must be a smaller number.",
    "int_type": "must be a whole number.",
    "model_attributes_type": "must be a table of keys and values.",
    "model_type": "must be a table of keys and values.",
    "string_type": "must be a text.",
    "tuple_type": "must be a list.",
    "union_tag_not_found": 'must say its kind, as in kind = "ics_feed".',
}
_LONGEST_KEY = 80


def nowhere(_place: tuple[str, ...]) -> None:
    """That a key was set by nothing but what the label names."""


def sentences(
    error: ValidationError,
    model: type[BaseModel],
    label: str = "",
    set_by: Callable[[tuple[str, ...]], str | None] = nowhere,
) -> str:
    """One sentence for each thing that is wrong, unknown keys first, each on its own line.

    Each begins with what set the key: what `set_by` says of its place, else the label, if any.
    """
    details = sorted(error.errors(), key=lambda each: each["type"] != _UNKNOWN)
    told = ((set_by(_place(each["loc"])) or label, _sentence(each, model)) for each in details)
    return "\n".join(f"{where}: {sentence}" if where else sentence for where, sentence in told)


def _place(location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys and numbers that lead to a value, as a variable names them."""
    return tuple(str(part) for part in location if part not in _KINDS and part != "[key]")


def _sentence(details: ErrorDetails, model: type[BaseModel]) -> str:
    key = _key(details["loc"])
    if details["type"] == _UNKNOWN:
        known = _keys_beside(details["loc"], model)
        return f'unknown key "{key}"{did_you_mean(str(details["loc"][-1]), known) or "."}'
    return f'"{key}" {reason(details)}' if key else reason(details)


def reason(details: ErrorDetails) -> str:
    """What is wrong with a value, to be read behind its name; the value is not repeated."""
    context = details.get("ctx", {})
    kind = details["type"]
    if kind == "value_error":
        return _ended(str(context["error"]))
    if kind in _WORDS:
        return _WORDS[kind]
    if kind in {"enum", "literal_error"}:
        return f"must be one of {context['expected'].replace(' or ', ', ').replace(chr(39), '')}."
    if kind == "union_tag_invalid":
        return f"has a kind that is not known; use one of {context['expected_tags']}."
    return _ended(_lower_first(details["msg"].removeprefix("Input ")))


def _ended(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _key(location: tuple[int | str, ...]) -> str:
    """The place as a TOML reader would write it: athletes[0].thresholds.key."""
    text = ""
    for part in location:
        if part not in _KINDS and part != "[key]":
            text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return one_line(text.removeprefix("."))[:_LONGEST_KEY]


def _keys_beside(location: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    """The keys that are known where an unknown one stands."""
    holders = [model]
    for part in location[:-1]:
        if part in _KINDS:
            holders = [each for each in holders if part in _kinds_of(each)]
        else:
            found = [below for each in holders for below in _models_at(each, part)]
            holders = found or holders
    return list(next(iter(holders), model).model_fields)


def _kinds_of(model: type[BaseModel]) -> tuple[object, ...]:
    field = model.model_fields.get("kind")
    return () if field is None else get_args(field.annotation)


def _models_at(model: type[BaseModel], part: int | str) -> Iterator[type[BaseModel]]:
    field = model.model_fields.get(str(part))
    if field is not None:
        yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
