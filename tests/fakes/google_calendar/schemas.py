"""The discovery document's schemas as JSON Schema, and what breaks them.

The schemas are closed here: a property that none of them names is a mistake of whoever sent it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.fakes.google_calendar.discovery import Method, document, methods
from tests.fakes.google_calendar.problems import Json

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_KEPT = ("type", "enum", "format")
_formats = FormatChecker(formats=())


@_formats.checks("date-time")
def _is_date_time(value: object) -> bool:
    # An offset may be missing where a timeZone stands beside; that rule is in event_rules.
    return not isinstance(value, str) or _DATE_TIME.fullmatch(value) is not None


@_formats.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or _DATE.fullmatch(value) is not None


@_formats.checks("int32")
def _is_int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


@_formats.checks("int64")
def _is_int64(value: object) -> bool:
    return not isinstance(value, str) or value.lstrip("-").isdigit()


def resource_faults(name: str, resource: Json, *, nulls: bool = False) -> list[str]:
    """What in a resource its schema does not allow; `nulls` for the bodies of a patch."""
    return _faults(_validator(name, nulls=nulls), resource)


def parameter_faults(method: Method, given: Mapping[str, Any]) -> list[str]:
    """What in a request's parameters, already of their types, the method does not allow."""
    return _faults(_parameters_validator(method.name), dict(given))


def _faults(validator: Draft202012Validator, value: Json) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path)) or '(top)'}: {error.message}"
        for error in validator.iter_errors(value)
    ]


@cache
def _validator(name: str, *, nulls: bool) -> Draft202012Validator:
    schema = _converted(document()["schemas"][name], nulls=nulls)
    return Draft202012Validator(schema, format_checker=_formats)


@cache
def _parameters_validator(name: str) -> Draft202012Validator:
    parameters = methods()[name].parameters
    schema = {
        "type": "object",
        "properties": {key: _parameter(told) for key, told in parameters.items()},
        "required": [key for key, told in parameters.items() if told.get("required")],
        "additionalProperties": False,
    }
    return Draft202012Validator(schema, format_checker=_formats)


def _parameter(told: Json) -> Json:
    schema = {key: told[key] for key in _KEPT if key in told}
    schema |= {key: int(told[key]) for key in ("minimum", "maximum") if key in told}
    return {"type": "array", "items": schema} if told.get("repeated") else schema


def _converted(told: Json, *, nulls: bool) -> Json:
    """A discovery schema as JSON Schema, references written out (none of them is circular)."""
    if "$ref" in told:
        return _converted(document()["schemas"][told["$ref"]], nulls=nulls)
    schema: Json = {key: told[key] for key in _KEPT if key in told and told[key] != "any"}
    if nulls and "type" in schema:
        schema["type"] = [schema["type"], "null"]
    if "items" in told:
        schema["items"] = _converted(told["items"], nulls=nulls)
    if "properties" in told:
        schema["properties"] = {
            key: _converted(value, nulls=nulls) for key, value in told["properties"].items()
        }
    if told.get("type") == "object":
        others = told.get("additionalProperties")
        schema["additionalProperties"] = (
            False if others is None else _converted(others, nulls=nulls)
        )
    return schema
