"""Keep what a look has shown: only differences are written."""

from __future__ import annotations

from collections.abc import Iterable

from rules.athlete import Athlete
from sync_service.calendar_settings import Role
from sync_service.job import Job
from sync_service.journal import put_step
from sync_service.keep import to_keep
from sync_service.memory import Memory
from sync_service.outlook import SETTINGS, Outlook
from sync_service.store.database import Store
from sync_service.store.ledger import Ledger
from sync_service.store.records import Decision, HeldPlan, SourceState


def remember(store: Store, athlete: str) -> tuple[Memory, tuple[HeldPlan, ...]]:
    """What the last cycles left behind, and what is held or released."""
    with store.reading(athlete) as ledger:
        return memory_in(ledger), ledger.held_plans()


def memory_in(ledger: Ledger) -> Memory:
    """Everything that the last cycles left behind."""
    return Memory(
        ledger.sources(),
        ledger.events(),
        ledger.items(),
        ledger.decisions(),
        ledger.open_entries(),
        ledger.generations(),
        ledger.latest_start(),
    )


def record(ledger: Ledger, job: Job, memory: Memory, outlook: Outlook) -> None:
    """Keep what was read, what stands of ours and what the athlete decided.

    Where the plan is held, the sources stay as they were last seen: the next cycle has to see
    the same change again.
    """
    for settled in outlook.noticed.settled:
        put_step(ledger, settled.entry, settled.step, settled.item)
    _put_items(ledger, memory, outlook)
    _put_decisions(ledger, memory, outlook)
    _put_sightings(ledger, job.settings.athlete(), outlook)
    if outlook.hold is None:
        ledger.put_source(SourceState(SETTINGS, job.reading, None, None))
    ledger_held(ledger, outlook)


def _put_items(ledger: Ledger, memory: Memory, outlook: Outlook) -> None:
    before = {(item.calendar, item.key): item for item in memory.items}
    stands = (*outlook.noticed.items, *outlook.plan.retold)
    now = {(item.calendar, item.key): item for item in stands}
    for name in sorted(before.keys() - now.keys()):
        ledger.remove_item(before[name])
    for name, item in now.items():
        if before.get(name) != item:
            ledger.put_item(item)


def _put_decisions(ledger: Ledger, memory: Memory, outlook: Outlook) -> None:
    ledger.remove_decisions(sorted(outlook.noticed.withdrawn))
    known = {_name(decision) for decision in memory.decisions}
    for decision in outlook.noticed.decisions:
        if _name(decision) not in known:
            ledger.put_decision(decision)


def _name(decision: Decision) -> tuple[object, ...]:
    return decision.key, decision.cause, decision.verdict, decision.day


def _put_sightings(ledger: Ledger, athlete: Athlete, outlook: Outlook) -> None:
    for sighting in outlook.sightings:
        held = outlook.hold is not None and sighting.calendar.role is Role.TRAINING
        if not held:
            if sighting.read:
                ledger.put_events(sighting.calendar.key, to_keep(sighting, athlete))
            ledger.put_source(sighting.state)


def ledger_held(ledger: Ledger, outlook: Outlook) -> None:
    """Forget the questions that no longer arise; an answer is remembered for its time."""
    wanted = outlook.hold.shape if outlook.hold else None
    for plan in _waiting(ledger.held_plans()):
        if plan.shape != wanted:
            ledger.forget_held(plan.id)


def _waiting(plans: Iterable[HeldPlan]) -> Iterable[HeldPlan]:
    return (plan for plan in plans if plan.released_at is None)
