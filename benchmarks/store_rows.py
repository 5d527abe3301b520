"""The row of the store: what an unchanged cycle costs the database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, delete, event, select
from sqlalchemy.dialects.sqlite import insert

from benchmarks.table import Row, alternately, times_faster
from connectors.calendar_event import CalendarEvent
from sync_service.store import codec
from sync_service.store.database import open_store
from sync_service.store.records import KnownEvent
from sync_service.store.tables import events

_EVENTS = 2000
_FACTOR = 5
_NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def store_rows() -> Iterator[Row]:
    """Measure the target of the store; the rows of both ways are compared first."""
    with tempfile.TemporaryDirectory() as folder:
        yield _unchanged(Path(folder))


def _unchanged(folder: Path) -> Row:
    known = tuple(_workout(number) for number in range(_EVENTS))
    url = f"sqlite:///{folder}/ours.db"
    store = open_store(url, now=_NOW, key_file=folder / "key")

    def ours() -> int:
        with store.writing("Sam") as ledger:
            return ledger.put_events("plan", known)

    if ours() != _EVENTS or ours() != 0:
        raise AssertionError("an unchanged cycle is to write nothing")
    store.backup(folder / "theirs.db")
    theirs = _Upsert(f"sqlite:///{folder}/theirs.db", known)
    rows = theirs.rows()
    theirs.run()
    if len(rows) != _EVENTS or theirs.rows() != rows:
        raise AssertionError("both ways are to leave the same rows")
    reference_s, ours_s = alternately(theirs.run, ours)
    store.close()
    theirs.close()
    return times_faster(f"store {_EVENTS:,} unchanged events", reference_s, ours_s, _FACTOR)


class _Upsert:
    """Every row is written again, in one statement, and what is not among them is deleted."""

    def __init__(self, url: str, known: tuple[KnownEvent, ...]) -> None:
        self._engine = create_engine(url)
        self._known = known
        event.listen(self._engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=WAL"))

    def rows(self) -> list[tuple[object, ...]]:
        with self._engine.connect() as connection:
            found = connection.execute(select(events).order_by(events.c.slot))
            return [tuple(row) for row in found]

    def run(self) -> None:
        statement = insert(events)
        kept = {c.name: statement.excluded[c.name] for c in events.c if not c.primary_key}
        upsert = statement.on_conflict_do_update(index_elements=events.primary_key, set_=kept)
        rows = [_row(each) for each in self._known]
        with self._engine.begin() as connection:
            connection.execute(upsert, rows)
            connection.execute(delete(events).where(events.c.source.not_in(["plan"])))

    def close(self) -> None:
        self._engine.dispose()


def _row(known: KnownEvent) -> dict[str, object]:
    return {
        "athlete": "Sam",
        "source": known.source,
        "slot": codec.slot(known.event.uid, known.event.recurrence_id),
        "is_workout": known.is_workout,
        "fingerprint": codec.fingerprint(known),
        "body": codec.body(known.event),
        "words": codec.words(known),
    }


def _workout(number: int) -> KnownEvent:
    start = _NOW + timedelta(hours=number)
    uid = f"{number}@example.org"
    end = start + timedelta(hours=1)
    made = CalendarEvent(uid, start, end, summary="Easy run", description="Run easy. " * 50)
    return KnownEvent("plan", made, is_workout=True)
