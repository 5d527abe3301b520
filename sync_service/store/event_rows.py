"""The events of a source: only what differs from what is stored is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, select

from sync_service.store import codec
from sync_service.store.digest import digest_of, forget_digest, keep_digest, stored_digest
from sync_service.store.records import KnownEvent
from sync_service.store.rows import upsert
from sync_service.store.tables import events


def stored_events(connection: Connection, athlete: str, source: str | None) -> list[KnownEvent]:
    """The events of a source, or of all, in order of source, start and name."""
    query = select(events.c.source, events.c.is_workout, events.c.body, events.c.words)
    query = query.where(events.c.athlete == athlete)
    if source is not None:
        query = query.where(events.c.source == source)
    found = (
        KnownEvent(row.source, codec.event_of(row.body, row.words), row.is_workout)
        for row in connection.execute(query)
    )
    return sorted(found, key=_place)


def put_events(
    connection: Connection, athlete: str, source: str, events_now: Iterable[KnownEvent]
) -> int:
    """Let exactly these events be stored; return how many rows were written or taken away.

    Where the digest of all is the stored one, no row is looked at.
    """
    given = tuple(events_now)
    digest, stored = digest_of(given), stored_digest(connection, athlete, source)
    if digest == stored:
        return 0
    touched = _put_differences(connection, athlete, source, given)
    if touched or stored is None:
        keep_digest(connection, athlete, source, digest)
    return touched


def _put_differences(
    connection: Connection, athlete: str, source: str, given: tuple[KnownEvent, ...]
) -> int:
    now = {_slot(known): known for known in given}
    prints = {slot: _checked_fingerprint(known) for slot, known in now.items()}
    before = _fingerprints(connection, athlete, source)
    changed = [slot for slot, value in prints.items() if before.get(slot) != value]
    gone = [slot for slot in before if slot not in prints]
    rows = [_row(athlete, source, slot, now[slot], prints[slot]) for slot in changed]
    if rows:
        connection.execute(upsert(connection, events), rows)
    _delete(connection, athlete, source, gone)
    return len(rows) + len(gone)


def _slot(known: KnownEvent) -> str:
    return codec.slot(known.event.uid, known.event.recurrence_id)


def _checked_fingerprint(known: KnownEvent) -> str:
    if not known.is_workout:
        codec.refuse_words(known)
    return codec.fingerprint(known)


def _fingerprints(connection: Connection, athlete: str, source: str) -> dict[str, str]:
    query = select(events.c.slot, events.c.fingerprint).where(
        events.c.athlete == athlete, events.c.source == source
    )
    return {slot: value for slot, value in connection.execute(query)}  # noqa: C416 rows are no pairs


def _row(
    athlete: str, source: str, slot: str, known: KnownEvent, fingerprint: str
) -> dict[str, object]:
    return {
        "athlete": athlete,
        "source": source,
        "slot": slot,
        "is_workout": known.is_workout,
        "fingerprint": fingerprint,
        "body": codec.body(known.event),
        "words": codec.words(known),
    }


def _delete(connection: Connection, athlete: str, source: str, slots: list[str]) -> None:
    if slots:
        statement = delete(events).where(
            events.c.athlete == athlete,
            events.c.source == source,
            events.c.slot == bindparam("gone"),
        )
        connection.execute(statement, [{"gone": slot} for slot in slots])


def _place(known: KnownEvent) -> tuple[str, str, float, str, str]:
    event = known.event
    start: datetime | date = event.start
    second = start.timestamp() if isinstance(start, datetime) else 0.0
    day = start.date() if isinstance(start, datetime) else start
    return known.source, day.isoformat(), second, event.uid, event.recurrence_id or ""


def forget_ended(connection: Connection, athlete: str, before: datetime) -> None:
    """Forget events that ended before an instant."""
    for known in stored_events(connection, athlete, None):
        end = known.event.end
        if (end < before) if isinstance(end, datetime) else (end < before.date()):
            _delete(connection, athlete, known.source, [_slot(known)])
            forget_digest(connection, athlete, known.source)
