"""A day's servings of protein, and the carbohydrate that they hold beside what runs ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import ceil

from rules.athlete import Athlete
from rules.fueling import protein
from rules.fueling.carbohydrate import day_g_per_kg, most_carbs_g
from rules.fueling.draft import PLATE_G, Amount, Draft, ItemKind
from rules.fueling.energy import DayEnergy
from rules.fueling.servings import (
    AFTER_LIFT,
    LONGEST_GAP,
    fewest_servings,
    is_after,
    most_servings,
    serving_times,
    wishes_met,
)
from rules.fueling.waking_day import SLOT, WakingDay
from rules.workout import Workout


def servings(day: WakingDay, key_runs: Sequence[Workout], athlete: Athlete) -> tuple[Draft, ...]:
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
        if count < min(most, total // ceil(athlete.thresholds.serving_min_g)):
            times = _sooner(day, times, serving_times(day, count + 1, key_runs))
        grams = protein.split(total, len(times)) if times else ()
    return tuple(
        _serving(time, each, day, is_last=time == times[-1])
        for time, each in zip(times, grams, strict=True)
    )


def _sooner(
    day: WakingDay, times: tuple[datetime, ...], with_one_more: tuple[datetime, ...]
) -> tuple[datetime, ...]:
    """One serving more where only so lifts, the morning and the night are all fed."""
    if not any(session.is_lift for session in day.sessions):
        return times
    gaps = (later - earlier for earlier, later in pairwise(with_one_more))
    helps = wishes_met(day, with_one_more) > wishes_met(day, times)
    return with_one_more if helps and max(gaps, default=LONGEST_GAP) <= LONGEST_GAP else times


def _serving(time: datetime, grams: int | None, day: WakingDay, *, is_last: bool) -> Draft:
    lifts = [s.id for s in day.sessions if s.is_lift and is_after(s, time, AFTER_LIFT)]
    kind = ItemKind.BEFORE_SLEEP if is_last else ItemKind.MEAL
    if lifts:
        kind = ItemKind.AFTER_LIFT
    return Draft(time, time + SLOT, kind, Amount(), grams, is_serving=True, workouts=tuple(lifts))


def _round_run_g(draft: Draft, weight_kg: float) -> int:
    """What it holds for a run of the day; what an early run of tomorrow wants comes on top."""
    round_run = draft.kind in {ItemKind.BEFORE_RUN, ItemKind.AFTER_RUN}
    return draft.asked.grams(weight_kg) or 0 if round_run else 0


def with_the_rest(
    drafts: tuple[Draft, ...], own: Sequence[Workout], energy: DayEnergy, athlete: Athlete
) -> tuple[Draft, ...]:
    """The day's carbohydrate that no run asks for, to the servings that hold least so far.

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
    held = [_round_run_g(draft, weight) for draft in servings]
    level = protein.level(held, max(0, wanted - eaten))
    # Where a race leaves room for a meal or two, these cannot carry what it burns.
    rooms = (max(0, round(PLATE_G) - grams) for grams in held)
    shares = iter(map(min, level, rooms))
    return tuple(
        replace(draft, rest_g=next(shares)) if draft.is_serving else draft for draft in drafts
    )
