"""What of ours stands in calendars that nothing is written into any more, and how it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sync_service.calendar_keys import key_of
from sync_service.calendar_settings import LocalCalendarSource
from sync_service.job import Job

_HOW = "to take them away, name it again and run counterpoint purge before the next sync"


def left_behind(job: Job, holding: Mapping[str, int]) -> Iterator[str]:
    """A sentence for each such calendar; `holding` is how much stands in each, by its key.

    What was once written elsewhere is forgotten by and by: nobody looks there any more.
    """
    named = {each.key: each for each in job.calendars}
    unnamed = sum(count for key, count in holding.items() if key not in named)
    if unnamed:
        them = _HOW if unnamed > 1 else _HOW.replace("them", "it", 1)
        yield f"{_standing(unnamed)} in a calendar that the settings no longer name; {them}."
    for key, count in holding.items():
        if key in named and named[key].writer is None and not named[key].own:
            yield (
                f"{_standing(count)} in {_place(job, key)}, into which nothing is written any "
                f"more; counterpoint purge takes {'it' if count == 1 else 'them'} away."
            )


def _standing(count: int) -> str:
    return "1 thing of ours stands" if count == 1 else f"{count} things of ours stand"


def _place(job: Job, key: str) -> str:
    """The calendar as the settings name it: a folder by its way, never an address."""
    for source in job.settings.sources:
        if isinstance(source, LocalCalendarSource) and key_of(source) == key:
            return f'the folder "{source.place}"'
    return next(each.label for each in job.calendars if each.key == key)
