"""Google's messages that something changed: channels are kept open, and messages understood.

Messages only make a cycle come sooner. Where there are none, or one is lost, the calendars are
read by the clock as always; so nothing here is an error that a person has to hear of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from connectors.errors import ConnectorError
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.watch import (
    Channel,
    MessageState,
    close_channel,
    message_in,
    open_channel,
)
from sync_service.feed_links import new_token
from sync_service.store.channels import digest_of
from sync_service.store.database import Store
from sync_service.store.records import KeptChannel

PATH = "/google/notifications"
_RENEWED_BEFORE = timedelta(days=1)
_TRIED_AGAIN_AFTER = timedelta(hours=6)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_NOBODY = Channel("", "", digest_of(""), datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Watched:
    """A calendar whose changes are to be told: its key among the athlete's, and Google's id."""

    calendar: str
    calendar_id: str


@dataclass(frozen=True, slots=True)
class News:
    """A message of a channel of ours: whose calendar, and whether there is something to read."""

    athlete: str
    something_changed: bool


def news_of(store: Store, headers: Mapping[str, str]) -> News | None:
    """What the headers of a request tell, None where no open channel of ours sent them.

    The token is compared in constant time, and where there is no such channel with another.
    """
    message = message_in(headers)
    if message is None:
        return None
    found = store.channel(message.channel_id)
    known = _NOBODY if found is None else _channel(found[1])
    # of the token only the digest is kept
    proved = replace(message, token=digest_of(message.token)).is_from(known)
    if found is None or not proved:
        return None
    return News(found[0], message.state is not MessageState.SYNC)


def address_of(public_url: str | None) -> str | None:
    """Where Google is to send its messages; None where it could not reach it.

    Plain http is taken for this machine alone, where a stand-in may send them.
    """
    if public_url is None:
        return None
    parts = urlsplit(public_url)
    reachable = parts.scheme == "https" or parts.hostname in _LOOPBACK
    return f"{public_url.rstrip('/')}{PATH}" if reachable else None


@dataclass(frozen=True, slots=True)
class PushAccount:
    """Whose channels these are, and by whom Google is asked; nobody where access has ended."""

    store: Store
    athlete: str
    client: GoogleClient | None


def keep_channels(
    account: PushAccount, watched: Iterable[Watched], address: str | None, now: datetime
) -> None:
    """Let there be an open channel for each of these calendars, and for no other.

    With nothing to do, Google is asked nothing. A channel that was refused is asked for again
    hours later; one is renewed a day before it ends. Without an `address` there are none.
    """
    wanted = {each.calendar: each for each in watched} if address else {}
    kept = _kept(account)
    for name in sorted(kept.keys() - wanted.keys()):
        _close(account, kept[name])
    for name, each in wanted.items():
        known = kept.get(name)
        if address and account.client and (known is None or _is_due(known, address, now)):
            _open(account, account.client, each, _Opening(address, now, known))


def close_channels(account: PushAccount) -> None:
    """Have no more messages sent about an athlete; those that still come are not understood."""
    for each in _kept(account).values():
        _close(account, each)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where the messages go, and in place of which channel."""

    address: str
    now: datetime
    before: KeptChannel | None


def _kept(account: PushAccount) -> dict[str, KeptChannel]:
    with account.store.reading(account.athlete) as ledger:
        return {each.calendar: each for each in ledger.channels()}


def _is_due(known: KeptChannel, address: str, now: datetime) -> bool:
    return known.address != address or known.renew_at <= now


def _open(account: PushAccount, client: GoogleClient, watched: Watched, how: _Opening) -> None:
    """Open before the former one is closed, so that nothing is missed in between."""
    now, token = how.now, new_token()
    try:
        opened = open_channel(
            client,
            watched.calendar_id,
            address=how.address,
            channel_id=new_token(),
            token=token,
            now=now,
        )
    except ConnectorError:
        refused = KeptChannel(watched.calendar, how.address, None, None, None, now)
        later = now + _TRIED_AGAIN_AFTER
        _keep(account, replace(how.before or refused, address=how.address, renew_at=later))
        return
    lasts = opened.expires_at - now
    renew_at = now + max(lasts - _RENEWED_BEFORE, lasts / 2)
    named = opened.id, opened.resource_id, digest_of(token)
    _keep(account, KeptChannel(watched.calendar, how.address, *named, renew_at))
    if how.before is not None:
        _stop(client, how.before)


def _keep(account: PushAccount, kept: KeptChannel) -> None:
    with account.store.writing(account.athlete) as ledger:
        ledger.put_channel(kept)


def _close(account: PushAccount, kept: KeptChannel) -> None:
    with account.store.writing(account.athlete) as ledger:
        ledger.remove_channel(kept.calendar)
    if account.client is not None:
        _stop(account.client, kept)


def _stop(client: GoogleClient, kept: KeptChannel) -> None:
    if kept.channel_id is not None:
        with suppress(ConnectorError):  # it ends by itself, and its messages are not understood
            close_channel(client, _channel(kept))


def _channel(kept: KeptChannel) -> Channel:
    """The channel as Google knows it, but for its token: in its place stands the digest."""
    named = kept.channel_id or "", kept.resource_id or "", kept.token_digest or digest_of("")
    return Channel(*named, kept.renew_at)
