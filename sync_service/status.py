"""How an athlete's cycles went, what stands, and what waits for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sync_service.store.database import Store
from sync_service.store.records import Cycle, CycleOutcome, HeldPlan, Item

_CYCLES = 10
_TROUBLED = frozenset({CycleOutcome.PARTIAL, CycleOutcome.FAILED})


@dataclass(frozen=True, slots=True)
class AthleteStatus:
    """The last cycles, the newest first, and the plans that are held back."""

    athlete: str
    cycles: tuple[Cycle, ...]
    waiting: tuple[HeldPlan, ...]
    items: tuple[Item, ...]

    @property
    def is_troubled(self) -> bool:
        """Whether the last cycle could not do all it should."""
        return bool(self.cycles) and self.cycles[0].outcome in _TROUBLED

    def lines(self) -> Iterator[str]:
        """The status for a person."""
        yield self.athlete
        kinds = Counter(item.kind for item in self.items)
        standing = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield f"  standing: {standing or 'nothing of ours'}"
        for cycle in self.cycles:
            yield f"  {_told(cycle)}"
        if not self.cycles:
            yield "  no cycle yet: counterpoint sync runs one"
        for plan in self.waiting:
            yield f"  held {plan.id}: {plan.changes} changes, as {plan.why}"
            yield f"    → counterpoint plan shows them, counterpoint status --release {plan.id}"

    def document(self) -> dict[str, object]:
        """The status for programs."""
        return {
            "athlete": self.athlete,
            "items": len(self.items),
            "cycles": [_cycle_document(cycle) for cycle in self.cycles],
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


def status_of(store: Store, athlete: str) -> AthleteStatus:
    """What the store knows of an athlete."""
    with store.reading(athlete) as ledger:
        waiting = tuple(plan for plan in ledger.held_plans() if plan.released_at is None)
        return AthleteStatus(athlete, ledger.cycles(_CYCLES), waiting, ledger.items())


def _told(cycle: Cycle) -> str:
    counts = f"+{cycle.created} ~{cycle.changed} −{cycle.deleted}"
    held = f", {cycle.held} held" if cycle.held else ""
    problem = f": {cycle.problem}" if cycle.problem else ""
    started = f"{cycle.started_at:%Y-%m-%d %H:%M} UTC"
    return f"cycle {cycle.id}  {started}  {cycle.kind} {cycle.outcome}  {counts}{held}{problem}"


def _cycle_document(cycle: Cycle) -> dict[str, object]:
    return {
        "id": cycle.id,
        "kind": str(cycle.kind),
        "outcome": str(cycle.outcome),
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
