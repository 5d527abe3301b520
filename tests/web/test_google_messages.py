"""Google's messages, from the stand-in to the server, and the channels that they come over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest

from sync_service.everyone import athletes_of
from sync_service.google_at_hand import google_calendars
from sync_service.google_messages import end_messages, keep_messages
from sync_service.google_push import address_of
from sync_service.store.database import Store, open_store
from tests.cli.conftest import Counterpoint
from tests.cli.google import PLAN, TRAINING, Account
from tests.fakes.google_calendar import google_calendar
from tests.web.conftest import Server
from tests.web.test_feeds import statements

NOBODY = '{ kind = "google_calendar", calendar = "nobody@example.org", role = "busy" }'
PATH = "/google/notifications"


@dataclass
class Pushed:
    """Sam's Google account, the daemon's server, and the time."""

    account: Account
    server: Server
    now: datetime

    @property
    def open(self) -> dict[str, str]:
        """The ids of the channels that Google has open, by calendar."""
        return {each.calendar_id: each.id for each in self.account.server.channels.open.values()}

    def public(self, address: str | None) -> None:
        file = self.account.folder / "counterpoint.toml"
        text = file.read_text().partition("# web\n")[2] or file.read_text()
        web = f'[web]\npublic_url = "{address}"\n' if address else ""
        file.write_text(f"{web}# web\n{text}")

    def keep(self) -> list[tuple[str, int]]:
        """What the daemon does after each cycle; returns what it asked Google."""
        self.account.server.forget_calls()
        settings, (sam,) = athletes_of(None)
        google = google_calendars(settings, [sam], self.server.store, self.now)
        keep_messages(sam, settings, google, self.server.store, self.now)
        self.account.server.channels.flush()
        return self.account.asked()

    def change(self) -> None:
        """The athlete moves a workout, and Google says so."""
        tempo = self.account.ids["Tempo run 9 km"]
        self.account.ui.drag(tempo, PLAN["Tempo run 9 km"] + timedelta(hours=1))
        self.account.server.channels.flush()

    def forged(self, **headers: str) -> int:
        return self.server.ask(PATH, "POST", **headers).status


@pytest.fixture
def account(counterpoint: Counterpoint, tmp_path: Path) -> Iterator[Account]:
    with google_calendar() as google:
        yield Account(google, counterpoint, tmp_path)


@pytest.fixture
def store_beside(tmp_path: Path) -> Iterator[Store]:
    key = tmp_path / "counterpoint.key"
    url = f"sqlite:///{tmp_path}/counterpoint.db"
    opened = open_store(url, now=datetime(2026, 1, 4, tzinfo=UTC), key_file=key)
    yield opened
    opened.close()


@pytest.fixture
def pushed(
    account: Account, store_beside: Store, serve: Callable[[Store], Server]
) -> Iterator[Pushed]:
    """An account with a calendar of ours, and a server that Google reaches."""
    account.set_up()
    account.plan()
    account.synced()
    server = serve(store_beside)
    found = Pushed(account, server, account.server.clock.now())
    found.public(server.address)
    yield found
    account.server.channels.flush()


def test_a_change_makes_its_athlete_due(pushed: Pushed) -> None:
    assert pushed.keep() == [("events.watch", 200)] * 2
    assert pushed.open.keys() == pushed.account.server.dump().keys()
    assert pushed.server.due == []
    pushed.change()
    assert pushed.server.due == ["Sam"]
    assert {each.status for each in pushed.account.server.channels.sent} <= {204, 404}
    assert pushed.account.server.channels.sent[-1].status == HTTPStatus.NO_CONTENT


def test_a_change_of_ours_is_told_as_well(pushed: Pushed) -> None:
    pushed.keep()
    suggestion = pushed.account.suggestion()
    own = pushed.account.own_calendar
    pushed.account.ui.respond(suggestion["id"], "accepted", calendar_id=own)
    pushed.account.server.channels.flush()
    assert pushed.server.due == ["Sam"]


def test_with_nothing_to_do_nothing_is_asked(pushed: Pushed) -> None:
    pushed.keep()
    assert pushed.keep() == []
    pushed.now += timedelta(days=5, hours=23)
    assert pushed.keep() == []


def test_a_channel_is_renewed_a_day_before_it_ends(pushed: Pushed) -> None:
    pushed.keep()
    before = pushed.open
    pushed.now += timedelta(days=6, minutes=1)
    pushed.account.server.clock.advance(timedelta(days=6))
    asked = pushed.keep()  # and a new access token
    assert (asked.count(("events.watch", 200)), asked.count(("channels.stop", 204))) == (2, 2)
    assert pushed.open.keys() == before.keys()
    assert not set(pushed.open.values()) & set(before.values())
    pushed.change()
    assert pushed.server.due == ["Sam"]


def test_another_address_opens_them_anew(pushed: Pushed) -> None:
    pushed.keep()
    pushed.public(f"{pushed.server.address}/behind")
    assert pushed.keep() == [("channels.stop", 204)] * 2 + [("events.watch", 200)] * 2


@pytest.mark.parametrize("address", [None, "http://club.example"])
def test_without_an_address_that_google_reaches_there_are_none(
    pushed: Pushed, address: str | None
) -> None:
    pushed.keep()
    pushed.public(address)
    assert pushed.keep() == [("channels.stop", 204)] * 2
    assert pushed.open == {}
    assert pushed.keep() == []


def test_a_calendar_that_is_not_named_any_more_is_not_watched(pushed: Pushed) -> None:
    pushed.keep()
    pushed.account.set_up(sources='{ kind = "ics_feed", address = "plan.ics" }')
    pushed.public(pushed.server.address)
    assert pushed.keep() == [("channels.stop", 204)]
    assert list(pushed.open) == [pushed.account.own_calendar]


def test_where_google_refuses_it_is_asked_again_hours_later(pushed: Pushed) -> None:
    pushed.account.set_up(sources=f"{TRAINING}, {NOBODY}")
    pushed.public(pushed.server.address)
    assert pushed.keep() == [("events.watch", 200)] * 2 + [("events.watch", 404)]
    pushed.now += timedelta(hours=5)
    assert pushed.keep() == []
    pushed.now += timedelta(hours=1)
    assert pushed.keep() == [("events.watch", 404)]


def test_who_is_taken_away_is_not_watched(pushed: Pushed) -> None:
    pushed.keep()
    settings, (sam,) = athletes_of(None)
    google = google_calendars(settings, [sam], pushed.server.store, pushed.now)
    end_messages(sam, google, pushed.server.store)
    assert pushed.open == {}


def test_who_lost_access_is_not_watched_either(pushed: Pushed) -> None:
    pushed.keep()
    (_, (sam,)), known = athletes_of(None), next(iter(pushed.open.values()))
    assert pushed.server.store.channel(known) is not None
    end_messages(sam, None, pushed.server.store)
    assert pushed.server.store.channel(known) is None
    pushed.change()
    assert pushed.server.due == []


def test_a_message_that_is_lost_leaves_it_to_the_clock(pushed: Pushed) -> None:
    pushed.keep()
    pushed.account.server.channels.losing = True
    pushed.change()
    assert pushed.server.due == []
    pushed.account.synced(at=PLAN["Tempo run 9 km"] - timedelta(days=2))


def test_who_forges_a_message_is_told_that_nothing_is_here(pushed: Pushed) -> None:
    pushed.keep()
    channel = next(iter(pushed.account.server.channels.open.values()))
    told = {"X_Goog_Channel_ID": channel.id, "X_Goog_Resource_State": "exists"}
    assert pushed.forged() == 404
    assert pushed.forged(**told) == 404
    assert pushed.forged(**told, X_Goog_Channel_Token=channel.id) == 404
    assert pushed.forged(**(told | {"X_Goog_Channel_ID": "another"})) == 404
    assert pushed.forged(X_Goog_Channel_ID="", X_Goog_Resource_State="exists") == 404
    assert pushed.server.due == []
    right = channel.token or ""
    opened = told | {"X_Goog_Resource_State": "sync"}
    assert pushed.forged(**opened, X_Goog_Channel_Token=right) == 204
    assert pushed.server.due == []  # that a channel was opened is no change
    assert pushed.forged(**told, X_Goog_Channel_Token=right) == 204
    assert pushed.server.due == ["Sam"]


def test_a_forged_message_costs_the_same_work(pushed: Pushed) -> None:
    pushed.keep()
    channel = next(iter(pushed.account.server.channels.open.values()))
    state = {"X_Goog_Resource_State": "exists", "X_Goog_Channel_Token": channel.token or ""}
    work = []
    for name in (channel.id, "another"):
        with statements() as asked:
            pushed.forged(**state, X_Goog_Channel_ID=name)
        work.append(tuple(asked))
    assert work[0]
    assert work[0] == work[1]


def test_no_token_of_a_channel_is_kept(pushed: Pushed) -> None:
    pushed.keep()
    content = b"".join(file.read_bytes() for file in pushed.account.folder.glob("counterpoint.db*"))
    for channel in pushed.account.server.channels.open.values():
        assert (channel.token or "").encode() not in content
        assert channel.id.encode() in content


@pytest.mark.parametrize(
    ("public_url", "address"),
    [
        (None, None),
        ("https://club.example", "https://club.example/google/notifications"),
        ("https://club.example/a/", "https://club.example/a/google/notifications"),
        ("http://club.example", None),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787/google/notifications"),
    ],
)
def test_where_google_is_to_send_its_messages(public_url: str | None, address: str | None) -> None:
    assert address_of(public_url) == address
