"""What is kept for one athlete, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select

from sync_service.store import channels, codec, event_rows, feeds, held, journal, pruning, renaming
from sync_service.store import schedule as scheduling
from sync_service.store.records import (
    Cycle,
    CycleKind,
    Decision,
    FeedName,
    Generation,
    HeldPlan,
    Item,
    JournalEntry,
    KeptChannel,
    KnownEvent,
    PublishedFeed,
    SourceState,
    Step,
)
from sync_service.store.rows import upsert
from sync_service.store.schedule import Appointment
from sync_service.store.tables import decisions, generations, items, sources


class Ledger:
    """Everything about one athlete; what it returns is in a fixed order, instants in UTC.

    Every method may raise StoreError, and ValueError for an instant without a zone.
    """

    def __init__(self, connection: Connection, athlete: str) -> None:
        """Speak of `athlete` on a connection whose transaction has begun."""
        self._connection = connection
        self._athlete = athlete

    def sources(self) -> tuple[SourceState, ...]:
        """How far each source was read, by name."""
        query = select(sources.c.body).where(sources.c.athlete == self._athlete)
        bodies = self._connection.scalars(query.order_by(sources.c.source))
        return tuple(codec.from_json(SourceState, each) for each in bodies)

    def put_source(self, state: SourceState) -> None:
        """Keep how far a source was read; nothing is written where it is as it was."""
        body = codec.to_json(state)
        kept = (sources.c.athlete == self._athlete) & (sources.c.source == state.source)
        if self._connection.scalar(select(sources.c.body).where(kept)) != body:
            row = {"athlete": self._athlete, "source": state.source, "body": body}
            self._connection.execute(upsert(self._connection, sources), row)

    def events(self, source: str | None = None) -> tuple[KnownEvent, ...]:
        """The events of a source, or of all: by source, start and name."""
        return tuple(event_rows.stored_events(self._connection, self._athlete, source))

    def put_events(self, source: str, events: Iterable[KnownEvent]) -> int:
        """Let exactly these be the events of the source; return the number of rows touched.

        Of two with the same UID and RECURRENCE-ID the later counts. Raise ValueError for text of
        an event that is no workout: it must not be stored.
        """
        return event_rows.put_events(self._connection, self._athlete, source, events)

    def items(self) -> tuple[Item, ...]:
        """What stands of ours, by key."""
        query = select(items.c.body).where(items.c.athlete == self._athlete)
        found = (codec.from_json(Item, each) for each in self._connection.scalars(query))
        return tuple(sorted(found, key=lambda item: item.key))

    def put_item(self, item: Item) -> None:
        """Keep an item in place of the one with its key in its calendar."""
        slot = codec.slot(item.key, item.calendar)
        row = {"athlete": self._athlete, "slot": slot, "body": codec.to_json(item)}
        self._connection.execute(upsert(self._connection, items), row)

    def remove_item(self, item: Item) -> None:
        """Forget the item with this key in this calendar, where there is one."""
        slot = codec.slot(item.key, item.calendar)
        ours = (items.c.athlete == self._athlete) & (items.c.slot == slot)
        self._connection.execute(delete(items).where(ours))

    def rename_calendar(self, old: str, new: str) -> None:
        """Let everything that was kept under the old key be kept under the new one."""
        renaming.rename_calendar(self._connection, self._athlete, old, new)

    def generations(self) -> tuple[Generation, ...]:
        """The items whose id had to be made anew, by key."""
        query = select(generations.c.body).where(generations.c.athlete == self._athlete)
        found = (codec.from_json(Generation, each) for each in self._connection.scalars(query))
        return tuple(sorted(found, key=lambda each: (each.key, each.calendar)))

    def put_generation(self, generation: Generation) -> None:
        """Keep how often the id of an item was made anew; an earlier number never comes back."""
        slot = codec.slot(generation.key, generation.calendar)
        row = {"athlete": self._athlete, "slot": slot, "body": codec.to_json(generation)}
        self._connection.execute(upsert(self._connection, generations), row)

    def decisions(self) -> tuple[Decision, ...]:
        """What the athlete decided, the oldest first."""
        query = select(decisions.c.body).where(decisions.c.athlete == self._athlete)
        bodies = self._connection.scalars(query.order_by(decisions.c.decided_at, decisions.c.slot))
        return tuple(codec.from_json(Decision, each) for each in bodies)

    def put_decision(self, decision: Decision) -> None:
        """Keep a decision: one for each key, cause, verdict and day."""
        row = {
            "athlete": self._athlete,
            "slot": _slot(decision),
            "key_slot": codec.slot(decision.key),
            "decided_at": decision.decided_at,
            "day": decision.day.isoformat() if decision.day else None,
            "body": codec.to_json(decision),
        }
        self._connection.execute(upsert(self._connection, decisions), row)

    def withdraw(self, decision: Decision) -> None:
        """Forget one decision."""
        named = decisions.c.slot == _slot(decision)
        ours = (decisions.c.athlete == self._athlete) & named
        self._connection.execute(delete(decisions).where(ours))

    def remove_decisions(self, keys: Iterable[str]) -> None:
        """Forget every decision about these keys."""
        for key in keys:
            about = decisions.c.key_slot == codec.slot(key)
            ours = (decisions.c.athlete == self._athlete) & about
            self._connection.execute(delete(decisions).where(ours))

    def begin_cycle(self, kind: CycleKind, now: datetime) -> Cycle:
        """Begin a cycle under the athlete's next number."""
        return journal.begin_cycle(self._connection, self._athlete, kind, now)

    def end_cycle(self, cycle: Cycle) -> None:
        """Keep how a cycle ended."""
        journal.end_cycle(self._connection, self._athlete, cycle)

    def cycles(self, limit: int = 20) -> tuple[Cycle, ...]:
        """The last cycles, the newest first."""
        return journal.cycles(self._connection, self._athlete, limit)

    def latest_start(self) -> datetime | None:
        """The latest instant at which a cycle began, None where there was none."""
        return journal.latest_start(self._connection, self._athlete)

    def cycles_that_wrote(self, limit: int = 20) -> tuple[Cycle, ...]:
        """The last cycles that meant to write something, the newest first."""
        return journal.cycles_that_wrote(self._connection, self._athlete, limit)

    def cycle(self, number: int) -> Cycle | None:
        """The cycle with this number."""
        return journal.cycle(self._connection, self._athlete, number)

    def intend(self, entries: Iterable[JournalEntry]) -> None:
        """Write down what is about to be done; an entry that is there is replaced."""
        journal.intend(self._connection, self._athlete, entries)

    def set_step(self, cycle: int, position: int, step: Step, item: Item | None = None) -> None:
        """Keep how far an entry came, and with which final handle where `item` is given."""
        journal.set_step(self._connection, self._athlete, (cycle, position), step, item)

    def open_entries(self) -> tuple[JournalEntry, ...]:
        """What was intended in any cycle and of which nobody knows yet whether it was done."""
        return journal.open_entries(self._connection, self._athlete)

    def entries(self, cycle: int) -> tuple[JournalEntry, ...]:
        """The journal of one cycle, in order."""
        return journal.entries_of(self._connection, self._athlete, cycle)

    def held_plans(self) -> tuple[HeldPlan, ...]:
        """What the brake holds, or has been told to let go, the oldest first."""
        return held.all_held(self._connection, self._athlete)

    def hold(self, shape: str, why: str, changes: int, now: datetime) -> HeldPlan:
        """Hold changes back; the same shape that is still held is the same plan."""
        plan = HeldPlan(0, shape, why, changes, now)
        return held.hold(self._connection, self._athlete, plan)

    def release(self, number: int, now: datetime) -> HeldPlan | None:
        """Let a plan go, at the instant of the first release; None where there is no such plan."""
        return held.release(self._connection, self._athlete, number, now)

    def forget_held(self, number: int) -> None:
        """Forget a plan whose shape no longer arises."""
        held.forget(self._connection, self._athlete, number)

    def appointment(self) -> Appointment | None:
        """When the athlete is due next, None where no daemon looks after them yet."""
        return scheduling.appointment(self._connection, self._athlete)

    def put_appointment(self, wanted: Appointment) -> None:
        """Keep an appointment in place of the former one."""
        scheduling.put_appointment(self._connection, self._athlete, wanted)

    def feeds_made_of(self) -> Mapping[FeedName, str]:
        """What each feed that is served is made of, without its content."""
        return feeds.made_of(self._connection, self._athlete)

    def feed(self, name: FeedName) -> PublishedFeed | None:
        """A feed as it is served, None where there is none yet."""
        return feeds.published_feed(self._connection, self._athlete, name)

    def put_feed(self, feed: PublishedFeed) -> None:
        """Serve a feed in place of the one with its name."""
        feeds.put_feed(self._connection, self._athlete, feed)

    def channels(self) -> tuple[KeptChannel, ...]:
        """The channels over which changes are told, by calendar."""
        return channels.channels_of(self._connection, self._athlete)

    def put_channel(self, channel: KeptChannel) -> None:
        """Keep a channel in place of its calendar's former one."""
        channels.put_channel(self._connection, self._athlete, channel)

    def remove_channel(self, calendar: str) -> None:
        """Forget the channel of a calendar."""
        channels.remove_channel(self._connection, self._athlete, calendar)

    def prune(self, before: datetime) -> None:
        """Forget what ended before: see pruning.prune."""
        pruning.prune(self._connection, self._athlete, before)

    def prune_if_due(self, before: datetime) -> bool:
        """Prune once a day's worth has gathered; return whether it was done."""
        return pruning.prune_if_due(self._connection, self._athlete, before)


def _slot(decision: Decision) -> str:
    name = (decision.key, decision.cause, decision.verdict.value, str(decision.day))
    return codec.slot(*name)
