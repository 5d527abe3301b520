"""A request and a reply as bytes, whether alone or within a batch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.fakes.google_calendar.problems import ApiError, Json

JSON_TYPE = "application/json; charset=UTF-8"


@dataclass(frozen=True)
class Request:
    """What came in; header names are in lower case."""

    verb: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What goes out; `cut` ends the connection in the middle of the body."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


def json_reply(status: int, body: Json, headers: Mapping[str, str] | None = None) -> Reply:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, text, {"Content-Type": JSON_TYPE} | dict(headers or {}))


def error_reply(error: ApiError) -> Reply:
    return json_reply(error.status, error.json(), error.headers)
