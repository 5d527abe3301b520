"""The tables, one set for SQLite and PostgreSQL.

A row is found by its `slot`, a digest, where its name is the text of strangers: neither the length
of an index entry nor a character that PostgreSQL refuses can then get in the way. Bodies are JSON
in plain text.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """An instant, in UTC, as a text that sorts; SQLite's own type would lose the zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of an aware instant; raise ValueError for one without a zone."""
        del dialect
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The instant of a text."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """The instant in UTC, always of the same length; raise ValueError where it has no zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _athlete() -> Column[str]:
    return Column("athlete", Text, ForeignKey("athletes.athlete"), primary_key=True)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _body() -> Column[str]:
    return Column("body", Text, nullable=False)


metadata = MetaData()

athletes = Table(
    "athletes",
    metadata,
    _key("athlete"),
    Column("cycles_begun", Integer, nullable=False),
    Column("plans_held", Integer, nullable=False),
)
leases = Table(
    "leases",
    metadata,
    _athlete(),
    Column("token", Integer, nullable=False),
    Column("holder", Text),
    Column("until", Instant, nullable=False),
)
credentials = Table(
    "credentials",
    metadata,
    _athlete(),
    _key("provider"),
    Column("secret", LargeBinary, nullable=False),
)
sources = Table("sources", metadata, _athlete(), _key("source"), _body())
events = Table(
    "events",
    metadata,
    _athlete(),
    _key("source"),
    _key("slot"),
    Column("is_workout", Boolean, nullable=False),
    Column("fingerprint", Text, nullable=False),
    _body(),
    Column("words", Text),
    # busy time only: no code of ours can slip the text of another event into the database
    CheckConstraint("is_workout OR words IS NULL", name="words_of_workouts_alone"),
)
digests = Table(
    "digests", metadata, _athlete(), _key("source"), Column("digest", Text, nullable=False)
)
items = Table("items", metadata, _athlete(), _key("slot"), _body())
generations = Table("generations", metadata, _athlete(), _key("slot"), _body())
decisions = Table(
    "decisions",
    metadata,
    _athlete(),
    _key("slot"),
    Column("key_slot", Text, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("day", String(10)),
    _body(),
)
cycles = Table(
    "cycles",
    metadata,
    _athlete(),
    _number("id"),
    Column("started_at", Instant, nullable=False),
    _body(),
)
entries = Table(
    "entries",
    metadata,
    _athlete(),
    _number("cycle"),
    _number("position"),
    Column("step", String(16), nullable=False, index=True),
    _body(),
)
held_plans = Table(
    "held_plans",
    metadata,
    _athlete(),
    _number("id"),
    Column("shape_slot", Text, nullable=False),
    Column("released_at", Instant),
    _body(),
)
pauses = Table("pauses", metadata, _athlete(), Column("since", Instant, nullable=False))
schedule = Table(
    "schedule",
    metadata,
    _athlete(),
    Column("next_sync_at", Instant, nullable=False, index=True),
    Column("not_before", Instant),
    Column("asked_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("trouble", String(32), nullable=False),
)
published = Table(
    "published",
    metadata,
    _athlete(),
    _key("feed"),
    Column("made_of", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
feed_addresses = Table(
    "feed_addresses",
    metadata,
    _athlete(),
    _key("feed"),
    # of the token; the secret that it is made of is sealed among the credentials
    Column("digest", String(64), nullable=False, unique=True),
)
channels = Table(
    "channels",
    metadata,
    _athlete(),
    _key("calendar"),
    Column("address", Text, nullable=False),
    Column("channel_id", Text),
    Column("channel_digest", String(64), unique=True),
    Column("resource_id", Text),
    Column("token_digest", String(64)),
    Column("renew_at", Instant, nullable=False),
)
