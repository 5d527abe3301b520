"""The fuel plan as events: a summary of the day, and what is eaten round the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from connectors.calendar_event import EventDraft
from rules.fueling import FuelDay, FuelItem, ItemKind, is_key_session
from rules.workout import Workout
from sync_service.athlete_settings import FuelEvents
from sync_service.own_draft import OwnDraft, owned_uid
from sync_service.wording import FuelTexts, Wording, is_for_tomorrow

_ROUND_SESSIONS = frozenset(
    {ItemKind.BEFORE_RUN, ItemKind.DURING_RUN, ItemKind.AFTER_RUN, ItemKind.AFTER_LIFT}
)


def fuel_items(  # noqa: PLR0913 a plan, whose it is, and how it is told
    days: Iterable[FuelDay],
    workouts: Iterable[Workout],
    events: FuelEvents,
    identities: Mapping[str, str],
    wording: Wording,
    *,
    grams: bool,
) -> Iterator[OwnDraft]:
    """The items that the setting asks for; `grams` allows amounts in them."""
    if events is FuelEvents.OFF:
        return
    by_id = {workout.id: workout for workout in workouts}
    texts = wording.fuel(grams=grams)
    for day in days:
        if any(workout.day == day.date for workout in by_id.values()):
            yield _summary(day, texts)
        if events is not FuelEvents.SUMMARY:
            for key, item in _keyed(day, identities):
                sessions = [by_id[id_] for id_ in item.workouts if id_ in by_id]
                if events is FuelEvents.FULL or _is_key(item, sessions):
                    yield _item(key, item, sessions, texts)


def _keyed(day: FuelDay, identities: Mapping[str, str]) -> Iterator[tuple[str, FuelItem]]:
    """Every item of a day under a key that outlives a shift in the time of day.

    It tells what is eaten for which sessions, and of several such which it is.
    """
    taken: dict[str, int] = {}
    for item in day.items:
        sessions = sorted(identities.get(id_, id_) for id_ in item.workouts)
        name = " ".join(("fuel", f"{day.date}", item.kind, *sessions))
        taken[name] = taken.get(name, 0) + 1
        yield f"{name} {taken[name]}", item


def _is_key(item: FuelItem, sessions: list[Workout]) -> bool:
    round_sessions = item.kind in _ROUND_SESSIONS or is_for_tomorrow(item, sessions)
    return round_sessions and any(map(is_key_session, sessions))


def _summary(day: FuelDay, texts: FuelTexts) -> OwnDraft:
    key = f"fuel {day.date}"
    draft = EventDraft(
        uid=owned_uid(key),
        start=day.date,
        end=day.date + timedelta(days=1),
        summary=texts.day_title(day),
        description=texts.day_text(day),
        private=True,
    )
    return OwnDraft(key, draft)


def _item(key: str, item: FuelItem, sessions: list[Workout], texts: FuelTexts) -> OwnDraft:
    draft = EventDraft(
        uid=owned_uid(key),
        start=item.start,
        end=item.end,
        summary=texts.item_title(item, sessions),
        description=texts.item_text(item),
        private=True,
    )
    return OwnDraft(key, draft)
