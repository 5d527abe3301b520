"""The daemon: every moment it looks who is due, and a few workers run their cycles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event, Thread

from sync_service.daemon.cycles import Cycles
from sync_service.daemon.digest import digest
from sync_service.daemon.following import Following, News
from sync_service.daemon.notices import Notices, Topic
from sync_service.daemon.pace import Pace
from sync_service.daemon.queue import REST, Queue
from sync_service.daemon.reporting import Reporting
from sync_service.daemon.roster import ReadRoster, Roster
from sync_service.daemon.store_watch import StoreWatch
from sync_service.daemon.telling import Telling
from sync_service.errors import CounterpointError, StoreError
from sync_service.holding import wall_clock
from sync_service.logs import log
from sync_service.metrics import Metrics
from sync_service.store.database import Store
from sync_service.store.schedule import Trouble

_FIXED = ("database_url", "key_path", "workers", "web", "log", "notify")  # until the next start


@dataclass(frozen=True)
class Surroundings:
    """What a daemon stands in: the clock, who is told, what is counted."""

    clock: Callable[[], datetime] = wall_clock
    metrics: Metrics = field(default_factory=Metrics)
    send: Callable[[str, str], bool] | None = None
    reporting: Reporting = field(default_factory=Reporting)


class Daemon:
    """Looks after the athletes of a roster; `turn` is called every second or so.

    Every method is for one thread, but for those that only tell something.
    """

    def __init__(self, store: Store, read_roster: ReadRoster, around: Surroundings) -> None:
        """Read the roster and give everyone an appointment; raise CounterpointError."""
        self.metrics = around.metrics
        self._store = store
        self._read_roster = read_roster
        self._clock = around.clock
        self._following = Following(store)
        self._roster = read_roster(store)
        self._begun_with = self._roster.settings
        options = self._roster.options
        self._stopping = Event()
        self._queue = Queue(options.workers)
        self._watch = StoreWatch(around.metrics)
        self._notices = Notices(around.send, options.notify_on, around.metrics)
        telling = Telling(around.metrics, self._notices)
        self._cycles = Cycles(
            store,
            around.clock,
            self._stopping,
            around.metrics,
            telling,
            self._watch,
            around.reporting,
            self._cycle_ended,
        )
        self._started = False
        self._due = 0
        self._last_cycle: datetime | None = None
        self._to_reauthorize = 0
        self._turned_at: datetime | None = None
        store.try_writing()
        store.enroll(self._roster.athletes, around.clock())

    def start(self) -> None:
        """Let the workers begin."""
        self._started = True
        self._hire()

    def turn(self) -> None:
        """Look who is due; a store that fails now is asked again the next time."""
        now = self._clock()
        try:
            due = [each for each in self._store.due(now) if each.athlete in self._roster.athletes]
            self._queue.refill(due, now)
            self._hire()
            self._due = len(due)
            self.metrics.due.set(self._due)
            self.metrics.lag.set(max(0, (now - due[0].since).total_seconds()) if due else 0)
            self._watch.looked()
            if not due and self._watch.cycles_fail():  # nobody else would try
                self._store.try_writing()
                self._watch.cycle_kept()
        except StoreError as error:
            self._watch.look_failed(error)
        self._turned_at = now

    def count(self) -> None:
        """Bring the counters up to date that tell of everyone."""
        try:
            standings = self._store.standings(self._roster.athletes)
            self.metrics.tell_standings(standings)
            gone = (each for each in standings if each.trouble is Trouble.NEEDS_REAUTHORIZATION)
            self._to_reauthorize = sum(each.athletes for each in gone if not each.paused)
        except StoreError as error:
            self._watch.look_failed(error)

    def follow(self) -> None:
        """Take up who was added to the database, and let go who was taken out of it."""
        try:
            news = self._following.news(self._roster)
            if news is not None:
                self._take_up(news)
        except StoreError as error:
            self._watch.look_failed(error)

    def tell_the_week(self) -> None:
        """Send the weekly digest to who wants it."""
        try:
            text = digest(self._store, self._roster.athletes, self._clock())
        except StoreError as error:
            self._watch.look_failed(error)
        else:
            self._notices.tell(Topic.DIGEST, text)

    def reload(self) -> None:
        """Read the settings anew; where they cannot be used, the old ones stay."""
        try:
            following = self._following.again()
            roster = self._without_what_waits(self._read_roster(self._store))
            self._store.enroll(roster.athletes, self._clock())
        except CounterpointError as error:
            self.metrics.reloads.labels("refused").inc()
            log().error("settings refused, the old ones stay", why=str(error))
            return
        self._following, self._roster = following, roster
        self.metrics.reloads.labels("done").inc()
        log().info("settings read", athletes=len(roster.athletes))

    def healthy(self, now: datetime, within: timedelta = timedelta(minutes=1)) -> bool:
        """Whether the loop turns and the store answers."""
        turned = self._turned_at
        return turned is not None and now - turned <= within and self._watch.works()

    def store_works(self) -> bool:
        """Whether the database could be read and written the last time."""
        return self._watch.works()

    def is_lost(self) -> bool:
        """Whether the database was taken away or replaced: nothing is left to do but to end."""
        return self._watch.is_lost()

    def last_cycle(self) -> datetime | None:
        """When a cycle ended last, None before the first one."""
        return self._last_cycle

    def has_work(self) -> bool:
        """Whether anyone waits for a cycle, or nobody looks any more whether anyone does."""
        return self._due > 0 or not self.healthy(self._clock())

    def looks_after(self, athlete: str) -> bool:
        """Whether somebody is on the roster."""
        return athlete in self._roster.athletes

    def to_reauthorize(self) -> int:
        """How many athletes have to connect an account anew."""
        return self._to_reauthorize

    def settle(self, within_s: float) -> bool:
        """Wait until nobody waits or runs; False where that takes longer."""
        return self._queue.drained(within_s, of_waiting=True)

    def stop(self, within_s: float) -> bool:
        """Let every cycle end at its next boundary; False where one hangs longer than that."""
        self._stopping.set()
        self._queue.close()
        return self._queue.drained(within_s)

    def _hire(self) -> None:
        """Let as many threads work as there are places for."""
        for _ in range(self._queue.hands() if self._started else 0):
            # a worker that hangs on a network must not keep the process from ending
            Thread(target=self._work, name="worker", daemon=True).start()

    def _work(self) -> None:
        while (athlete := self._queue.take()) is not None:
            went_well = False
            try:
                roster = self._roster
                if athlete in roster.athletes:
                    went_well = self._cycles.turn(athlete, roster, _pace(roster))
            finally:
                rest = None if went_well else self._clock() + REST
                self._queue.done(athlete, rest_until=rest)

    def _cycle_ended(self, at: datetime) -> None:
        self._last_cycle = at

    def _take_up(self, news: News) -> None:
        now = self._clock()
        self._roster = news.roster
        self._store.enroll(news.taken_up, now)
        for name in news.taken_up:
            self._store.ask(name, now)  # who is described anew is read anew
        log().info(
            "athletes of the database read", taken_up=len(news.taken_up), let_go=len(news.let_go)
        )

    def _without_what_waits(self, roster: Roster) -> Roster:
        """The roster, but on our own database; say what else waits for the next start."""
        begun, new = self._begun_with, roster.settings
        later = [name for name in _FIXED if getattr(begun, name) != getattr(new, name)]
        if later:
            log().warning("some settings change at the next start", settings=", ".join(later))
        ours = {"database_url": begun.database_url, "key_path": begun.key_path}
        return replace(roster, settings=new.model_copy(update=ours))


def _pace(roster: Roster) -> Pace:
    options = roster.options
    return Pace(timedelta(minutes=options.interval_min), options.jitter_share)
