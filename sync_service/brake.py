"""When changes are held back until the athlete says yes.

A feed that comes back empty must not empty a calendar (FAILURES 1). What was answered once is not
asked again for the same source and the same shape of change (FAILURES 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from connectors.touching import touches
from rules.days import week_of
from rules.wording import counted
from sync_service.brake_limits import Limits
from sync_service.calendar_settings import Role
from sync_service.desired import first_day
from sync_service.identity import event_name, identity_of
from sync_service.instants import day_of, is_to_come
from sync_service.moved_series import moved_series
from sync_service.observe import Sighting
from sync_service.reconcile import Change, Plan
from sync_service.store.records import Action, HeldPlan, KnownEvent

_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a plan is held, its shape by which the answer is remembered, and how much it is."""

    shape: str
    why: str
    changes: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a plan is judged by.

    `standing` is how many items of ours stand. `expected` says that much may change at once: the
    athlete changed their settings, or we moved a workout for them in this very cycle.
    """

    standing: int
    sightings: Sequence[Sighting]
    now: datetime
    expected: bool = False


def brake(plan: Plan, seen: Circumstances, limits: Limits) -> Hold | None:
    """What speaks against the plan, None where nothing does."""
    risky = [change for change in plan.changes if change.action is not Action.CREATE]
    if not risky:
        return None
    takes_away = any(change.action is Action.DELETE for change in risky)
    is_much = takes_away or len(risky) >= limits.at_least
    for sighting in seen.sightings if is_much else ():
        why = _shrank(sighting, limits, seen.now)
        if why is not None:
            return Hold(f"{sighting.calendar.key} {why.shape}", why.sentence, len(risky))
    unexplained = [change for change in risky if not _follows(change, _moved(seen, limits))]
    if seen.expected or not too_much(len(unexplained), seen.standing, limits):
        return None
    sources = " ".join(sorted(_changed(seen.sightings)))
    why_sentence = (
        f"{len(risky)} of the {counted(seen.standing, 'thing')} that Counterpoint wrote would be "
        "changed or deleted at once"
    )
    return Hold(f"{sources} much", why_sentence, len(risky))


@dataclass(frozen=True, slots=True)
class _Moved:
    """The few workouts that stand elsewhere than before, and the days that this tells on."""

    names: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()


def _moved(seen: Circumstances, limits: Limits) -> _Moved:
    """What moved since the last cycle; where that is a lot, it explains nothing.

    A series that was moved as a whole is one thing that moved.
    """
    names: set[str] = set()
    days: set[date] = set()
    uids: set[str] = set()
    for sighting in seen.sightings:
        before = {identity_of(each.event): each.event.start for each in sighting.before}
        for event in sighting.events:
            was = before.get(identity_of(event))
            if was is not None and was != event.start:
                uids.add(event.uid)
                names.add(identity_of(event))
                days |= {day_of(was), day_of(event.start)}
        for series in moved_series(sighting):
            uids.add(series.uid)
            for event in (*series.vanished, *series.appeared):
                names.add(identity_of(event))
                days.add(day_of(event.start))
    few = len(uids) < limits.at_least
    return _Moved(frozenset(names), frozenset(days)) if few else _Moved()


def _follows(change: Change, moved: _Moved) -> bool:
    """Whether the change follows from a workout that was moved: about it, or in its weeks."""
    about = {event_name(change.item.workout or "")}
    causes = {event_name(word) for word in change.item.cause.split()}
    if moved.names & (about | causes):
        return True
    weeks = {week_of(day).start for day in moved.days}
    return not change.item.workout and week_of(first_day(change.item.written)).start in weeks


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
    """Whether workouts to come have vanished from a source in numbers.

    Those alone are asked for that lie where this look reached: a clock may have jumped since.
    """
    if sighting.calendar.role is not Role.TRAINING or not sighting.read:
        return None
    before = {identity_of(each.event) for each in _workouts_to_come(sighting, now)}
    left = before & {identity_of(event) for event in sighting.events}
    lost = len(before) - len(left) - sum(_elsewhere(sighting, before, now))
    label = sighting.calendar.label
    if before and not sighting.events:
        had = counted(lost, "workout")
        return _Shrinking("empty", f"{label} came back empty, and had {had} to come")
    if too_much(lost, len(before), limits):
        of_them = f"{lost} of the {counted(len(before), 'workout')}"
        return _Shrinking("shrunk", f"{of_them} to come vanished from {label} at once")
    return None


def _elsewhere(sighting: Sighting, workouts: set[str], now: datetime) -> Iterator[int]:
    """How many workouts of each series that was moved stand elsewhere now."""
    for series in moved_series(sighting):
        vanished = sum(identity_of(event) in workouts for event in series.vanished)
        yield min(vanished, sum(is_to_come(event.start, now) for event in series.appeared))


def _workouts_to_come(sighting: Sighting, now: datetime) -> Iterator[KnownEvent]:
    for each in sighting.before:
        in_sight = touches(each.event, sighting.window)
        if each.is_workout and in_sight and is_to_come(each.event.start, now):
            yield each


def too_much(count: int, of: int, limits: Limits) -> bool:
    """Whether so many of all are more than the athlete lets change unasked."""
    return count >= limits.at_least and count > limits.share * of


def _changed(sightings: Iterable[Sighting]) -> Iterator[str]:
    """The sources that show something else than before."""
    for sighting in sightings:
        before = {(identity_of(each.event), each.event.start) for each in sighting.before}
        now = {(identity_of(event), event.start) for event in sighting.events}
        if before != now and not sighting.calendar.own:
            yield sighting.calendar.key
