"""The guests of an event of ours: those whom the athlete put on it, and the athlete.

A patch replaces the list of guests as a whole (events.patch), so that it is sent only where
something in it has to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import EventAttendee

Guests: TypeAlias = "Sequence[EventAttendee]"
FIELDS = "attendees"
_LISTED: TypeAdapter[dict[str, list[dict[str, object]]]] = TypeAdapter(
    dict[str, list[dict[str, object]]]
)


def guests_without_answer(answer: object) -> Guests | None:
    """The guests that an event was read with, the athlete as one who has not answered.

    Nobody at all where the athlete is the only one; None where the answer cannot be read.
    """
    try:
        listed = _LISTED.validate_python(answer).get(FIELDS, [])
    except ValidationError:
        return None
    others = [each for each in listed if not each.get("self")]
    mine = [{**each, "responseStatus": "needsAction"} for each in listed if each.get("self")]
    return [*others, *mine] if others else []  # type: ignore[list-item]
