"""What is told of a cycle: to the log, to the counters, and to who wants notices.

A trouble is told when it begins, and that it is over when it ends; while it lasts there is one
quiet line a cycle. It ends when all is well: troubles that take turns are each told once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rules.wording import counted
from sync_service.daemon.notices import Notices, Topic
from sync_service.logs import log
from sync_service.metrics import Metrics
from sync_service.store.records import CycleOutcome
from sync_service.store.schedule import Trouble

if TYPE_CHECKING:
    from sync_service.sync_athlete import CycleReport


@dataclass(frozen=True)
class Telling:
    """Tells what cycles came to; of one athlete by one thread at a time."""

    metrics: Metrics
    notices: Notices
    _told: defaultdict[str, set[Trouble]] = field(default_factory=lambda: defaultdict(set))

    def cycle(self, athlete: str, report: CycleReport, before: Trouble, now: Trouble) -> None:
        """A cycle came to its end, with or without trouble."""
        self._count(report)
        cycle = report.cycle
        log().info(
            "cycle",
            outcome=cycle.outcome.value,
            created=cycle.created,
            changed=cycle.changed,
            deleted=cycle.deleted,
            held=cycle.held,
        )
        if now is Trouble.NONE:
            self._told.pop(athlete, None)
        elif now is Trouble.HELD:  # everything was read: access that is lost now is lost anew
            self._told[athlete].discard(Trouble.NEEDS_REAUTHORIZATION)
        if now is not before and self._is_new(athlete, now):
            self._turned(report, before, now)

    def failed(self, athlete: str, why: str, before: Trouble) -> None:
        """A cycle could not come to its end."""
        self.metrics.cycles.labels(CycleOutcome.FAILED.value).inc()
        if before is not Trouble.BROKEN and self._is_new(athlete, Trouble.BROKEN):
            log().error("cycle failed", why=why, who=athlete)
        else:
            log().info("cycle", outcome=CycleOutcome.FAILED.value)

    def _is_new(self, athlete: str, trouble: Trouble) -> bool:
        """Whether it was not told since all was well, as far as this process knows."""
        if trouble is Trouble.NONE:
            return True
        is_new = trouble not in self._told[athlete]
        self._told[athlete].add(trouble)
        return is_new

    def _turned(self, report: CycleReport, before: Trouble, now: Trouble) -> None:
        match now:
            case Trouble.NONE:
                log().info("all is well again", was=before.value)
            case Trouble.NEEDS_REAUTHORIZATION:
                self.metrics.reauthorizations.inc()
                log().warning("needs reauthorization", why=report.cycle.problem)
                self.notices.tell(Topic.REAUTHORIZATION, report.cycle.problem)
            case Trouble.HELD if report.held is not None:
                self.metrics.holds.inc()
                count = report.held.changes
                are = "is" if count == 1 else "are"
                held = f"{counted(count, 'change')} {are} held back, as {report.held.why}"
                log().warning("held", why=report.held.why, changes=report.held.changes)
                self.notices.tell(Topic.HELD, f"{held}; counterpoint status tells more.")
            case _:
                log().warning("trouble", kind=now.value, why=report.cycle.problem)

    def _count(self, report: CycleReport) -> None:
        cycle = report.cycle
        self.metrics.cycles.labels(cycle.outcome.value).inc()
        for action in ("created", "changed", "deleted"):
            self.metrics.changes.labels(action).inc(getattr(cycle, action))
        for each in report.outlook.sightings:
            self.metrics.reads.labels(type(each.error).__name__ if each.error else "read").inc()
