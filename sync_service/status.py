"""How an athlete's cycles went, what stands, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rules.wording import counted, day_name
from sync_service.amounts import amounts
from sync_service.holding import Clock, is_at_work, wall_clock
from sync_service.plain_text import one_line
from sync_service.store.database import Store
from sync_service.store.ledger import Ledger
from sync_service.store.records import Cycle, CycleOutcome, HeldPlan, Item

_CYCLES = 10
_WROTE = 5
_INTERRUPTED = "interrupted"  # what has not ended and is not at work any more
_OUTCOMES = {
    CycleOutcome.RUNNING: "is running",
    _INTERRUPTED: "was interrupted",
    CycleOutcome.DONE: "done",
    CycleOutcome.HELD: "held back",
    CycleOutcome.PARTIAL: "done in part",
    CycleOutcome.FAILED: "failed",
}
_TROUBLED = frozenset({CycleOutcome.PARTIAL, CycleOutcome.FAILED})


@dataclass(frozen=True, slots=True)
class AthleteStatus:
    """The last cycles, the newest first, and the plans that are held back.

    `at_work` is the number of the cycle that runs now.
    """

    athlete: str
    cycles: tuple[Cycle, ...]
    waiting: tuple[HeldPlan, ...]
    items: tuple[Item, ...]
    is_paused: bool = False
    at_work: int | None = None

    @property
    def is_troubled(self) -> bool:
        """Whether the last cycle could not do all it should."""
        return bool(self.cycles) and self.cycles[0].outcome in _TROUBLED

    def lines(self, zone: ZoneInfo) -> Iterator[str]:
        """The status for a person: what waits, what stands, how the last cycles went."""
        yield self.athlete
        if self.is_paused:
            yield "  paused; counterpoint athlete resume ends that"
        for plan in self.waiting:
            yield f"  held {plan.id}: {counted(plan.changes, 'change')}, as {plan.why}"
            them = "it" if plan.changes == 1 else "them"
            release = f"counterpoint status --release {plan.id} lets {them} go, then sync"
            if plan.can_be_shown:
                yield f"    → counterpoint plan shows {them};"
            yield f"      {release}" if plan.can_be_shown else f"    → {release}"
        yield f"  standing: {amounts(item.kind for item in self.items)}"
        if not self.cycles:
            yield "  no cycle yet; counterpoint sync runs one"
        for quiet, group in groupby(self.cycles, _is_quiet):
            alike = list(group)
            yield from (
                _quiet(alike, zone) if quiet else (f"  {self._told(each, zone)}" for each in alike)
            )

    def document(self) -> dict[str, object]:
        """The status for programs."""
        return {
            "athlete": self.athlete,
            "paused": self.is_paused,
            "items": len(self.items),
            "cycles": [_cycle_document(each, self._outcome(each)) for each in self.cycles],
            "held": [
                {
                    "id": plan.id,
                    "changes": plan.changes,
                    "why": plan.why,
                    "held_at": _iso(plan.held_at),
                }
                for plan in self.waiting
            ],
        }

    def _outcome(self, cycle: Cycle) -> str:
        is_left = cycle.outcome is CycleOutcome.RUNNING and cycle.id != self.at_work
        return _INTERRUPTED if is_left else cycle.outcome

    def _told(self, cycle: Cycle, zone: ZoneInfo) -> str:
        counts = f"+{cycle.created} ~{cycle.changed} −{cycle.deleted}"
        held = f", {counted(cycle.held, 'change')} held" if cycle.held else ""
        problem = f": {one_line(cycle.problem)}" if cycle.problem else ""
        outcome = _OUTCOMES[self._outcome(cycle)]
        return f"{_begun(cycle, zone)}  {cycle.kind} {outcome}  {counts}{held}{problem}"


def status_of(store: Store, athlete: str, clock: Clock = wall_clock) -> AthleteStatus:
    """What the store knows of an athlete; `clock` is that of leases."""
    is_paused = athlete in store.paused()
    at_work = is_at_work(store, athlete, clock)  # looked at first: what ends meanwhile has ended
    with store.reading(athlete) as ledger:
        waiting = tuple(plan for plan in ledger.held_plans() if plan.released_at is None)
        cycles = _last_cycles(ledger)
        running = cycles[0].id if at_work and cycles else None
        return AthleteStatus(athlete, cycles, waiting, ledger.items(), is_paused, running)


def _last_cycles(ledger: Ledger) -> tuple[Cycle, ...]:
    """The last cycles, and those that wrote something before them."""
    found = {each.id: each for each in (*ledger.cycles(_CYCLES), *ledger.cycles_that_wrote(_WROTE))}
    return tuple(found[number] for number in sorted(found, reverse=True))


def _is_quiet(cycle: Cycle) -> bool:
    """Whether the cycle went well and found nothing to change."""
    touched = cycle.created + cycle.changed + cycle.deleted
    return cycle.outcome is CycleOutcome.DONE and not touched


def _quiet(cycles: list[Cycle], zone: ZoneInfo) -> Iterator[str]:
    """Quiet cycles in a row, the newest first, on one line."""
    newest, oldest = cycles[0], cycles[-1]
    if newest is oldest:
        yield f"  {_begun(newest, zone)}  nothing to change"
    else:
        yield f"  {_begun(newest, zone)}  nothing to change since cycle {oldest.id}"


def _begun(cycle: Cycle, zone: ZoneInfo) -> str:
    there = cycle.started_at.astimezone(zone)
    return f"cycle {cycle.id:<4} {day_name(there.date())} {there:%H:%M}"


def _cycle_document(cycle: Cycle, outcome: str) -> dict[str, object]:
    return {
        "id": cycle.id,
        "kind": str(cycle.kind),
        "outcome": str(outcome),
        "started_at": _iso(cycle.started_at),
        "ended_at": _iso(cycle.ended_at),
        "created": cycle.created,
        "changed": cycle.changed,
        "deleted": cycle.deleted,
        "held": cycle.held,
        "problem": cycle.problem or None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
