"""A folder of .ics files (vdir), one event a file, readable by khal or any other vdir client."""

from __future__ import annotations

from connectors.local_calendar.entry import Missing
from connectors.local_calendar.local_calendar import LocalCalendar

__all__ = ["LocalCalendar", "Missing"]
