"""The feeds that others subscribe to, and the addresses that they are found at."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from sync_service.feed_links import token_of
from sync_service.store.records import FeedAddress, FeedName, PublishedFeed
from sync_service.store.rows import upsert
from sync_service.store.tables import feed_addresses, published

_NOBODY = ""  # no athlete has this name
_NO_DIGEST = "-" * 64


def made_of(connection: Connection, athlete: str) -> Mapping[FeedName, str]:
    """What each feed is made of, without its content."""
    query = select(published.c.feed, published.c.made_of).where(published.c.athlete == athlete)
    return {FeedName(row.feed): row.made_of for row in connection.execute(query)}


def published_feed(connection: Connection, athlete: str, name: FeedName) -> PublishedFeed | None:
    """A feed as it is served, None before the first cycle."""
    found = connection.execute(select(published).where(_of(athlete, name))).one_or_none()
    if found is None:
        return None
    return PublishedFeed(name, bytes(found.content), found.made_of, found.digest, found.changed_at)


def put_feed(connection: Connection, athlete: str, feed: PublishedFeed) -> None:
    """Serve this from now on."""
    row = {
        "athlete": athlete,
        "feed": feed.name.value,
        "made_of": feed.made_of,
        "digest": feed.digest,
        "changed_at": feed.changed_at,
        "content": feed.content,
    }
    connection.execute(upsert(connection, published), row)


def remove_feeds(connection: Connection, athlete: str) -> None:
    """Serve nothing of the athlete any more."""
    connection.execute(delete(published).where(published.c.athlete == athlete))


def put_addresses(connection: Connection, athlete: str, secret: str) -> None:
    """Let each feed be found by its token of this secret, and by no former one."""
    for name in FeedName:
        token = token_of(secret, name)
        row = {"athlete": athlete, "feed": name.value, "digest": _digest(token)}
        connection.execute(upsert(connection, feed_addresses), row)


def remove_addresses(connection: Connection, athlete: str) -> None:
    """Let no feed be found by any token."""
    connection.execute(delete(feed_addresses).where(feed_addresses.c.athlete == athlete))


def feed_at(connection: Connection, token: str, name: FeedName) -> FeedAddress | None:
    """What stands at an address, None where it is not in force.

    A token that nobody has, or that is of another feed, costs the same statements as one
    that is known, and what decides is compared in constant time: how long the answer takes tells
    nothing.
    """
    digest = _digest(token)
    query = select(feed_addresses).where(feed_addresses.c.digest == digest)
    found = connection.execute(query).one_or_none()
    athlete, kept = _NOBODY, _NO_DIGEST
    if found is not None and found.feed == name.value:
        athlete, kept = found.athlete, found.digest
    feed = published_feed(connection, athlete, name)
    return FeedAddress(athlete, feed) if compare_digest(kept, digest) else None


def _digest(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def _of(athlete: str, name: FeedName) -> ColumnElement[bool]:
    return and_(published.c.athlete == athlete, published.c.feed == name.value)
