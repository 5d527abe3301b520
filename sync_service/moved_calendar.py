"""A folder that stands elsewhere now, or has another name, is the calendar that it was.

What is kept of a calendar is kept under its key. Earlier versions made the key of a folder of its
absolute path; and a folder may be moved alone. Then what is kept goes along under the new key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from connectors.errors import ConnectorError
from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_keys import key_of
from sync_service.calendar_settings import LocalCalendarTarget
from sync_service.identity import annotation_key, identity_of
from sync_service.job import Job
from sync_service.standing import OF_OUR_OWN
from sync_service.store.records import Item, ItemKind, SourceState
from sync_service.sync_calendar import SyncCalendar

_FOLDER = "local_calendar:"
_FOUND = OF_OUR_OWN | {ItemKind.ANNOTATION}


def moved_calendars(
    job: Job, items: Sequence[Item], sources: Sequence[SourceState]
) -> Iterator[tuple[str, str]]:
    """The old and the new key of each calendar that is kept under another key than it has."""
    named = {each.key for each in job.calendars}
    kept = {item.calendar for item in items} | {each.source for each in sources}
    formerly = {each.former: each.key for each in job.calendars if each.former}
    for old, new in formerly.items():
        if old in kept and old not in named and new not in kept:
            yield old, new
    held = {item.calendar for item in items}
    left = {each for each in held - named - formerly.keys() if each.startswith(_FOLDER)}
    for calendar in job.calendars if left else ():
        empty = held.isdisjoint({calendar.key, calendar.former})
        if not (empty and calendar.key.startswith(_FOLDER)):
            continue
        standing = _standing(calendar)
        alike = [old for old in sorted(left) if _written(items, old) & standing]
        if len(alike) == 1:
            left -= {alike[0]}
            yield alike[0], calendar.key


def handed_over(
    job: Job, items: Iterable[Item], athletes: Iterable[AthleteSettings]
) -> Iterator[Item]:
    """What stands in a folder into which another athlete writes now, who finds it there again.

    A workout that was moved stays known: nobody else could put it back.
    """
    named = {each.key for each in job.calendars}
    targets = (each.write_to for each in athletes if each.name != job.athlete)
    theirs = {key_of(each) for each in targets if isinstance(each, LocalCalendarTarget)} - named
    return (each for each in items if each.calendar in theirs and each.kind in _FOUND)


def _written(items: Sequence[Item], calendar: str) -> frozenset[tuple[str, str]]:
    """What we wrote into a calendar: where, and under which key."""
    kept = (each for each in items if each.calendar == calendar and each.kind in _FOUND)
    return frozenset((each.handle.ref, each.key) for each in kept)


def _standing(calendar: SyncCalendar) -> frozenset[tuple[str, str]]:
    """What of that may stand in a folder."""
    writer = calendar.writer
    if writer is None:
        return frozenset()
    try:
        owned, noted = tuple(writer.owned()), tuple(writer.traces())
    except ConnectorError:  # the cycle itself will say so
        return frozenset()
    events = {(e.handle.ref, e.mark.key) for e in owned if e.handle and e.mark}
    notes = {(e.handle.ref, annotation_key(identity_of(e))) for e in noted if e.handle}
    return frozenset(events | notes)
