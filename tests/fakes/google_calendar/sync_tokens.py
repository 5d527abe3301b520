"""Sync tokens: opaque to clients, and what of a reading they remember."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass

from tests.fakes.google_calendar.problems import Json, parameter_error


@dataclass(frozen=True)
class SyncToken:
    """Where a reading of a collection stood, and with which parameters it began."""

    collection: str
    revision: int
    single_events: bool = False
    time_min: str | None = None
    time_max: str | None = None

    def text(self) -> str:
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()


def read_sync_token(text: str, collection: str) -> SyncToken:
    """A token that this server gave for this collection; 400 for any other text."""
    try:
        told: Json = json.loads(base64.urlsafe_b64decode(text))
        token = SyncToken(**told)
    except (ValueError, TypeError, binascii.Error):
        token = None
    if token is None or token.collection != collection:
        raise parameter_error("invalid", "Invalid sync token value.", "syncToken")
    return token
