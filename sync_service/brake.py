"""When changes are held back until the athlete says yes.

A feed that comes back empty must not empty a calendar (FAILURES 1). What was answered once is not
asked again for the same source and the same shape of change (FAILURES 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.calendar_event import CalendarEvent
from sync_service.athlete_settings import Role
from sync_service.identity import identity_of
from sync_service.observe import Sighting
from sync_service.reconcile import Plan
from sync_service.store.records import Action, HeldPlan, KnownEvent

_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """A plan that takes away or rewrites more than this is held."""

    share: float = 0.4
    at_least: int = 5


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a plan is held, its shape by which the answer is remembered, and how much it is."""

    shape: str
    why: str
    changes: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a plan is judged by.

    `standing` is how many items of ours stand. What the athlete's own settings change is what
    they want, so that alone is not held.
    """

    standing: int
    sightings: Sequence[Sighting]
    now: datetime
    settings_changed: bool = False


def brake(plan: Plan, seen: Circumstances, limits: Limits) -> Hold | None:
    """What speaks against the plan, None where nothing does."""
    risky = [change for change in plan.changes if change.action is not Action.CREATE]
    if not risky:
        return None
    for sighting in seen.sightings:
        why = _shrank(sighting, limits, seen.now)
        if why is not None:
            return Hold(f"{sighting.calendar.key} {why.shape}", why.sentence, len(risky))
    if seen.settings_changed or not _too_much(len(risky), seen.standing, limits):
        return None
    sources = " ".join(sorted(_changed(seen.sightings)))
    why_sentence = (
        f"{len(risky)} of the {seen.standing} things that Counterpoint wrote would be changed or "
        "deleted at once"
    )
    return Hold(f"{sources} much", why_sentence, len(risky))


def is_released(hold: Hold, held: Iterable[HeldPlan], now: datetime) -> bool:
    """Whether the athlete said yes to this shape of change, not too long ago."""
    return any(
        each.shape == hold.shape
        and each.released_at is not None
        and now - each.released_at < _REMEMBERED
        for each in held
    )


@dataclass(frozen=True, slots=True)
class _Shrinking:
    shape: str
    sentence: str


def _shrank(sighting: Sighting, limits: Limits, now: datetime) -> _Shrinking | None:
    """Whether workouts to come have vanished from a source in numbers."""
    if sighting.calendar.role is not Role.TRAINING or not sighting.read:
        return None
    before = {identity_of(each.event) for each in _workouts_to_come(sighting, now)}
    left = before & {identity_of(event) for event in sighting.events}
    lost = len(before) - len(left)
    label = sighting.calendar.label
    if before and not sighting.events:
        return _Shrinking("empty", f"{label} came back empty, and had {lost} workouts to come")
    if _too_much(lost, len(before), limits):
        return _Shrinking(
            "shrunk", f"{lost} of the {len(before)} workouts to come vanished from {label} at once"
        )
    return None


def _workouts_to_come(sighting: Sighting, now: datetime) -> Iterator[KnownEvent]:
    for each in sighting.before:
        if each.is_workout and _is_to_come(each.event, now):
            yield each


def _is_to_come(event: CalendarEvent, now: datetime) -> bool:
    start = event.start
    return start > now if isinstance(start, datetime) else start > now.date()


def _too_much(count: int, of: int, limits: Limits) -> bool:
    return count >= limits.at_least and count > limits.share * of


def _changed(sightings: Iterable[Sighting]) -> Iterator[str]:
    """The sources that show something else than before."""
    for sighting in sightings:
        before = {(identity_of(each.event), each.event.start) for each in sighting.before}
        now = {(identity_of(event), event.start) for event in sighting.events}
        if before != now and not sighting.calendar.own:
            yield sighting.calendar.key
