"""Push from the stand-in to a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi
from tests.fakes.talking import Json, Service, refused, talking, timed

TOKEN = {"token": "as the client chose"}


@dataclass
class Receiver:
    """Who listens for messages: the headers and bodies that came, and how it answers."""

    address: str = ""
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        return [headers["x-goog-resource-state"] for headers, _ in self.came]


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.came.append((headers, body))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.address = f"http://127.0.0.1:{server.server_address[1]}/push"
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def watch(events: Service, receiver: Receiver, **more: Any) -> Json:
    body = {"id": "channel-1", "type": "web_hook", "address": receiver.address, **more}
    told: Json = events.watch(calendarId="primary", body=body).execute()
    return told


def test_a_sync_message_comes_first_and_changes_follow(
    server: GoogleCalendar, events: Service, anna: GoogleUi, receiver: Receiver
) -> None:
    channel = watch(events, receiver, **TOKEN)
    anna.put("By hand", server.clock.now())
    events.insert(calendarId="primary", body=timed()).execute()
    events.list(calendarId="primary").execute()
    server.channels.flush()
    assert receiver.states == ["sync", "exists", "exists"]
    assert {body for _, body in receiver.came} == {b""}
    headers, _ = receiver.came[1]
    assert headers["x-goog-channel-id"] == "channel-1"
    assert headers["x-goog-channel-token"] == TOKEN["token"]
    assert headers["x-goog-resource-id"] == channel["resourceId"]
    assert headers["x-goog-message-number"] == "2"
    expires = datetime.fromtimestamp(int(channel["expiration"]) / 1000, server.clock.now().tzinfo)
    assert expires == server.clock.now() + timedelta(days=7)


def test_a_channel_ends_when_it_expires(
    server: GoogleCalendar, events: Service, anna: GoogleUi, receiver: Receiver
) -> None:
    watch(events, receiver, params={"ttl": "600"})
    server.clock.advance(timedelta(seconds=600))
    anna.put("Unheard", server.clock.now())
    server.channels.flush()
    assert receiver.states == ["sync"]


def test_a_stopped_channel_is_silent(
    server: GoogleCalendar, service: Service, events: Service, anna: GoogleUi, receiver: Receiver
) -> None:
    channel = watch(events, receiver)
    body = {"id": channel["id"], "resourceId": "other"}
    assert refused(service.channels().stop(body=body)) == (404, "notFound")
    body["resourceId"] = channel["resourceId"]
    service.channels().stop(body=body).execute()
    anna.put("Unheard", server.clock.now())
    server.channels.flush()
    assert receiver.states == ["sync"]


def test_other_calendars_are_not_heard(
    server: GoogleCalendar, events: Service, anna: GoogleUi, receiver: Receiver
) -> None:
    watch(events, receiver)
    anna.put("Elsewhere", server.clock.now(), calendar_id=anna.new_calendar("Other"))
    server.channels.flush()
    assert receiver.states == ["sync"]


def test_messages_can_be_lost(
    server: GoogleCalendar, events: Service, anna: GoogleUi, receiver: Receiver
) -> None:
    watch(events, receiver)
    server.channels.losing = True
    anna.put("Unheard", server.clock.now())
    server.channels.losing = False
    anna.put("Heard", server.clock.now())
    server.channels.flush()
    numbers = [headers["x-goog-message-number"] for headers, _ in receiver.came]
    assert numbers == ["1", "3"]
    assert server.channels.lost == 1


def test_a_busy_receiver_is_tried_again(
    server: GoogleCalendar, events: Service, receiver: Receiver
) -> None:
    receiver.answers = [503, 200]
    watch(events, receiver)
    server.channels.flush()
    assert receiver.states == ["sync", "sync"]
    assert [message.status for message in server.channels.sent] == [200]


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"id": "not allowed"}, (400, "invalid")),
        ({"type": "carrier_pigeon"}, (400, "invalid")),
        ({"token": "x" * 257}, (400, "invalid")),
    ],
)
def test_channels_that_cannot_be(
    events: Service, wrong: dict[str, str], answer: tuple[int, str]
) -> None:
    body = {"id": "channel-1", "type": "web_hook", "address": "https://example.com/push"} | wrong
    assert refused(events.watch(calendarId="primary", body=body)) == answer


def test_addresses_beyond_loopback_must_be_https(server: GoogleCalendar, anna: GoogleUi) -> None:
    body = {"id": "channel-1", "type": "web_hook", "address": "http://example.com/push"}
    with talking(server, server.credentials(anna.email)) as service:
        request = service.events().watch(calendarId="primary", body=body)
        assert refused(request) == (401, "push.webhookUrlNotHttps")


def test_a_channel_id_serves_once(events: Service, receiver: Receiver) -> None:
    watch(events, receiver)
    body = {"id": "channel-1", "type": "web_hook", "address": receiver.address}
    request = events.watch(calendarId="primary", body=body)
    assert refused(request) == (400, "channelIdNotUnique")
