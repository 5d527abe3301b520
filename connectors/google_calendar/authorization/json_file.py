"""JSON that Google's console or its libraries wrote, taken apart with sentences for a person."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
SERVICE_ACCOUNT = "service_account"


class BadFile(ValueError):
    """A file of Google's that cannot be used; `str()` is the sentence, with the mend."""


def document_in(content: str, label: str) -> dict[str, Any]:
    """The JSON object in `content`; raise BadFile."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise BadFile(f"{label}: this is no JSON file of Google's; download it again.")
    return document


def is_key(document: dict[str, Any]) -> bool:
    """Whether this is the key of a service account."""
    return document.get("type") == SERVICE_ACCOUNT


def is_client(document: dict[str, Any]) -> bool:
    """Whether this is an OAuth client."""
    return "installed" in document or "web" in document


def model_of(model: type[Model], document: object, label: str) -> Model:
    """What is needed of a document; raise BadFile, which names what is missing or wrong."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        details = error.errors()[0]
        where = ".".join(str(part) for part in details["loc"]) or "its content"
        missing = details["type"] == "missing"
    what = "is missing" if missing else "is not what it should be"
    raise BadFile(f'{label}: "{where}" {what}; download the file from Google again.')
