"""One digest over all events of a source: equal where every row of them would be equal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from hashlib import sha256
from marshal import dumps
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from connectors.calendar_event import CalendarEvent
from sync_service.store.records import KnownEvent
from sync_service.store.rows import upsert
from sync_service.store.tables import digests

_TOLD_APART = ("uid", "start", "end", "status", "platform", "handle", "mark", "answer")
_NAMES = tuple(each.name for each in fields(CalendarEvent) if each.name not in _TOLD_APART)
_PLAIN = attrgetter(*_NAMES)
_RICH = attrgetter("platform", "handle", "mark", "answer")
_NOTHING_RICH = (None, None, None, None)
_CANONICAL = 2  # the newest form of marshal without references: equal values have equal bytes


def digest_of(events: Iterable[KnownEvent]) -> str:
    """The same for the same events in whatever order; of two with one name the later counts."""
    by_name = {(each.event.uid, each.event.recurrence_id): _content(each) for each in events}
    content = b"".join(sorted(by_name.values()))
    return sha256(repr(_NAMES).encode() + content).hexdigest()


def _content(known: KnownEvent) -> bytes:
    # an unchanged cycle is mostly this: json takes three times as long
    event = known.event
    rich = _RICH(event)
    content = (
        event.uid,
        known.is_workout,
        _moment(event.start),
        _moment(event.end),
        event.status.value,
        _PLAIN(event),
        None if rich == _NOTHING_RICH else repr(rich),
    )
    try:
        return dumps(content, _CANONICAL)
    except ValueError:  # a text of a class of its own, as libraries make them
        return repr(content).encode("ascii", "backslashreplace")


def stored_digest(connection: Connection, athlete: str, source: str) -> str | None:
    """The digest of the events as they are stored, None where it is not known."""
    return connection.scalar(select(digests.c.digest).where(_of(athlete, source)))


def keep_digest(connection: Connection, athlete: str, source: str, digest: str) -> None:
    """Keep the digest of the events that are stored."""
    row = {"athlete": athlete, "source": source, "digest": digest}
    connection.execute(upsert(connection, digests), row)


def forget_digest(connection: Connection, athlete: str, source: str) -> None:
    """Forget the digest where rows are taken away by other means."""
    connection.execute(delete(digests).where(_of(athlete, source)))


def _of(athlete: str, source: str) -> ColumnElement[bool]:
    return and_(digests.c.athlete == athlete, digests.c.source == source)


def _moment(moment: datetime | date) -> float | str:
    # seconds since 1970: the same instant in whichever zone it is told
    return moment.timestamp() if isinstance(moment, datetime) else moment.isoformat()
