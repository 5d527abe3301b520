"""Google's messages that something in a calendar changed: opened, read and closed.

A message says only that there is something new, may be lost, and ends when its channel does; the
calendar is read as always afterwards, and now and then without any message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import TYPE_CHECKING

from pydantic import AliasGenerator, BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from connectors.errors import SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.failure import CallFailed, Kind

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import Channel as ChannelBody

_LONGEST = timedelta(days=7)
_NO_FORM = "Google's answer is not in the form that it documents; there are no messages for now"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that is open: `token` comes back with each message and proves where it is from."""

    id: str
    resource_id: str
    token: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Nothing that is secret."""
        return f"Channel(expires_at={self.expires_at.isoformat()})"


class MessageState(StrEnum):
    """What a message says."""

    SYNC = "sync"  # the channel was opened
    EXISTS = "exists"  # something changed
    NOT_EXISTS = "not_exists"  # the calendar is gone


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it came in; it has no body."""

    channel_id: str
    token: str
    state: MessageState

    def is_from(self, channel: Channel) -> bool:
        """Whether it came over the channel, told in constant time."""
        same = compare_digest(self.token.encode(), channel.token.encode())
        return same and self.channel_id == channel.id


class _Opened(BaseModel):
    model_config = ConfigDict(alias_generator=AliasGenerator(validation_alias=to_camel))

    resource_id: str
    expiration: int | None = None


def open_channel(  # noqa: PLR0913 (a channel has as many parts)
    client: GoogleClient,
    calendar_id: str,
    *,
    address: str,
    channel_id: str,
    token: str,
    now: datetime,
) -> Channel:
    """Have messages sent to `address`, which has to be https and reachable for Google.

    Raises:
        ConnectorError: Google does not open it; calendars are then read by the clock alone.
    """
    body: ChannelBody = {
        "id": channel_id,
        "type": "web_hook",
        "address": address,
        "token": token,
        "params": {"ttl": str(int(_LONGEST.total_seconds()))},
    }
    watch = client.service.events.watch(calendarId=calendar_id, body=body)
    try:
        opened = _Opened.model_validate(client.run(watch, repeat=False))
    except CallFailed as error:
        raise client.told(error.failure) from None
    except ValidationError:
        raise SourceUnavailable(client.label, _NO_FORM) from None
    ends = now + _LONGEST
    if opened.expiration is not None:
        ends = datetime.fromtimestamp(opened.expiration / 1000, UTC)
    return Channel(channel_id, opened.resource_id, token, ends)


def close_channel(client: GoogleClient, channel: Channel) -> None:
    """Have no more messages sent; one that has ended already is closed, too."""
    body: ChannelBody = {"id": channel.id, "resourceId": channel.resource_id}
    try:
        client.run(client.service.channels.stop(body=body))
    except CallFailed as error:
        if error.failure.kind not in {Kind.MISSING, Kind.GONE}:
            raise client.told(error.failure) from None


def message_in(headers: Mapping[str, str]) -> Message | None:
    """The message that the headers of a request hold, None where they hold none."""
    told = {name.lower(): value for name, value in headers.items()}
    try:
        return Message(
            told["x-goog-channel-id"],
            told.get("x-goog-channel-token", ""),
            MessageState(told["x-goog-resource-state"]),
        )
    except (KeyError, ValueError):
        return None
