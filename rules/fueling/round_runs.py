"""What runs ask for, laid over the day's servings: before, during, after, the evening before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rules.athlete import Athlete
from rules.fueling.before_run import before_run, is_before, wanted_ahead, wants_evening_before
from rules.fueling.carbohydrate import (
    EVENING_G_PER_KG,
    before_g_per_kg,
    during_g,
    is_key_run,
    refill_after,
)
from rules.fueling.draft import Amount, Draft, ItemKind
from rules.fueling.servings import AFTER_RUN
from rules.fueling.waking_day import SLOT, BusySpan, WakingDay, waking_date
from rules.workout import Workout

_HOUR, _BESIDE = timedelta(hours=1), timedelta(minutes=45)


def for_the_morning_after(
    drafts: tuple[Draft, ...],
    day: date,
    near: Sequence[Workout],
    busy: Sequence[BusySpan],
    athlete: Athlete,
) -> tuple[Draft, ...]:
    """More in the evening where tomorrow's key run comes too early for a meal before it."""
    morning = WakingDay.of(day + timedelta(days=1), athlete, near, busy)
    early = [
        run
        for run in near
        if waking_date(run, athlete) == morning.day
        and is_key_run(run)
        and wants_evening_before(run, morning)
    ]
    if not early or not drafts:
        return drafts
    *others, last = drafts
    return (*others, last.and_for(last.kind, Amount(EVENING_G_PER_KG), early[0].id))


def after_run_eaten(
    drafts: tuple[Draft, ...], run: Workout, later: Sequence[Workout], day: WakingDay
) -> tuple[Draft, ...]:
    """Carbohydrate after the run: one meal, or some each hour until the stores are full."""
    refill = refill_after(run, later)
    amount = Amount(refill.g_per_kg)
    if refill.hours == 1:
        return _eaten_between(drafts, run, amount, day, (run.end_utc, AFTER_RUN + SLOT))
    for hour in range(refill.hours):
        drafts = _eaten_between(drafts, run, amount, day, (run.end_utc + hour * _HOUR, _HOUR))
    return drafts


def _eaten_between(
    drafts: tuple[Draft, ...],
    run: Workout,
    amount: Amount,
    day: WakingDay,
    span: tuple[datetime, timedelta],
) -> tuple[Draft, ...]:
    """The amount in the first serving of the span; something of its own where there is none."""
    begin, length = span
    until = begin + length
    for index, draft in enumerate(drafts):
        fed_before = draft.kind is ItemKind.AFTER_RUN and run.id in draft.workouts
        takes = draft.is_serving or draft.kind is ItemKind.AFTER_RUN
        if takes and not fed_before and begin <= draft.time < until:
            fed = draft.and_for(ItemKind.AFTER_RUN, amount, run.id)
            return (*drafts[:index], fed, *drafts[index + 1 :])
    free = [slot for slot in day.slots() if slot >= begin]
    if not free:
        return drafts
    soon = [slot for slot in free if slot < begin + _HOUR]
    time = min(soon, key=lambda slot: _refill_cost(slot, begin, drafts, day), default=free[0])
    return _joined(drafts, Draft(time, time + SLOT, ItemKind.AFTER_RUN, amount, workouts=(run.id,)))


def _refill_cost(
    slot: datetime, begin: datetime, drafts: Sequence[Draft], day: WakingDay
) -> tuple[bool, bool, timedelta]:
    """Not right beside another plate first, then free time, then soon: a quarter of an hour in."""
    plates = (draft for draft in drafts if draft.kind is not ItemKind.DURING_RUN)
    beside = any(abs(slot - draft.time) < _BESIDE for draft in plates)
    return beside, day.is_busy(slot), abs(slot - begin - SLOT)


def _joined(drafts: tuple[Draft, ...], added: Draft) -> tuple[Draft, ...]:
    """The drafts with one more; what is eaten at the same time is one meal."""
    for index, draft in enumerate(drafts):
        during = draft.kind is ItemKind.DURING_RUN
        if not during and draft.time < added.end and added.time < draft.end:
            fed = draft.and_for(added.kind, added.asked, added.workouts[0])
            return (*drafts[:index], fed, *drafts[index + 1 :])
    return (*drafts, added)


def before_run_eaten(drafts: tuple[Draft, ...], run: Workout, day: WakingDay) -> tuple[Draft, ...]:
    """A serving as the meal before a key run, else one of its own; a snack before early runs."""
    before = before_run(run, day) if run.is_run else None
    if before is None or not (is_key_run(run) or before.is_snack):
        return drafts
    index = None if before.is_snack else _meal_before(drafts, run)
    if index is None:
        amount = Amount(before.g_per_kg, before.snack_g)
        end = before.time + SLOT
        meal = Draft(before.time, end, ItemKind.BEFORE_RUN, amount, workouts=(run.id,))
        return _joined(drafts, meal)
    draft = drafts[index]
    # What is eaten there for an earlier run is in the stores for this one as well.
    eaten = sum(each.asked.g_per_kg for each in drafts if is_before(run, each.time))
    missing = before_g_per_kg(run.start_utc - draft.time) - eaten
    fed = draft.and_for(ItemKind.BEFORE_RUN, Amount(max(0.0, missing)), run.id)
    return (*drafts[:index], fed, *drafts[index + 1 :])


def _meal_before(drafts: Sequence[Draft], run: Workout) -> int | None:
    """The draft one to four hours before the run and nearest to the best time, a serving first."""
    wanted = wanted_ahead(run)
    fitting = [
        (not draft.is_serving, abs(run.start_utc - draft.time - wanted), index)
        for index, draft in enumerate(drafts)
        if draft.kind is not ItemKind.DURING_RUN and is_before(run, draft.time)
    ]
    return min(fitting)[-1] if fitting else None


def during_run_eaten(drafts: tuple[Draft, ...], run: Workout) -> tuple[Draft, ...]:
    """What is taken during the run, where it is long."""
    grams = during_g(run) if run.is_run else None
    if grams is None:
        return drafts
    amount = Amount(plain_g=grams)
    during = Draft(run.start_utc, run.end_utc, ItemKind.DURING_RUN, amount, workouts=(run.id,))
    return (*drafts, during)
