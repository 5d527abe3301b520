"""Push: events.watch, channels.stop, and the messages to the addresses that were given."""

from __future__ import annotations

import queue
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Thread
from zlib import crc32

import urllib3

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import Call, calendar_of
from tests.fakes.google_calendar.problems import ApiError, Json
from tests.fakes.google_calendar.state import World

DEFAULT_LIFE = timedelta(seconds=604_800)
TRIES, ANSWER_WITHIN_S = 3, 5.0
_ID = re.compile(r"[A-Za-z0-9\-_+/=]{1,64}")
_LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


@dataclass
class Channel:
    """Somebody who wants to hear of a calendar."""

    id: str
    calendar_id: str
    resource_id: str
    resource_uri: str
    address: str
    token: str | None
    expires: datetime
    client_id: str
    messages: int = 0


@dataclass(frozen=True)
class Message:
    """A message that was sent: its headers, and the status that it was answered with."""

    address: str
    headers: Mapping[str, str]
    status: int | None


@dataclass
class Channels:
    """The channels that are open, and a thread that delivers."""

    world: World
    root: str = ""
    open: dict[str, Channel] = field(default_factory=dict)
    sent: list[Message] = field(default_factory=list)
    losing: bool = False  # messages are made and never arrive, as the guide warns
    lost: int = 0
    _outbox: queue.Queue[tuple[str, dict[str, str]] | None] = field(default_factory=queue.Queue)
    _thread: Thread | None = None

    def watch(self, call: Call) -> Json:
        calendar = calendar_of(self.world, call)
        told = call.body
        self._check(told)
        channel = Channel(
            told["id"],
            calendar.id,
            f"r{crc32(calendar.id.encode()):08x}",
            f"{self.root}calendar/v3/calendars/{calendar.id}/events?alt=json",
            told["address"],
            told.get("token"),
            self._expiry(told),
            call.grant.client_id,
        )
        self.open[channel.id] = channel
        self._say(channel, "sync")
        answer: Json = {
            "kind": "api#channel",
            "id": channel.id,
            "resourceId": channel.resource_id,
            "resourceUri": channel.resource_uri,
            "expiration": str(int(channel.expires.timestamp() * 1000)),
        }
        return answer | ({"token": channel.token} if channel.token else {})

    def stop(self, call: Call) -> None:
        channel = self.open.get(call.body.get("id", ""))
        if channel is None or channel.resource_id != call.body.get("resourceId"):
            message = f"Channel '{call.body.get('id')}' not found for project"
            raise ApiError(404, "notFound", message)
        del self.open[channel.id]

    def tell(self, calendar_id: str) -> None:
        """A calendar has changed: one message for each channel on it that has not expired."""
        now = self.world.clock.now()
        for channel in [*self.open.values()]:
            if channel.expires <= now:
                del self.open[channel.id]
            elif channel.calendar_id == calendar_id:
                self._say(channel, "exists")

    def flush(self) -> None:
        """Wait until all messages are delivered or given up."""
        self._outbox.join()

    def start(self) -> None:
        self._thread = Thread(target=self._deliver_all, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._outbox.put(None)
        if self._thread is not None:
            self._thread.join()

    def _check(self, told: Json) -> None:
        if not told.get("id") or _ID.fullmatch(told["id"]) is None:
            raise problems.invalid("Invalid channel id.")
        if told.get("type") not in {"web_hook", "webhook"}:
            raise problems.invalid("Unknown channel type.")
        if len(told.get("token") or "") > 256:
            raise problems.invalid("Channel token is too long.")
        address = told.get("address") or ""
        if not address.startswith(("https://", *_LOOPBACK)):
            message = "WebHook callback must be HTTPS: " + address
            raise ApiError(401, "push.webhookUrlNotHttps", message)
        if told["id"] in self.open:
            raise ApiError(400, "channelIdNotUnique", f"Channel id {told['id']} not unique")

    def _expiry(self, told: Json) -> datetime:
        now = self.world.clock.now()
        wanted = told.get("expiration")
        if wanted is not None:
            return min(datetime.fromtimestamp(int(wanted) / 1000, UTC), now + DEFAULT_LIFE)
        ttl = (told.get("params") or {}).get("ttl")
        return now + (min(timedelta(seconds=int(ttl)), DEFAULT_LIFE) if ttl else DEFAULT_LIFE)

    def _say(self, channel: Channel, state: str) -> None:
        channel.messages += 1
        headers = {
            "X-Goog-Channel-ID": channel.id,
            "X-Goog-Channel-Expiration": format_datetime(channel.expires, usegmt=True),
            "X-Goog-Resource-ID": channel.resource_id,
            "X-Goog-Resource-URI": channel.resource_uri,
            "X-Goog-Resource-State": state,
            "X-Goog-Message-Number": str(channel.messages),
            "Content-Length": "0",
        }
        if channel.token is not None:
            headers["X-Goog-Channel-Token"] = channel.token
        if self.losing:
            self.lost += 1
            return
        self._outbox.put((channel.address, headers))

    def _deliver_all(self) -> None:
        with urllib3.PoolManager(retries=False, timeout=ANSWER_WITHIN_S) as pool:
            while (message := self._outbox.get()) is not None:
                self._deliver(pool, *message)
                self._outbox.task_done()
        self._outbox.task_done()

    def _deliver(self, pool: urllib3.PoolManager, address: str, headers: dict[str, str]) -> None:
        """Tried again after 500, 502, 503 and 504 or no answer, as the guide says."""
        status = None
        for _ in range(TRIES):
            with suppress(urllib3.exceptions.HTTPError):
                status = pool.request("POST", address, headers=headers).status
            if status not in {None, 500, 502, 503, 504}:
                break
        self.sent.append(Message(address, headers, status))
