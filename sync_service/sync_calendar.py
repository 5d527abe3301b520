"""A calendar of the athlete, with what is read from it and what may be written to it."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.ports import Reader
from connectors.writing import CalendarWriter
from rules.say import Holds
from sync_service.calendar_settings import Role


@dataclass(frozen=True, slots=True)
class SyncCalendar:
    """One calendar in a cycle.

    `key` names it among the athlete's calendars and holds no address. `role` is None where
    nothing but our own items is looked for. `writer` is there where the workouts in it may be
    annotated and moved, and for the one calendar that is `own`: there our items stand. `former` is
    the key under which earlier versions kept the calendar, where that was another.
    """

    key: str
    reader: Reader
    holds: Holds = Holds.TRAINING
    role: Role | None = Role.TRAINING
    writer: CalendarWriter | None = None
    own: bool = False
    former: str = ""

    @property
    def label(self) -> str:
        """The short name for a person."""
        return self.reader.label
