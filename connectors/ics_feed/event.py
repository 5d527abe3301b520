"""An occurrence as the rest of Counterpoint sees it: a CalendarEvent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from connectors.calendar_event import CalendarEvent, EventStatus, OwnedMark, PlatformWorkout
from connectors.ics_feed.component import EventComponent
from connectors.ics_feed.content import categories, text
from connectors.ics_feed.moment import Moment
from connectors.ics_feed.series import Occurrence

_OWN_UID_END = "@counterpoint"
_MARKS = ("X-COUNTERPOINT-KEY", "X-COUNTERPOINT-KIND", "X-COUNTERPOINT-HASH")


def recurrence_name(moment: Moment | None) -> str | None:
    """Return an original start in iCalendar's form: `YYYYMMDD`, or UTC `YYYYMMDDTHHMMSSZ`."""
    if moment is None:
        return None
    if isinstance(moment, datetime):
        utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
        at = (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
        return "%04d%02d%02dT%02d%02d%02dZ" % at  # noqa: UP031 (half the time of an f-string)
    return moment.isoformat().replace("-", "")


class EventWriter:
    """Turns the occurrences of one component into events; its texts are read once."""

    def __init__(self, component: EventComponent, platform: PlatformWorkout | None) -> None:
        """Read the texts of `component`."""
        self.component = component
        texts = component.texts
        self._uid = component.uid
        self._platform = platform
        self._summary = text(texts.get("SUMMARY", ""))
        self._description = text(texts.get("DESCRIPTION", ""))
        self._location = text(texts.get("LOCATION", ""))
        self._categories = categories(texts.get("CATEGORIES", ""))
        self._busy = texts.get("TRANSP", "").strip().upper() != "TRANSPARENT"
        self._private = texts.get("CLASS", "PUBLIC").strip().upper() not in ("", "PUBLIC")
        tentative = texts.get("STATUS", "").strip().upper() == "TENTATIVE"
        self._status = EventStatus.TENTATIVE if tentative else EventStatus.CONFIRMED
        self._owned = "X-COUNTERPOINT-KEY" in texts or component.uid.endswith(_OWN_UID_END)
        self._mark = _mark(texts)

    def event(self, occurrence: Occurrence) -> CalendarEvent:
        """Return the event of one occurrence of the component."""
        original = occurrence.recurrence_id
        timed = original is occurrence.start and isinstance(original, datetime)
        name = recurrence_name(occurrence.begin if timed else original)
        return CalendarEvent(
            uid=self._uid,
            start=occurrence.start,
            end=occurrence.end,
            recurrence_id=name,
            identity=self._uid if name is None else f"{self._uid}/{name}",
            summary=self._summary,
            description=self._description,
            location=self._location,
            status=self._status,
            busy=self._busy,
            private=self._private,
            owned=self._owned,
            categories=self._categories,
            platform=self._platform,
            mark=self._mark,
        )


def _mark(texts: Mapping[str, str]) -> OwnedMark | None:
    """What we put beside an event of ours; None where a calendar did not keep all of it."""
    if not all(name in texts for name in _MARKS):
        return None
    return OwnedMark(*(text(texts[name]) for name in _MARKS))
