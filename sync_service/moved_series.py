"""Series that were moved as a whole: their instances are called by another original start then.

A calendar names an instance by its series and the start that the series gave it. Whoever drags the
whole series sees it elsewhere, and nothing vanished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from connectors.calendar_event import CalendarEvent
from sync_service.identity import identity_of
from sync_service.observe import Sighting


@dataclass(frozen=True, slots=True)
class MovedSeries:
    """The instances that are not there any more, and those that came in their place."""

    uid: str
    vanished: tuple[CalendarEvent, ...]
    appeared: tuple[CalendarEvent, ...]


def moved_series(sighting: Sighting) -> Iterator[MovedSeries]:
    """The series of a calendar of which instances vanished while others appeared."""
    before = [each.event for each in sighting.before]
    vanished = _by_series(before, but=sighting.events)
    appeared = _by_series(sighting.events, but=before)
    for uid in sorted(vanished.keys() & appeared.keys()):
        yield MovedSeries(uid, tuple(vanished[uid]), tuple(appeared[uid]))


def _by_series(
    events: Iterable[CalendarEvent], but: Iterable[CalendarEvent]
) -> Mapping[str, list[CalendarEvent]]:
    known = {identity_of(event) for event in but}
    found: defaultdict[str, list[CalendarEvent]] = defaultdict(list)
    for event in events:
        if event.recurrence_id is not None and identity_of(event) not in known:
            found[event.uid].append(event)
    return found
