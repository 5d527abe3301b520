"""The store: what is kept of every athlete, in one database."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, select

from sync_service.errors import StoreError
from sync_service.store import channels, feeds, roster
from sync_service.store import lease as leasing
from sync_service.store import schedule as scheduling
from sync_service.store.backup import copy_database, keep_beside
from sync_service.store.engine import engine_for, file_of, place_of, reading
from sync_service.store.lease import HeldBy, Lease
from sync_service.store.ledger import Ledger
from sync_service.store.migrating import Revisions, migrate, one_at_a_time, revision_of
from sync_service.store.records import FeedAddress, FeedName, KeptChannel
from sync_service.store.rehearsal import rehearse
from sync_service.store.rows import insert_missing
from sync_service.store.schedule import Due, Standing
from sync_service.store.tables import athletes
from sync_service.store.troubles import told
from sync_service.store.vault import Vault

_LONGEST_NAME = 200
_FEEDS = "feeds"  # among the credentials: what the tokens of an athlete's feeds are made of


def open_store(
    url: str, *, now: datetime, key_file: Path, revisions: Revisions | None = None
) -> Store:
    """Open the database of an address; make it, or bring it to this program's tables, as needed.

    A SQLite file is copied beside itself before it is migrated. Raise StoreError, one sentence,
    where the database or the key cannot be used.
    """
    engine = engine_for(url)
    place = place_of(engine)
    try:
        with told(place):
            _bring_up(engine, place, revisions or Revisions(), now)
        store = Store(engine, Vault(key_file))
        store.prepare()
    except BaseException:
        engine.dispose()
        raise
    return store


class Store:
    """What is kept of every athlete; several threads and processes may use one database.

    Every method may raise StoreError, one sentence with what, where and how to mend it.
    """

    def __init__(self, engine: Engine, vault: Vault) -> None:
        """For `open_store`: the tables are there."""
        self._engine = engine
        self._vault = vault
        self._place = place_of(engine)

    def prepare(self) -> None:
        """Make the key of the credentials where this is the first run."""
        with self._reading() as connection:
            self._vault.prepare(connection)

    @contextmanager
    def writing(self, athlete: str, lease: Lease | None = None) -> Iterator[Ledger]:
        """One transaction that is kept at the end, and not at all where an exception leaves it.

        With a lease, raise LeaseLost where another process has taken it.
        """
        with self._of_athlete(athlete) as connection:
            if lease is not None:
                leasing.check(connection, lease)
            yield Ledger(connection, athlete)

    @contextmanager
    def rehearsal(self, athlete: str) -> Iterator[Ledger]:
        """As `writing`, but nothing is kept, and nobody waits."""
        with self._reading() as connection:
            rehearse(connection, athlete)
            _make_athlete(connection, athlete)
            yield Ledger(connection, athlete)

    @contextmanager
    def reading(self, athlete: str) -> Iterator[Ledger]:
        """What is kept, as it stands at one moment; writing to it comes to nothing."""
        with self._reading() as connection:
            yield Ledger(connection, athlete)

    def athletes(self) -> tuple[str, ...]:
        """Everyone of whom something is kept, by name."""
        with self._reading() as connection:
            return tuple(sorted(connection.scalars(select(athletes.c.athlete))))

    def take_lease(self, athlete: str, holder: str, now: datetime, for_s: float) -> Lease | HeldBy:
        """Take the right to write for an athlete, unless another process holds it.

        `holder` is for a person to read; a lease of the same holder is not taken over either.
        """
        with self._of_athlete(athlete) as connection:
            return leasing.take(connection, athlete, holder, now, for_s)

    def renew_lease(self, lease: Lease, now: datetime, for_s: float) -> Lease:
        """Hold a lease until `for_s` from now; raise LeaseLost where another process took it."""
        with self._of_athlete(lease.athlete) as connection:
            return leasing.renew(connection, lease, now, for_s)

    def holder_of(self, athlete: str, now: datetime) -> HeldBy | None:
        """Who holds the lease of an athlete, None where nobody does."""
        with self._reading() as connection:
            return leasing.holder_of(connection, athlete, now)

    def give_back_lease(self, lease: Lease) -> None:
        """Let others take the lease; nothing happens where another process has it by now."""
        with self._of_athlete(lease.athlete) as connection:
            leasing.give_back(connection, lease)

    def enroll(self, names: Iterable[str], now: datetime) -> None:
        """Let everyone of these be due now who has no appointment yet: see schedule.enroll."""
        wanted = tuple(names)
        for name in wanted:
            _check_name(name)
        with told(self._place), self._engine.begin() as connection:
            scheduling.enroll(connection, wanted, now)

    def ask(self, athlete: str, now: datetime) -> bool:
        """Make an athlete due after a push or an answer; False for one without appointment."""
        with told(self._place), self._engine.begin() as connection:
            return scheduling.ask(connection, athlete, now)

    def due(self, now: datetime) -> tuple[Due, ...]:
        """Everyone whose time has come, the longest waiting first."""
        with self._reading() as connection:
            return scheduling.due(connection, now)

    def dismiss(self, athlete: str) -> None:
        """Look after an athlete no more: they have no appointment from now on."""
        with self._of_athlete(athlete) as connection:
            scheduling.remove_appointment(connection, athlete)

    def standings(self, names: Container[str]) -> tuple[Standing, ...]:
        """How many of these athletes, as far as they have an appointment, are in which state."""
        with self._reading() as connection:
            return scheduling.standings(connection, names)

    def credential(self, athlete: str, provider: str) -> bytes | None:
        """A credential, None where there is none; raise StoreError where the key is another."""
        with self._reading() as connection:
            return self._vault.opened(connection, athlete, provider)

    def put_credential(self, athlete: str, provider: str, secret: bytes) -> None:
        """Keep a credential, sealed, in place of the former one."""
        with self._of_athlete(athlete) as connection:
            self._vault.seal(connection, athlete, provider, secret)

    def remove_credential(self, athlete: str, provider: str) -> None:
        """Forget a credential, where there is one."""
        with self._of_athlete(athlete) as connection:
            self._vault.remove(connection, athlete, provider)

    def credentials(self, provider: str) -> dict[str, bytes]:
        """What is kept under one name, by athlete; raise StoreError where the key is another."""
        with self._reading() as connection:
            return self._vault.all_opened(connection, provider)

    def with_credential(self, provider: str) -> tuple[str, ...]:
        """Who has a credential of this name; the key is not needed for this."""
        with self._reading() as connection:
            return self._vault.whose(connection, provider)

    def seals(self, provider: str) -> dict[str, bytes]:
        """What changes with each keeping of a credential, by athlete; the key is not needed."""
        with self._reading() as connection:
            return self._vault.seals(connection, provider)

    def try_key(self) -> None:
        """Open everything that is sealed; raise StoreError where the key is another."""
        with self._reading() as connection:
            self._vault.try_all(connection)

    def key_is_exposed(self) -> bool:
        """Whether every user of the machine can read the key."""
        return self._vault.is_exposed()

    def pause(self, athlete: str, now: datetime) -> bool:
        """Let no cycle run for an athlete; return whether one could before."""
        with self._of_athlete(athlete) as connection:
            return roster.pause(connection, athlete, now)

    def resume(self, athlete: str) -> bool:
        """Let cycles run again; return whether the athlete was paused."""
        with self._of_athlete(athlete) as connection:
            return roster.resume(connection, athlete)

    def paused(self) -> frozenset[str]:
        """The names of everyone who is paused."""
        with self._reading() as connection:
            return roster.paused(connection)

    def known(self) -> tuple[str, ...]:
        """Everyone of whom more is kept than what `forget` leaves, by name."""
        with self._reading() as connection:
            return roster.known(connection)

    def forget(self, athlete: str) -> None:
        """Forget everything of an athlete but the name and the number of their last lease."""
        with self._of_athlete(athlete) as connection:
            roster.forget(connection, athlete)

    def feed_secret(self, athlete: str, offered: str) -> str:
        """What the tokens of the athlete's feeds are made of; `offered` becomes the first one."""
        with self._of_athlete(athlete) as connection:
            kept = self._vault.opened(connection, athlete, _FEEDS)
            if kept is not None:
                return kept.decode()
            self._keep_feed_secret(connection, athlete, offered)
            return offered

    def rotate_feed_secret(self, athlete: str, secret: str) -> None:
        """Give the athlete's feeds new addresses; the former ones lead nowhere from now on."""
        with self._of_athlete(athlete) as connection:
            self._keep_feed_secret(connection, athlete, secret)

    def remove_feeds(self, athlete: str) -> None:
        """Forget the athlete's feeds and their addresses."""
        with self._of_athlete(athlete) as connection:
            self._vault.remove(connection, athlete, _FEEDS)
            feeds.remove_addresses(connection, athlete)
            feeds.remove_feeds(connection, athlete)

    def feed_at(self, token: str, name: FeedName) -> FeedAddress | None:
        """What stands at an address, None where it is not in force; both take the same work."""
        with self._reading() as connection:
            return feeds.feed_at(connection, token, name)

    def channel(self, channel_id: str) -> tuple[str, KeptChannel] | None:
        """The channel with this id and the athlete whose it is, None where there is none."""
        with self._reading() as connection:
            return channels.channel_named(connection, channel_id)

    def ping(self) -> None:
        """Raise StoreError where the database does not answer."""
        with self._reading() as connection:
            connection.scalar(select(athletes.c.athlete).limit(1))

    def try_writing(self) -> None:
        """Raise StoreError where nothing could be kept: a row of nobody comes and goes."""
        nobody = {"athlete": "", "cycles_begun": 0, "plans_held": 0}
        with told(self._place), self._engine.begin() as connection:
            connection.execute(insert_missing(connection, athletes), nobody)
            connection.execute(delete(athletes).where(athletes.c.athlete == ""))

    def backup(self, path: Path) -> None:
        """Copy the database to a new file while it is in use; PostgreSQL has its own program."""
        file = file_of(self._engine)
        if file is None:
            raise StoreError(
                f"{self._place} is backed up with its own program: pg_dump --format=custom "
                f"--file={path} {self._engine.url.database}"
            )
        with told(self._place):
            copy_database(file, path)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _keep_feed_secret(self, connection: Connection, athlete: str, secret: str) -> None:
        self._vault.seal(connection, athlete, _FEEDS, secret.encode())
        feeds.put_addresses(connection, athlete, secret)

    @contextmanager
    def _of_athlete(self, athlete: str) -> Iterator[Connection]:
        """A transaction that no other one about the athlete runs beside: their row is locked."""
        with told(self._place), self._engine.begin() as connection:
            _make_athlete(connection, athlete)
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._place), reading(self._engine) as connection, connection.begin() as begun:
            yield connection
            begun.rollback()


def _make_athlete(connection: Connection, athlete: str) -> None:
    """Let there be a row of the athlete, locked until the end of the transaction."""
    _check_name(athlete)
    known = select(athletes.c.athlete).where(athletes.c.athlete == athlete).with_for_update()
    if connection.scalar(known) is None:
        row = {"athlete": athlete, "cycles_begun": 0, "plans_held": 0}
        connection.execute(insert_missing(connection, athletes), row)
        connection.scalar(known)


def _check_name(athlete: str) -> None:
    name = athlete.encode("utf-8", "replace").decode()
    if name != athlete or "\0" in name or not 0 < len(name) <= _LONGEST_NAME:
        raise StoreError(
            f"An athlete's name must have 1 to {_LONGEST_NAME} characters that can be printed; "
            "shorten or correct it in the settings."
        )


def _bring_up(engine: Engine, place: str, revisions: Revisions, now: datetime) -> None:
    with reading(engine) as connection, connection.begin():
        found = revision_of(connection, place, revisions)
    if found == revisions.newest:
        return
    file = file_of(engine)
    if file is not None and found is not None:
        keep_beside(file, found, now)
    with engine.begin() as connection:
        one_at_a_time(connection)
        # another process may have got there first
        if revision_of(connection, place, revisions) != revisions.newest:
            migrate(connection, revisions)
