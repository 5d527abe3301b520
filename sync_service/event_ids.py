"""The ids under which our events are created: one cause, one id, so that nothing is doubled."""

from __future__ import annotations

from base64 import b32hexencode
from hashlib import sha256

_BYTES = 20


def event_id(athlete: str, key: str, generation: int) -> str:
    """An id of a-v and 0-9, as every calendar takes it.

    `generation` grows where a calendar keeps the id of a deleted event for ever (FAILURES 6).
    """
    digest = sha256(f"{athlete}\n{key}\n{generation}".encode(errors="replace")).digest()
    return b32hexencode(digest[:_BYTES]).decode().lower()
