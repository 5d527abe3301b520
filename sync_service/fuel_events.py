"""The fuel plan as events: a summary of the day, and what is eaten round the sessions.

Titles and texts tell grams, where the athlete allows them, never energy, intake or the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256

from connectors.calendar_event import EventDraft
from rules.fueling import FuelDay, FuelItem, ItemKind, is_key_session
from rules.wording import name_of
from rules.workout import RunType, Workout
from sync_service.athlete_settings import FuelEvents

_ROUND_SESSIONS = frozenset(
    {ItemKind.BEFORE_RUN, ItemKind.DURING_RUN, ItemKind.AFTER_RUN, ItemKind.AFTER_LIFT}
)
_OF_RUNS = frozenset({ItemKind.BEFORE_RUN, ItemKind.DURING_RUN, ItemKind.AFTER_RUN})
_WHEN = {
    ItemKind.BEFORE_RUN: "before the",
    ItemKind.DURING_RUN: "during the",
    ItemKind.AFTER_RUN: "after the",
    ItemKind.AFTER_LIFT: "after the",
}


def fuel_drafts(
    days: Iterable[FuelDay], workouts: Iterable[Workout], events: FuelEvents, *, grams: bool
) -> Iterator[EventDraft]:
    """The events that the setting asks for; `grams` allows amounts in them."""
    if events is FuelEvents.OFF:
        return
    by_id = {workout.id: workout for workout in workouts}
    for day in days:
        if any(workout.day == day.date for workout in by_id.values()):
            yield _summary(day, grams=grams)
        if events is not FuelEvents.SUMMARY:
            for item in day.items:
                sessions = [by_id[id_] for id_ in item.workouts if id_ in by_id]
                if events is FuelEvents.FULL or _is_key(item, sessions):
                    yield _item(day, item, sessions, grams=grams)


def _is_key(item: FuelItem, sessions: list[Workout]) -> bool:
    round_sessions = item.kind in _ROUND_SESSIONS or _for_tomorrow(item, sessions)
    return round_sessions and any(map(is_key_session, sessions))


def _for_tomorrow(item: FuelItem, sessions: list[Workout]) -> bool:
    """Whether the evening is eaten for an early run of the next day."""
    return bool(sessions) and sessions[-1].is_run and sessions[-1].day > item.start.date()


def _summary(day: FuelDay, *, grams: bool) -> EventDraft:
    known = grams and day.protein_g is not None
    told = f"{day.protein_g} g protein, {day.carbs_g} g carbs" if known else "servings for today"
    lines = (f"{item.start:%H:%M}  {_amounts(item, grams=grams)}" for item in day.items)
    return EventDraft(
        uid=_uid(f"fuel {day.date}"),
        start=day.date,
        end=day.date + timedelta(days=1),
        summary=f"Fuel: {told}",
        description="\n".join(lines),
        private=True,
    )


def _item(day: FuelDay, item: FuelItem, sessions: list[Workout], *, grams: bool) -> EventDraft:
    amount = _short(item, grams=grams, for_tomorrow=_for_tomorrow(item, sessions))
    ids = " ".join(item.workouts) or f"{item.start:%H%M}"
    lines = [_amounts(item, grams=grams)]
    if grams and item.example:
        lines.append(f"For example {item.example}.")
    return EventDraft(
        uid=_uid(f"fuel {day.date} {item.kind} {ids} {item.start:%H%M}"),
        start=item.start,
        end=item.end,
        summary=f"Fuel: {amount}{_for(item, sessions)}",
        description="\n".join(lines),
        private=True,
    )


def _amounts(item: FuelItem, *, grams: bool) -> str:
    by_weight = item.carbs_g is not None or item.protein_g is not None
    if by_weight and not grams:
        return item.by_kg
    return item.guidance


def _short(item: FuelItem, *, grams: bool, for_tomorrow: bool) -> str:
    """What counts most at this time: carbohydrate round runs, else protein."""
    of_run = for_tomorrow or item.kind in _OF_RUNS
    grams_told = item.carbs_g if of_run else item.protein_g
    noun = "carbs" if of_run else "protein"
    if not grams or grams_told is None:
        return noun
    return f"{grams_told} g {noun}"


def _for(item: FuelItem, sessions: list[Workout]) -> str:
    if _for_tomorrow(item, sessions):
        return f" for tomorrow's {_short_name(sessions[-1])}"
    when = _WHEN.get(item.kind)
    if when is None or not sessions:
        return " before sleep" if item.kind is ItemKind.BEFORE_SLEEP else ""
    session = sessions[-1] if item.kind is not ItemKind.AFTER_LIFT else sessions[0]
    return f" {when} {_short_name(session)}"


def _short_name(workout: Workout) -> str:
    intervals = workout.session.run_type is RunType.INTERVALS
    return "intervals" if intervals else name_of(workout)


def _uid(key: str) -> str:
    return f"{sha256(key.encode()).hexdigest()[:24]}@counterpoint"
