"""One daemon on a clock of its own: who is due, who is told what, who waits for whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog

from sync_service.daemon.cycles import Cycles
from sync_service.daemon.daemon import Daemon, Surroundings
from sync_service.daemon.network import Network
from sync_service.daemon.notices import Notices
from sync_service.daemon.options import DaemonOptions
from sync_service.daemon.pace import Pace
from sync_service.daemon.queue import SLOW
from sync_service.daemon.reporting import Reporting
from sync_service.daemon.roster import Roster, roster_of
from sync_service.daemon.store_watch import StoreWatch
from sync_service.daemon.telling import Telling
from sync_service.errors import SettingsError, StoreError
from sync_service.holding import holding
from sync_service.job import Job
from sync_service.metrics import Metrics
from sync_service.status import status_of
from sync_service.store.database import Store, open_store
from sync_service.store.records import CycleKind
from sync_service.store.schedule import Appointment, Trouble
from tests.daemon.feeds import Feeds
from tests.daemon.processes import settings
from tests.planted import betrayed

MINUTE = timedelta(minutes=1)
TITLES = ("Heavy squats 5x5", "Tempo run 9 km", "Easy run 6 km", "Long run 20 km") * 2


class House:
    """A daemon, its clock, and everything that it says."""

    def __init__(self, folder: Path, store: Store, log: StringIO, workers: int = 4) -> None:
        self.now = datetime.now(UTC)
        self.folder = folder
        self._workers = workers
        self.store = store
        self.notices: Queue[str] = Queue()
        self._log = log
        metrics = Metrics()
        self.network = Network(metrics.heard, self.now_s)
        around = Surroundings(clock=lambda: self.now, metrics=metrics, send=self._send)
        self.daemon = Daemon(store, self.roster, around)
        self.daemon.start()

    def now_s(self) -> float:
        return self.now.timestamp()

    def turn(self, later: timedelta = timedelta()) -> None:
        """Let time pass, and everyone who is due be looked after."""
        self.now += later
        self.daemon.turn()
        assert self.daemon.settle(60)

    def appointment(self, athlete: str = "sam") -> Appointment:
        with self.store.reading(athlete) as ledger:
            found = ledger.appointment()
        assert found is not None
        return found

    def cycles(self, athlete: str = "sam") -> int:
        with self.store.reading(athlete) as ledger:
            return len(ledger.cycles(100))

    def said(self, event: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self._log.getvalue().splitlines()]
        return [each for each in lines if each["event"] == event]

    def metric(self, name: str, **labels: str) -> float | None:
        return self.daemon.metrics.registry.get_sample_value(f"counterpoint_{name}", labels)

    def roster(self, store: Store) -> Roster:
        found = roster_of(self.folder / "counterpoint.toml", self.network, store)
        topics = frozenset({"reauthorization", "held", "digest"})
        options = DaemonOptions(jitter_share=0, workers=self._workers, notify_on=topics)
        return replace(found, options=options)

    def _send(self, _title: str, text: str) -> bool:
        self.notices.put(text)
        return "held" not in text


@pytest.fixture
def log() -> Iterator[StringIO]:
    stream = StringIO()
    with structlog.testing.capture_logs():  # puts the former configuration back at its end
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.JSONRenderer(),
            ],
            logger_factory=structlog.WriteLoggerFactory(stream),
        )
        yield stream
        assert betrayed(stream.getvalue()) == []


@contextmanager
def read_only(file: Path) -> Iterator[None]:
    """A database that can be read and not written, as another program writes it all the time."""
    with closing(_unopened(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def impatient(feeds: Feeds, tmp_path: Path, log: StringIO) -> Iterator[House]:
    """A house that waits for no other writer of its database."""
    feeds.show("sam", *TITLES)
    feeds.show("alex", *TITLES)
    settings(tmp_path, feeds, "sam", "alex")
    url, key = f"sqlite:///{tmp_path}/counterpoint.db?timeout=0.01", tmp_path / "counterpoint.key"
    with closing(open_store(url, now=datetime.now(UTC), key_file=key)) as store:
        found = House(tmp_path, store, log, workers=1)
        yield found
        assert found.daemon.stop(60)


@pytest.fixture
def house(feeds: Feeds, tmp_path: Path, log: StringIO) -> Iterator[House]:
    feeds.show("sam", *TITLES)
    feeds.show("alex", *TITLES)
    settings(tmp_path, feeds, "sam", "alex")
    url, key = f"sqlite:///{tmp_path}/counterpoint.db", tmp_path / "counterpoint.key"
    with closing(open_store(url, now=datetime.now(UTC), key_file=key)) as store:
        found = House(tmp_path, store, log)
        yield found
        assert found.daemon.stop(60)


def test_everyone_comes_every_interval_and_at_once_when_asked(house: House) -> None:
    house.turn()
    assert (house.cycles("sam"), house.cycles("alex")) == (1, 1)
    assert house.appointment() == Appointment(house.now + 15 * MINUTE)
    house.turn(14 * MINUTE)
    assert house.cycles() == 1
    house.turn(MINUTE)
    assert house.cycles() == 2
    house.store.ask("sam", house.now)
    house.turn()
    assert (house.cycles("sam"), house.cycles("alex")) == (3, 2)


def test_who_is_held_elsewhere_is_left_quietly_and_looked_at_again(house: House) -> None:
    with holding(house.store, "sam", lambda: house.now):
        house.turn()
        assert (house.cycles("sam"), house.cycles("alex")) == (0, 1)
        assert house.metric("skipped_total") == 1
        house.turn(MINUTE / 4)
        assert house.metric("skipped_total") == 1  # it rests
    house.turn(MINUTE)
    assert house.cycles("sam") == 1
    assert [each["event"] for each in house.said("cycle")] == ["cycle", "cycle"]


def test_a_server_that_asks_for_an_hour_gets_it_in_spite_of_pushes(
    house: House, feeds: Feeds
) -> None:
    feeds.failing["/sam.ics"], feeds.retry_after_s["/sam.ics"] = 503, 3600
    house.turn()
    found = house.appointment()
    assert found.trouble is Trouble.RETRY_LATER
    assert found.not_before == found.next_sync_at == house.now + 60 * MINUTE
    house.store.ask("sam", house.now)
    house.turn(59 * MINUTE)
    assert house.cycles() == 1
    feeds.failing.clear()
    house.turn(MINUTE)
    assert house.cycles() == 2
    assert house.said("all is well again")[0]["was"] == "retry_later"


def test_lost_access_is_told_once_and_tried_seldom(house: House) -> None:
    file = house.folder / "counterpoint.toml"
    google = 'kind = "google_calendar", calendar = "primary"'
    text = file.read_text(encoding="utf-8")
    start = text.index('kind = "ics_feed"')
    file.write_text(text[:start] + google + text[text.index(" }", start) :], encoding="utf-8")
    house.daemon.reload()
    for _ in range(13):
        house.turn(60 * MINUTE)
    assert house.appointment().trouble is Trouble.NEEDS_REAUTHORIZATION
    assert house.cycles("sam") == 3
    assert house.cycles("alex") == 13
    assert len(house.said("needs reauthorization")) == 1
    assert house.metric("reauthorizations_total") == 1
    assert house.notices.get(timeout=60).startswith("sam: Google Calendar: no account")
    assert house.notices.empty()
    house.daemon.count()
    assert house.metric("athletes", state="needs_reauthorization") == 1


def test_a_held_plan_is_told_once_and_a_notice_that_fails_is_counted(
    house: House, feeds: Feeds
) -> None:
    house.turn()
    feeds.show("sam")
    house.turn(15 * MINUTE)
    house.turn(15 * MINUTE)
    assert house.metric("holds_total") == 1
    assert len(house.said("held")) == 1
    text = house.notices.get(timeout=60)
    assert "came back empty" in text
    assert "squats" not in text
    house.daemon.tell_the_week()
    week = house.notices.get(timeout=60)
    assert week.startswith("The last seven days: 2 athletes, 6 cycles, ")
    assert "2 cycles held back, 0 with trouble" in week
    assert house.metric("notices_failed_total") == 2.0 - ("held" not in week)


def test_troubles_that_take_turns_are_each_told_once(house: House, feeds: Feeds) -> None:
    """A feed that comes back empty and not at all by turns, until it is well."""
    house.turn()
    for _ in range(3):
        feeds.show("sam")
        house.turn(15 * MINUTE)
        feeds.failing["/sam.ics"] = 404
        house.turn(15 * MINUTE)
        feeds.failing.clear()
        house.store.ask("sam", house.now)
    assert len(house.said("held")) == 1
    assert [each["kind"] for each in house.said("trouble")] == ["unread"]
    house.notices.get(timeout=60)
    assert house.notices.empty()
    feeds.show("sam", *TITLES)
    house.turn(15 * MINUTE)
    assert len(house.said("all is well again")) == 1
    feeds.show("sam")
    house.turn(15 * MINUTE)
    assert len(house.said("held")) == 2


def test_settings_that_name_nothing_to_read_trouble_their_athlete_alone(house: House) -> None:
    file = house.folder / "counterpoint.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    wrong = next(number for number, line in enumerate(lines) if line.startswith("sources"))
    file.write_text("\n".join(lines[:wrong] + lines[wrong + 1 :]), encoding="utf-8")
    house.daemon.reload()
    house.turn()
    house.turn(15 * MINUTE)
    assert house.appointment("sam").trouble is Trouble.BROKEN
    assert house.cycles("alex") == 2
    assert len(house.said("cycle failed")) == 1
    assert "no source to read" in house.said("cycle failed")[0]["why"]
    assert house.metric("cycles_total", outcome="failed") == 2


def test_bad_settings_leave_the_old_ones(house: House) -> None:
    (house.folder / "counterpoint.toml").write_text("nonsense = 1\n", encoding="utf-8")
    house.daemon.reload()
    assert house.metric("reloads_total", result="refused") == 1
    house.turn()
    assert house.cycles("alex") == 1


def test_half_of_the_workers_stay_free_of_those_who_failed(house: House, feeds: Feeds) -> None:
    names = ["slow1", "slow2", "slow3", "slow4"]
    for name in names:
        feeds.show(name, *TITLES)
        feeds.failing[f"/{name}.ics"] = 404
    settings(house.folder, feeds, "sam", *names)
    house.daemon.reload()
    house.turn()
    feeds.stalled |= {f"/{name}.ics" for name in names}
    house.now += 15 * MINUTE
    house.daemon.turn()
    settled = Thread(target=feeds.wait_until_asked, args=("sam", 2))
    settled.start()
    settled.join(60)
    assert not settled.is_alive()
    feeds.goes_on.set()
    assert house.daemon.settle(60)


def test_feeds_that_stall_at_once_delay_nobody(house: House, feeds: Feeds) -> None:
    """One platform's outage: twelve feeds that had been well stall before Zoe's turn comes."""
    names = [f"slow{number:02}" for number in range(12)]
    for name in (*names, "zoe"):
        feeds.show(name, *TITLES)
    settings(house.folder, feeds, *names, "zoe")
    house.daemon.reload()
    house.turn()
    feeds.stalled |= {f"/{name}.ics" for name in names}
    house.now += 15 * MINUTE
    house.daemon.turn()
    for busy in (4, 8, 12):
        feeds.wait_until_busy(busy)
        house.now += SLOW
        house.daemon.turn()
    feeds.wait_until_asked("zoe", 2)
    feeds.let_go()
    assert house.daemon.settle(60)


def test_a_cycle_is_told_running_ended_or_interrupted(house: House, feeds: Feeds) -> None:
    feeds.stalled.add("/sam.ics")
    began = house.now
    house.daemon.turn()
    feeds.wait_until_asked("sam")
    house.now += MINUTE / 2
    berlin = ZoneInfo("Europe/Berlin")

    def told() -> tuple[Any, str]:
        status = status_of(house.store, "sam", lambda: house.now)
        document: Any = status.document()
        return document["cycles"][0], [*status.lines(berlin)][2]

    document, line = told()
    assert (document["outcome"], document["ended_at"]) == ("running", None)
    assert "sync is running" in line
    feeds.let_go()
    assert house.daemon.settle(60)
    document, line = told()
    assert document["outcome"] == "done"
    took = datetime.fromisoformat(document["ended_at"]) - began
    assert took == MINUTE / 2
    with house.store.writing("sam") as ledger:  # as one does who is killed then
        ledger.begin_cycle(CycleKind.SYNC, house.now)
    document, line = told()
    assert (document["outcome"], document["ended_at"]) == ("interrupted", None)
    assert "sync was interrupted" in line


def test_a_bug_ends_no_worker(house: House) -> None:
    """A roster that breaks in the middle, ever again: whoever works goes on with the others."""
    file = house.folder / "counterpoint.toml"
    house.turn()

    def broken(store: Store) -> Roster:
        found = roster_of(file, store=store)
        return _Broken(found.settings, found.athletes)

    house.daemon = Daemon(house.store, broken, Surroundings(lambda: house.now))
    house.daemon.start()
    for _ in range(8):
        house.turn(420 * MINUTE)
    assert house.cycles("alex") == 9
    failed = house.said("cycle failed")
    assert [each["why"].partition(" at ")[0] for each in failed] == ["ZeroDivisionError"]
    assert house.appointment("sam").failures == 8


class _Broken(Roster):
    def job(self, athlete: str, store: Store, now: datetime) -> Job:
        if athlete == "sam":
            raise ZeroDivisionError("zzsekret")
        return super().job(athlete, store, now)


def test_who_was_looked_after_elsewhere_meanwhile_is_not_again(house: House) -> None:
    """Chosen while another process was at work: under the lease nothing is left to do."""
    metrics = Metrics()
    telling = Telling(metrics, Notices(None, (), metrics))
    ended: list[datetime] = []
    around = Event(), metrics, telling, StoreWatch(metrics), Reporting(), ended.append
    cycles = Cycles(house.store, lambda: house.now, *around)
    roster = roster_of(house.folder / "counterpoint.toml")
    for _ in range(2):
        assert cycles.turn("sam", roster, Pace(15 * MINUTE))
    assert house.cycles("sam") == 1
    assert ended == [house.now]


def test_a_database_that_can_only_be_read_is_told_once_and_tried_again(impatient: House) -> None:
    with read_only(impatient.folder / "counterpoint.db"):
        for _ in range(3):
            impatient.turn(MINUTE)
        assert [each["why"] for each in impatient.said("the store failed")] == [
            f"The database {impatient.folder}/counterpoint.db is locked by another process; let it "
            "finish, then try again."
        ]
        assert impatient.metric("store_failures_total") == 6
        assert not impatient.daemon.store_works()
        assert not impatient.daemon.healthy(impatient.now)
        assert impatient.said("the store answers again") == []
    impatient.turn(MINUTE)
    assert (impatient.cycles("sam"), impatient.cycles("alex")) == (1, 1)
    assert len(impatient.said("the store answers again")) == 1
    assert impatient.daemon.store_works()


def test_a_cycle_that_cannot_be_kept_is_no_trouble_of_the_athlete(impatient: House) -> None:
    """The database cannot be written any more from the middle of a cycle on."""
    with closing(_unopened(impatient.folder / "counterpoint.db")) as other:

        def read_only_soon(store: Store) -> Roster:
            found = impatient.roster(store)
            return _Locking(found.settings, found.athletes, found.options, lock=other)

        daemon = Daemon(impatient.store, read_only_soon, Surroundings(lambda: impatient.now))
        daemon.start()
        daemon.turn()
        assert daemon.settle(60)
        other.execute("ROLLBACK")
        assert daemon.stop(60)
    assert impatient.said("cycle failed") == []
    assert len(impatient.said("the store failed")) == 1
    assert impatient.appointment().trouble is Trouble.NONE


@dataclass(frozen=True)
class _Locking(Roster):
    lock: sqlite3.Connection = field(kw_only=True)

    def job(self, athlete: str, store: Store, now: datetime) -> Job:
        found = super().job(athlete, store, now)
        if not self.lock.in_transaction:
            self.lock.execute("BEGIN IMMEDIATE")
        return found


def _unopened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None, check_same_thread=False)


def test_where_nobody_is_due_the_daemon_itself_tries_to_write(impatient: House) -> None:
    with read_only(impatient.folder / "counterpoint.db"):
        impatient.turn()
    for name in ("sam", "alex"):
        impatient.store.pause(name, impatient.now)
    impatient.turn()
    assert impatient.daemon.store_works()
    assert len(impatient.said("the store answers again")) == 1


def test_a_daemon_does_not_begin_on_a_database_that_can_only_be_read(
    house: House, postgresql_url: str
) -> None:
    key = house.folder / "counterpoint.key"
    for options in ("", "?options=-c%20default_transaction_read_only%3Don"):
        url = f"{postgresql_url}{options}"
        with closing(open_store(url, now=house.now, key_file=key)) as store:
            if options:
                with pytest.raises(StoreError, match="can only be read"):
                    Daemon(store, house.roster, Surroundings())
            else:
                Daemon(store, house.roster, Surroundings())


def test_who_is_paused_is_left_alone_until_resumed(house: House) -> None:
    house.turn()
    assert house.daemon.last_cycle() == house.now
    house.store.pause("sam", house.now)
    house.store.ask("sam", house.now)
    house.turn()
    assert house.cycles("sam") == 1
    house.store.resume("sam")
    house.turn()
    assert house.cycles("sam") == 2


def test_who_was_taken_out_meanwhile_gets_no_new_appointment(house: House) -> None:
    house.store.dismiss("sam")
    house.turn()
    assert house.cycles("sam") == 0
    with house.store.reading("sam") as ledger:
        assert ledger.appointment() is None


def test_a_daemon_of_nobody_does_not_begin(house: House, tmp_path: Path) -> None:
    def nobody(store: Store) -> Roster:
        return roster_of(tmp_path / "empty.toml", store=store)

    (tmp_path / "empty.toml").write_text("athletes = []\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no athlete"):
        Daemon(house.store, nobody, Surroundings())
