"""When everything that we wrote into a calendar is gone at once: it is asked what that means.

An athlete deletes this and that; a disk that is not mounted, or a program that has not loaded its
files yet, shows nothing at all. Until the athlete says which it was, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sync_service.brake import Hold, too_much
from sync_service.brake_limits import Limits
from sync_service.instants import is_to_come
from sync_service.observe import Sighting
from sync_service.standing import OF_OUR_OWN, Standing, touches_window
from sync_service.store.records import OF_EMPTIED_CALENDAR, Item

_WHY = (
    "all that Counterpoint wrote into {label} for the time to come vanished at once; bring the "
    "calendar back if it is not there as a whole, or release this if you deleted it, and it stays "
    "away"
)


@dataclass(frozen=True, slots=True)
class Emptied:
    """A calendar without anything of ours, and the question about it."""

    calendar: str
    hold: Hold


def emptied_calendars(
    items: Iterable[Item], sightings: tuple[Sighting, ...], limits: Limits, now: datetime
) -> Iterator[Emptied]:
    """The calendars in which nothing to come of ours stands any more, and much of it stood."""
    standing = Standing(sightings)
    known = tuple(items)
    for sighting in sightings:
        key = sighting.calendar.key
        ours = [each for each in known if each.calendar == key and each.kind in OF_OUR_OWN]
        to_come = [each for each in ours if _is_expected(each, sighting, now)]
        marked = {event.mark.key for event in sighting.events if event.mark}
        gone = [each for each in to_come if standing.is_gone(each) and each.key not in marked]
        if len(gone) == len(to_come) and too_much(len(gone), len(to_come), limits):
            why = _WHY.format(label=sighting.calendar.label)
            yield Emptied(key, Hold(f"{key} {_name(ours)}{OF_EMPTIED_CALENDAR}", why, len(gone)))


def _is_expected(item: Item, sighting: Sighting, now: datetime) -> bool:
    return is_to_come(item.written.start, now) and touches_window(item.written, sighting)


def _name(items: Iterable[Item]) -> str:
    """The same for the same items: a yes to these is none to others that vanish later."""
    return sha256("\n".join(sorted(each.key for each in items)).encode()).hexdigest()[:12]
