"""A calendar gets another name in the database; everything kept of it goes along."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from sync_service.store import codec
from sync_service.store.records import Generation, Item, JournalEntry, SourceState
from sync_service.store.rows import upsert
from sync_service.store.tables import digests, entries, events, generations, items, sources


def rename_calendar(connection: Connection, athlete: str, old: str, new: str) -> None:
    """Let everything that was kept under the old key be kept under the new one.

    What was read under the new key is forgotten: it is read again.
    """
    for table in (events, digests):
        of_athlete = table.c.athlete == athlete
        connection.execute(delete(table).where(of_athlete, table.c.source == new))
        renamed = update(table).where(of_athlete, table.c.source == old)
        connection.execute(renamed.values(source=new))
    _rename_source(connection, athlete, old, new)
    _rename_items(connection, athlete, old, new)
    _rename_generations(connection, athlete, old, new)
    _rename_entries(connection, athlete, old, new)


def _rename_source(connection: Connection, athlete: str, old: str, new: str) -> None:
    of_old = (sources.c.athlete == athlete) & (sources.c.source == old)
    body = connection.scalar(select(sources.c.body).where(of_old))
    if body is None:
        return
    state = replace(codec.from_json(SourceState, body), source=new)
    row = {"athlete": athlete, "source": new, "body": codec.to_json(state)}
    connection.execute(upsert(connection, sources), row)
    connection.execute(delete(sources).where(of_old))


def _rename_items(connection: Connection, athlete: str, old: str, new: str) -> None:
    bodies = connection.scalars(select(items.c.body).where(items.c.athlete == athlete)).all()
    for item in (codec.from_json(Item, body) for body in bodies):
        if item.calendar == old:
            slot = items.c.slot == codec.slot(item.key, old)
            connection.execute(delete(items).where(items.c.athlete == athlete, slot))
            body = codec.to_json(replace(item, calendar=new))
            row = {"athlete": athlete, "slot": codec.slot(item.key, new), "body": body}
            connection.execute(upsert(connection, items), row)


def _rename_generations(connection: Connection, athlete: str, old: str, new: str) -> None:
    query = select(generations.c.body).where(generations.c.athlete == athlete)
    for each in [codec.from_json(Generation, body) for body in connection.scalars(query)]:
        if each.calendar == old:
            slot = generations.c.slot == codec.slot(each.key, old)
            connection.execute(delete(generations).where(generations.c.athlete == athlete, slot))
            body = codec.to_json(replace(each, calendar=new))
            row = {"athlete": athlete, "slot": codec.slot(each.key, new), "body": body}
            connection.execute(upsert(connection, generations), row)


def _rename_entries(connection: Connection, athlete: str, old: str, new: str) -> None:
    query = select(entries.c.cycle, entries.c.position, entries.c.body)
    rows = connection.execute(query.where(entries.c.athlete == athlete)).all()
    for cycle, position, body in rows:
        entry = codec.from_json(JournalEntry, body)
        renamed = replace(entry, item=_in(entry.item, old, new), before=_in(entry.before, old, new))
        if renamed != entry:
            this = (entries.c.cycle == cycle) & (entries.c.position == position)
            changed = update(entries).where(entries.c.athlete == athlete, this)
            connection.execute(changed.values(body=codec.to_json(renamed)))


def _in(item: Item | None, old: str, new: str) -> Item | None:
    return replace(item, calendar=new) if item is not None and item.calendar == old else item
