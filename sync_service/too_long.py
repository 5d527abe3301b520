"""Events that say that they are training, and last longer than anything that athletes do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.ports import Problem
from rules.athlete import Athlete
from sync_service.place_workouts import (
    LONGEST_DAYS,
    ReadEvent,
    expectation_of,
    lasts_too_long,
    once,
    taken_for,
)

_WHAT = f"lasts longer than {LONGEST_DAYS} days, so it is taken for no workout"


def too_long(events: Iterable[ReadEvent], athlete: Athlete) -> Iterator[Problem]:
    """A problem for each; what is long and no training is ordinary, and not told."""
    for read in once(events):
        event = read.event
        if lasts_too_long(event) and taken_for(event, expectation_of(read, athlete)):
            yield Problem(read.source, _WHAT, event.uid)
