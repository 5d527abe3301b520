"""The calendar of an athlete who names none to write to: what is said stands in the feeds alone."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.ports import ReadResult, TimeWindow
from sync_service.sync_calendar import SyncCalendar


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A calendar in which nothing stands, and nothing can be written."""

    label: str = "the feeds to subscribe to"

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        """Nothing, and all of it."""
        return ReadResult((), window)


NOWHERE = SyncCalendar("nowhere", _Nothing(), role=None, own=True)
