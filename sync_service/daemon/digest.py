"""The week in a few lines for who runs the service: numbers alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sync_service.store.database import Store
from sync_service.store.records import CycleOutcome

_WEEK = timedelta(days=7)
_MOST_CYCLES = 2000  # a week of cycles every five minutes


def digest(store: Store, athletes: Iterable[str], now: datetime) -> str:
    """What the last seven days came to, for all athletes together."""
    outcomes: Counter[CycleOutcome] = Counter()
    written = people = 0
    for athlete in athletes:
        with store.reading(athlete) as ledger:
            cycles = ledger.cycles(_MOST_CYCLES)
        recent = [each for each in cycles if now - each.started_at <= _WEEK]
        outcomes.update(each.outcome for each in recent)
        written += sum(each.created + each.changed + each.deleted for each in recent)
        people += 1
    troubled = outcomes[CycleOutcome.PARTIAL] + outcomes[CycleOutcome.FAILED]
    return (
        f"The last seven days: {people} athletes, {outcomes.total()} cycles, {written} things "
        f"written, {outcomes[CycleOutcome.HELD]} cycles held back, {troubled} with trouble."
    )
