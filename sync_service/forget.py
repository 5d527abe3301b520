"""Forgetting what is over: the journal, old decisions, and sources that are no longer read."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync_service.job import Job
from sync_service.store.ledger import Ledger

_KEPT = timedelta(days=90)


def forget_old(ledger: Ledger, job: Job, now: datetime) -> bool:
    """Forget what ended 90 days ago, once a day; return whether it was done.

    What the next cycle reads again is kept whatever its age: it would only be written anew.
    """
    return ledger.prune_if_due(min(now - _KEPT, job.window(now).start))
