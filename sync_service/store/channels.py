"""The channels over which Google tells that something in a calendar changed."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, Row, delete, select

from sync_service.store.records import KeptChannel
from sync_service.store.rows import upsert
from sync_service.store.tables import channels


def digest_of(text: str) -> str:
    """The digest under which a secret or a stranger's word is looked for."""
    return sha256(text.encode(errors="replace")).hexdigest()


def channels_of(connection: Connection, athlete: str) -> tuple[KeptChannel, ...]:
    """The channels of an athlete, by calendar."""
    query = select(channels).where(channels.c.athlete == athlete).order_by(channels.c.calendar)
    return tuple(_kept(row) for row in connection.execute(query))


def put_channel(connection: Connection, athlete: str, kept: KeptChannel) -> None:
    """Keep a channel in place of the calendar's former one."""
    row = {
        "athlete": athlete,
        "calendar": kept.calendar,
        "address": kept.address,
        "channel_id": kept.channel_id,
        "channel_digest": digest_of(kept.channel_id) if kept.channel_id else None,
        "resource_id": kept.resource_id,
        "token_digest": kept.token_digest,
        "renew_at": kept.renew_at,
    }
    connection.execute(upsert(connection, channels), row)


def remove_channel(connection: Connection, athlete: str, calendar: str) -> None:
    """Forget the channel of a calendar."""
    ours = (channels.c.athlete == athlete) & (channels.c.calendar == calendar)
    connection.execute(delete(channels).where(ours))


def channel_named(connection: Connection, channel_id: str) -> tuple[str, KeptChannel] | None:
    """The channel with this id, and whose it is."""
    query = select(channels).where(channels.c.channel_digest == digest_of(channel_id))
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.athlete, _kept(row))


def _kept(row: Row[tuple[object, ...]]) -> KeptChannel:
    return KeptChannel(
        row.calendar, row.address, row.channel_id, row.resource_id, row.token_digest, row.renew_at
    )
