"""What is kept, as JSON and back: days stay days, instants come back in UTC.

A NUL or half a surrogate pair, which no calendar can hold and PostgreSQL refuses, becomes U+FFFD.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from connectors.calendar_event import CalendarEvent
from sync_service.errors import StoreError
from sync_service.store.records import KnownEvent

T = TypeVar("T")

_NUL = b"\\u0000"
_TIMES = {"start", "end"}
_WORDS = {"summary", "description", "location", "categories", "platform"}
_NO_WORDS: tuple[object, ...] = ("", (), None)


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def to_json(record: object) -> str:
    """The record as JSON, its instants in UTC; raise ValueError for one without a zone."""
    return _dumped(_storable(record)).decode()


def from_json(kind: type[T], text: str) -> T:
    """The record that `to_json` was given; raise StoreError for what it never made."""
    try:
        read: T = _adapter(kind).validate_json(text)
    except ValidationError:
        raise _unreadable() from None
    return read


def slot(*names: object) -> str:
    """A short name for a row that strangers named."""
    text = repr(names)  # shows NUL and halves of pairs by their numbers, which are quick to find
    if "\\x00" in text or "\\ud" in text:
        text = repr(_storable(names))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def words(known: KnownEvent) -> str | None:
    """The texts of a workout as JSON, None for any other event.

    Raises:
        ValueError: an event that is no workout has text, which must not be stored.
    """
    if not known.is_workout:
        refuse_words(known)
        return None
    return _adapter(CalendarEvent).dump_json(_storable(known.event), include=_WORDS).decode()


def refuse_words(known: KnownEvent) -> None:
    """Raise ValueError where an event that is no workout has text."""
    if any(getattr(known.event, name) not in _NO_WORDS for name in _WORDS):
        raise ValueError("the text of an event that is no workout is not to be stored")


def body(event: CalendarEvent) -> str:
    """Everything of an event but its texts, as JSON."""
    return _adapter(CalendarEvent).dump_json(_storable(event), exclude=_WORDS).decode()


def event_of(body_text: str, words_text: str | None) -> CalendarEvent:
    """The event of the two parts that it is kept in."""
    whole = body_text if words_text is None else f"{body_text[:-1]},{words_text[1:]}"
    return from_json(CalendarEvent, whole)


# without the wrapper: this runs for every event of every cycle
_event_json = _adapter(CalendarEvent).serializer.to_json


def fingerprint(known: KnownEvent) -> str:
    """The same for the same content, in whichever zone its times are told."""
    event = known.event
    times = f"{known.is_workout}{_moment(event.start)}{_moment(event.end)}"
    try:
        content = _event_json(event, exclude=_TIMES)
    except PydanticSerializationError:
        content = _NUL
    if _NUL in content:
        content = _adapter(CalendarEvent).dump_json(_storable(event), exclude=_TIMES)
    return blake2b(content + times.encode(), digest_size=16).hexdigest()


def _moment(moment: datetime | date) -> str:
    # seconds since 1970 are found far quicker than a time in UTC is written
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return repr(moment.timestamp())


def _dumped(record: object) -> bytes:
    return _adapter(type(record)).dump_json(record)


def _storable(value: Any) -> Any:
    """The value with clean texts and with its instants in UTC, all the way down."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, tuple):
        return tuple(_storable(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _storable(getattr(value, f.name)) for f in fields(value)})
    return value


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return moment.astimezone(UTC)


def _clean(text: str) -> str:
    # an enum's member is a str too, and must stay one
    if "\0" not in text and (text.isascii() or _has_utf8(text)):
        return text
    whole = text.replace("\0", "\ufffd")
    return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in whole)


def _has_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable() -> StoreError:
    return StoreError(
        "The database holds a row that this program cannot read; restore a backup, or start with a "
        "new database."
    )
