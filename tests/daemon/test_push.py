"""Google's messages through the daemon: opened after a cycle, heeded, renewed, ended, and lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sync_service.daemon.daemon import Daemon, Surroundings
from sync_service.daemon.network import Network
from sync_service.daemon.roster import roster_of
from sync_service.metrics import Metrics
from sync_service.store.database import Store, open_store
from sync_service.store.schedule import Trouble
from sync_service.web import WebState, serving, web_app
from tests.cli.conftest import Counterpoint, counterpoint
from tests.cli.google import MORNING, PLAN, SAM, Account
from tests.fakes.google_calendar import ApiError, Fault, Kind, google_calendar

__all__ = ["counterpoint"]

MINUTE = timedelta(minutes=1)
SETTINGS = """
jitter_percent = 0
[google]
api_root = "{root}"
[web]
public_url = "{public}"
"""
ATHLETE = """
name = "Sam"
time_zone = "Europe/Berlin"
sources = [{ kind = "google_calendar" }]
write_to = { kind = "google_calendar" }
"""


@dataclass
class Pushed:
    """A daemon on the clock of the stand-in, and its server, which Google reaches."""

    account: Account
    store: Store
    daemon: Daemon
    address: str

    @property
    def now(self) -> datetime:
        return self.account.server.clock.now()

    def turn(self, later: timedelta = timedelta(seconds=1)) -> int:
        """Let time pass and messages come; returns how many cycles there were up to then."""
        self.account.server.clock.advance(later)
        self.account.server.channels.flush()
        self.daemon.turn()
        assert self.daemon.settle(60)
        self.account.server.channels.flush()
        with self.store.reading("Sam") as ledger:
            return len(ledger.cycles(100))

    def quiet(self) -> int:
        """Turn until nobody is due; what we write ourselves is told to us as well."""
        before, now = 0, self.turn()
        for _ in range(5):
            if before == now:
                return now
            before, now = now, self.turn()
        raise AssertionError("our own changes keep us busy")

    def drag(self, hours: int = 1) -> None:
        """The athlete moves a workout."""
        tempo = self.account.ids["Tempo run 9 km"]
        self.account.ui.drag(tempo, PLAN["Tempo run 9 km"] + timedelta(hours=hours))

    def channels(self) -> dict[str, str]:
        """The calendars that are watched, and the channels."""
        return {each.calendar_id: each.id for each in self.account.server.channels.open.values()}

    def public(self, url: str) -> None:
        text = SETTINGS.format(root=self.account.server.api_root, public=url)
        (self.account.folder / "counterpoint.toml").write_text(text, encoding="utf-8")


def opened(folder: Path) -> Store:
    key = folder / "counterpoint.key"
    return open_store(f"sqlite:///{folder}/counterpoint.db", now=MORNING, key_file=key)


@pytest.fixture
def pushed(counterpoint: Counterpoint, tmp_path: Path) -> Iterator[Pushed]:
    """Sam stands in the database, connected, with a week of workouts; a first cycle is done."""
    with ExitStack() as stack:
        google = stack.enter_context(google_calendar())
        google.clock.hold(MORNING)
        account = Account(google, counterpoint, tmp_path)
        account.plan()
        store = stack.enter_context(closing(opened(tmp_path)))
        metrics = Metrics()

        def due(athlete: str) -> None:
            store.ask(athlete, google.clock.now())

        state = WebState(
            store=store,
            registry=metrics.registry,
            clock=google.clock.now,
            started_at=MORNING,
            last_cycle=lambda: None,
            stale_after=timedelta(hours=1),
            due=due,
        )
        address = stack.enter_context(serving(web_app(state), "127.0.0.1", 0))
        text = SETTINGS.format(root=google.api_root, public=address)
        (tmp_path / "counterpoint.toml").write_text(text, encoding="utf-8")
        (tmp_path / "sam.toml").write_text(ATHLETE, encoding="utf-8")
        (tmp_path / "sam.json").write_text(json.dumps(google.authorized_user(SAM)))
        assert counterpoint("athlete", "add", "sam.toml").status == 0
        assert counterpoint("auth", "google", "--import", "sam.json").status == 0
        network = Network(metrics.heard)
        around = Surroundings(clock=google.clock.now, metrics=metrics)
        daemon = Daemon(store, lambda kept: roster_of(None, network, kept), around)
        daemon.start()
        found = Pushed(account, store, daemon, address)
        assert found.turn() == 1
        yield found
        assert daemon.stop(60)


def test_a_message_makes_the_next_cycle_sooner(pushed: Pushed) -> None:
    watched = pushed.channels()
    assert watched.keys() == pushed.account.server.dump().keys()
    assert len(watched) == 2  # the athlete's calendar, and the one that we made
    before = pushed.quiet()
    pushed.drag()
    assert pushed.turn() == before + 1
    quiet = pushed.quiet()
    assert quiet <= before + 2
    pushed.account.server.forget_calls()
    assert pushed.turn(14 * MINUTE) == quiet
    assert pushed.account.asked() == []
    assert pushed.turn(MINUTE) == quiet + 1  # and the poll goes on besides
    assert pushed.channels() == watched


def test_what_is_lost_is_found_by_the_poll(pushed: Pushed) -> None:
    before = pushed.quiet()
    pushed.account.server.channels.losing = True
    pushed.drag()
    notes = pushed.account.ours()
    assert pushed.turn(10 * MINUTE) == before
    assert pushed.account.ours() == notes
    assert pushed.turn(5 * MINUTE) == before + 1
    assert pushed.account.server.channels.lost > 0
    assert pushed.account.ours() != notes


def test_channels_are_renewed_before_they_end(pushed: Pushed) -> None:
    pushed.quiet()
    before = pushed.channels()
    pushed.turn(timedelta(days=6, minutes=1))
    after = pushed.channels()
    assert after.keys() == before.keys()
    assert not {*after.values()} & {*before.values()}
    cycles = pushed.quiet()
    pushed.drag(hours=24 * 7)
    assert pushed.turn() == cycles + 1


@pytest.mark.parametrize("fate", ["--purge", "--keep"])
def test_nobody_hears_of_who_was_removed(
    pushed: Pushed, counterpoint: Counterpoint, fate: str
) -> None:
    before = pushed.quiet()
    (channel, *_) = pushed.account.server.channels.open.values()
    removed = counterpoint("athlete", "remove", "Sam", fate)
    assert removed.status == 0, removed.err
    assert pushed.channels() == {}
    assert pushed.store.channel(channel.id) is None
    pushed.daemon.follow()
    pushed.account.server.channels.open[channel.id] = channel  # as if the end had been lost
    pushed.drag()
    assert pushed.turn(60 * MINUTE) == (before if fate == "--keep" else 0)
    assert pushed.account.server.channels.sent[-1].status == 404


def test_an_address_of_the_world_wide_web_is_watched_from(pushed: Pushed) -> None:
    pushed.quiet()
    pushed.account.server.channels.losing = True  # nobody is there
    for url, watched in (("https://club.example/base/", 2), ("http://club.example", 0)):
        pushed.public(url)
        pushed.daemon.reload()
        pushed.turn(15 * MINUTE)
        told = [each.address for each in pushed.account.server.channels.open.values()]
        assert told == ["https://club.example/base/google/notifications"] * watched


def test_a_refusal_to_watch_troubles_no_cycle(pushed: Pushed) -> None:
    """Without the messages everything goes on by the clock."""
    before = pushed.quiet()
    error = ApiError(401, "push.webhookUrlUnauthorized", "No.")
    faults = pushed.account.server.faults
    faults.script(Fault(Kind.ERROR_BEFORE, "events.watch", error, times=2))
    pushed.public("https://club.example")
    pushed.daemon.reload()
    assert pushed.turn(15 * MINUTE) == before + 1
    assert not faults.waiting
    pushed.account.server.channels.losing = True
    assert pushed.turn(15 * MINUTE) == before + 2
    with pushed.store.reading("Sam") as ledger:
        found = ledger.appointment()
        assert found is not None
        assert (found.trouble, found.failures) == (Trouble.NONE, 0)
