"""A folder that stands elsewhere now, or has another name, is the calendar that it was.

What is kept of a calendar is kept under its key. Earlier versions made the key of a folder of its
absolute path; and a folder may be moved alone. Then what is kept goes along under the new key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.errors import ConnectorError
from sync_service.job import Job
from sync_service.standing import OF_OUR_OWN
from sync_service.store.records import Item, SourceState

_FOLDER = "local_calendar:"


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
    if job.own.key in held or formerly.keys() & held or not job.own.key.startswith(_FOLDER):
        return
    left = {each for each in held - named if each.startswith(_FOLDER)}
    standing = _standing(job) if left else frozenset()
    alike = [old for old in left if _refs(items, old) & standing]
    if len(alike) == 1:
        yield alike[0], job.own.key


def _refs(items: Sequence[Item], calendar: str) -> frozenset[tuple[str, str]]:
    """What stands of our own in a calendar: where, and under which key."""
    ours = (each for each in items if each.calendar == calendar and each.kind in OF_OUR_OWN)
    return frozenset((each.handle.ref, each.key) for each in ours)


def _standing(job: Job) -> frozenset[tuple[str, str]]:
    try:
        owned = tuple(job.own.writer.owned()) if job.own.writer else ()
    except ConnectorError:  # the cycle itself will say so
        return frozenset()
    return frozenset((e.handle.ref, e.mark.key) for e in owned if e.handle and e.mark)
