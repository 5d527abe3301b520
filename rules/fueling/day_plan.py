"""The fuel plan of days: what each asks for, and what is eaten when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rules.athlete import Athlete
from rules.days import DayRange
from rules.fueling import foods, protein
from rules.fueling.before_run import BeforeRun, before_run, wants_evening_before
from rules.fueling.carbohydrate import (
    EVENING_G_PER_KG,
    day_g_per_kg,
    during_g,
    is_key_run,
    most_carbs_g,
    refill_after,
)
from rules.fueling.draft import Amount, Draft, ItemKind
from rules.fueling.energy import DayEnergy, day_energy
from rules.fueling.servings import (
    AFTER_LIFT,
    AFTER_RUN,
    fewest_servings,
    is_after,
    most_servings,
    serving_times,
)
from rules.fueling.waking_day import SLOT, BusySpan, WakingDay, waking_date
from rules.workout import Workout

_SLIGHTLY_MORE = 1.025  # the guide: match or slightly exceed, 100 to 105 %
_SAME_MEAL = timedelta(minutes=45)
_HOUR = timedelta(hours=1)
_PROTEIN_BY_KG = "0.3 to 0.4 g/kg protein"


@dataclass(frozen=True, slots=True)
class FuelItem:
    """Something to eat, from `start` to `end` on the athlete's clock.

    Whole grams; None where they depend on a weight that is not known: `guidance` then says them by
    the kilogram, as `by_kg` always does. `workouts` are the ids of the sessions that it is for.
    """

    kind: ItemKind
    start: datetime
    end: datetime
    protein_g: int | None
    carbs_g: int | None
    guidance: str
    by_kg: str
    example: str | None
    workouts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FuelDay:
    """What a day asks for; None where the body is not known well enough.

    `burned_kcal` is what the day burns, `energy_kcal` that and a little more.
    """

    date: date
    energy_kcal: int | None
    burned_kcal: float | None
    net_exercise_kcal: int | None
    protein_g: int | None
    carbs_g: int | None
    items: tuple[FuelItem, ...]


def plan_days(
    days: DayRange, workouts: Sequence[Workout], busy: Iterable[BusySpan], athlete: Athlete
) -> tuple[FuelDay, ...]:
    """The plan of each day; `workouts` may hold the days around them, which tell on it."""
    meetings = tuple(busy)
    ordered = sorted(workouts, key=lambda workout: (workout.start_utc, workout.id))
    return tuple(_plan(day, ordered, meetings, athlete) for day in days)


def _plan(
    day: date, workouts: Sequence[Workout], busy: Sequence[BusySpan], athlete: Athlete
) -> FuelDay:
    near = [workout for workout in workouts if abs((workout.day - day).days) <= 1]
    waking = WakingDay.of(day, athlete, near, busy)
    awake = [workout for workout in near if waking_date(workout, athlete) == day]
    key_runs = [workout for workout in awake if is_key_run(workout)]
    drafts = _servings(waking, key_runs, athlete)
    drafts = _for_the_morning_after(drafts, day, near, busy, athlete)
    for run in key_runs:
        drafts = _after_run(drafts, run, near, waking)
    for run in awake:
        drafts = _before_run(drafts, run, waking)
        drafts = _during_run(drafts, run)
    own = [workout for workout in near if workout.day == day]
    energy = day_energy(athlete.body, athlete.thresholds.activity_factor, day, own)
    drafts = _with_the_rest(drafts, own, energy, athlete)
    return _told(day, energy, drafts, athlete)


def _servings(day: WakingDay, key_runs: Sequence[Workout], athlete: Athlete) -> tuple[Draft, ...]:
    """The servings of protein at their times, as yet without carbohydrate."""
    fewest, most = fewest_servings(day), most_servings(day)
    weight = athlete.body.weight_kg
    if weight is None:
        times = serving_times(day, fewest, key_runs)
        grams: tuple[int | None, ...] = (None,) * len(times)
    else:
        total = protein.day_grams(weight, athlete.thresholds, fewest, most)
        count = protein.servings_for(total, athlete.thresholds, fewest, most)
        times = serving_times(day, count, key_runs)
        grams = protein.split(total, len(times)) if times else ()
    return tuple(
        _serving(time, each, day, is_last=time == times[-1])
        for time, each in zip(times, grams, strict=True)
    )


def _serving(time: datetime, grams: int | None, day: WakingDay, *, is_last: bool) -> Draft:
    lifts = [s.id for s in day.sessions if s.is_lift and is_after(s, time, AFTER_LIFT)]
    kind = ItemKind.BEFORE_SLEEP if is_last else ItemKind.MEAL
    if lifts:
        kind = ItemKind.AFTER_LIFT
    return Draft(time, time + SLOT, kind, Amount(), grams, is_serving=True, workouts=tuple(lifts))


def _for_the_morning_after(
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


def _after_run(
    drafts: tuple[Draft, ...], run: Workout, later: Sequence[Workout], day: WakingDay
) -> tuple[Draft, ...]:
    """Carbohydrate after the run: one meal, or some each hour until the stores are full."""
    refill = refill_after(run, later)
    amount = Amount(refill.g_per_kg)
    for hour in range(refill.hours):
        begin = run.end_utc + hour * _HOUR
        until = begin + (_HOUR if hour else AFTER_RUN + SLOT)
        drafts = _eaten_between(drafts, run, amount, day, (begin, until))
    return drafts


def _eaten_between(
    drafts: tuple[Draft, ...],
    run: Workout,
    amount: Amount,
    day: WakingDay,
    span: tuple[datetime, datetime],
) -> tuple[Draft, ...]:
    """The amount in the first serving of the span; something of its own where there is none."""
    begin, until = span
    for index, draft in enumerate(drafts):
        takes = draft.is_serving or draft.kind is ItemKind.AFTER_RUN
        if takes and begin <= draft.time < until:
            fed = draft.and_for(ItemKind.AFTER_RUN, amount, run.id)
            return (*drafts[:index], fed, *drafts[index + 1 :])
    free = [slot for slot in day.slots() if slot >= begin]
    if not free:
        return drafts
    soon = [slot for slot in free if slot < begin + _HOUR and not day.is_busy(slot)]
    time = (soon or free)[0]
    return _joined(drafts, Draft(time, time + SLOT, ItemKind.AFTER_RUN, amount, workouts=(run.id,)))


def _joined(drafts: tuple[Draft, ...], added: Draft) -> tuple[Draft, ...]:
    """The drafts with one more; what is eaten at the same time is one meal."""
    for index, draft in enumerate(drafts):
        during = draft.kind is ItemKind.DURING_RUN
        if not during and draft.time < added.end and added.time < draft.end:
            fed = draft.and_for(added.kind, added.asked, added.workouts[0])
            return (*drafts[:index], fed, *drafts[index + 1 :])
    return (*drafts, added)


def _before_run(drafts: tuple[Draft, ...], run: Workout, day: WakingDay) -> tuple[Draft, ...]:
    """A meal before a key run, a snack before any early one; with a serving that is near."""
    before = before_run(run, day) if run.is_run else None
    if before is None or not (is_key_run(run) or before.is_snack):
        return drafts
    amount = Amount(before.g_per_kg, before.snack_g)
    for index, draft in enumerate(drafts):
        if _is_the_same_meal(draft, before):
            fed = draft.and_for(ItemKind.BEFORE_RUN, amount, run.id)
            return (*drafts[:index], fed, *drafts[index + 1 :])
    end = before.time + SLOT
    meal = Draft(before.time, end, ItemKind.BEFORE_RUN, amount, workouts=(run.id,))
    return _joined(drafts, meal)


def _is_the_same_meal(draft: Draft, before: BeforeRun) -> bool:
    """Whether something is eaten so near to it anyway, and before the run; a snack stays small."""
    near = abs(draft.time - before.time) <= _SAME_MEAL and not before.is_snack
    return near and draft.end <= before.run.start_utc and draft.kind is not ItemKind.DURING_RUN


def _during_run(drafts: tuple[Draft, ...], run: Workout) -> tuple[Draft, ...]:
    grams = during_g(run) if run.is_run else None
    if grams is None:
        return drafts
    amount = Amount(plain_g=grams)
    during = Draft(run.start_utc, run.end_utc, ItemKind.DURING_RUN, amount, workouts=(run.id,))
    return (*drafts, during)


def _with_the_rest(
    drafts: tuple[Draft, ...], own: Sequence[Workout], energy: DayEnergy, athlete: Athlete
) -> tuple[Draft, ...]:
    """The day's carbohydrate that no run asks for, dealt out evenly over the servings.

    What is taken during a run is burned there, and does not count. The day's energy keeps room
    for protein and some fat.
    """
    weight = athlete.body.weight_kg
    servings = [draft for draft in drafts if draft.is_serving]
    if weight is None or not servings:
        return drafts
    meals = [draft for draft in drafts if draft.kind is not ItemKind.DURING_RUN]
    eaten = sum(draft.asked.grams(weight) or 0 for draft in meals)
    wanted = round(day_g_per_kg(own) * weight)
    if energy.burned_kcal is not None:
        grams = sum(draft.protein_g or 0 for draft in servings)
        wanted = min(wanted, most_carbs_g(energy.burned_kcal, grams))
    shares = iter(protein.split(max(0, wanted - eaten), len(servings)))
    return tuple(
        replace(draft, rest_g=next(shares)) if draft.is_serving else draft for draft in drafts
    )


def _told(day: date, energy: DayEnergy, drafts: Sequence[Draft], athlete: Athlete) -> FuelDay:
    ordered = sorted(drafts, key=lambda draft: (draft.time, draft.kind))
    items = tuple(_item(draft, index, athlete) for index, draft in enumerate(ordered))
    known = athlete.body.weight_kg is not None
    return FuelDay(
        date=day,
        energy_kcal=_rounded(energy.burned_kcal, _SLIGHTLY_MORE),
        burned_kcal=energy.burned_kcal,
        net_exercise_kcal=_rounded(energy.net_exercise_kcal),
        protein_g=sum(item.protein_g or 0 for item in items) if known else None,
        carbs_g=sum(item.carbs_g or 0 for item in items) if known else None,
        items=items,
    )


def _rounded(value: float | None, factor: float = 1) -> int | None:
    return None if value is None else round(value * factor)


def _item(draft: Draft, index: int, athlete: Athlete) -> FuelItem:
    carbs_g = draft.carbs_g(athlete.body.weight_kg)
    zone = athlete.time_zone
    return FuelItem(
        kind=draft.kind,
        start=draft.time.astimezone(zone),
        end=draft.end.astimezone(zone),
        protein_g=draft.protein_g if draft.is_serving else 0,
        carbs_g=carbs_g,
        guidance=_guidance(draft, carbs_g),
        by_kg=_by_kg(draft),
        example=_example(draft, carbs_g, index, athlete),
        workouts=draft.workouts,
    )


def _guidance(draft: Draft, carbs_g: int | None) -> str:
    """Both amounts in words: in grams where they are known, else by the kilogram."""
    parts = []
    if draft.is_serving:
        grams = draft.protein_g
        parts.append(f"{grams} g protein" if grams is not None else _PROTEIN_BY_KG)
    carbs = f"{carbs_g} g" if carbs_g is not None else str(draft.asked)
    if carbs_g != 0:
        parts.append(f"{carbs} carbohydrate")
    return " and ".join(parts)


def _by_kg(draft: Draft) -> str:
    """Both amounts by the kilogram, from which no weight can be told."""
    parts = [_PROTEIN_BY_KG] if draft.is_serving else []
    if draft.kind is ItemKind.DURING_RUN:
        parts.append("carbohydrate through the run")
    elif draft.asked.g_per_kg:
        parts.append(f"{draft.asked.g_per_kg:g} g/kg carbohydrate")
    elif draft.asked.plain_g:
        parts.append("a small snack of carbohydrate")
    return " and ".join(parts)


def _example(draft: Draft, carbs_g: int | None, index: int, athlete: Athlete) -> str | None:
    if carbs_g is None or (draft.is_serving and draft.protein_g is None):
        return None
    if draft.kind is ItemKind.DURING_RUN:
        return foods.told(foods.drink(carbs_g))
    variant = draft.time.timetuple().tm_yday + index
    if not draft.is_serving and not draft.asked.g_per_kg:
        return foods.told(foods.snack(carbs_g, athlete.diet, variant))
    return foods.told(foods.meal(draft.protein_g or 0, carbs_g, athlete.diet, variant))
