"""When to eat: servings three to five hours apart, after lifts and before sleep.

The best times are found exactly, by dynamic programming over the quarters of an hour of a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rules.fueling.before_run import NEAREST, USUAL, is_before, wanted_ahead
from rules.fueling.carbohydrate import VERY_LONG_MIN, is_key_session
from rules.fueling.energy import workout_minutes
from rules.fueling.waking_day import WakingDay
from rules.workout import Workout

SHORTEST_GAP = timedelta(hours=3)
LONGEST_GAP = timedelta(hours=5)
AFTER_LIFT = timedelta(hours=2)
AFTER_RUN = timedelta(hours=2)
BEFORE_SLEEP = timedelta(minutes=90)
_MARGIN = timedelta(minutes=30)
_HOUR = timedelta(hours=1)
# Where sessions leave no better room, gaps may be wider than they should, never narrower; they are
# rather wider than that a meal stands right before a race or a long run.
_WIDEST_GAP = timedelta(hours=36)
_MISSED_LIFT, _MISSED_RUN, _MISSED_SLEEP, _BUSY, _MISSED_BREAKFAST = 40.0, 15.0, 20.0, 4.0, 6.0
_FULL_STOMACH, _LATE_AFTER_LIFT = 25.0, 8.0
_MISSED_BEFORE, _PER_HOUR_OFF = 12.0, 6.0
_NEVER = float("inf")


def fewest_servings(day: WakingDay) -> int:
    """So many, five hours apart, reach from the morning to bed."""
    return -(-_span(day) // LONGEST_GAP) + 1


def most_servings(day: WakingDay) -> int:
    """So many fit three hours apart, as early as can be and none right before a long session."""
    count, free = 0, None
    for slot in _clear_slots(day):
        if free is None or slot >= free:
            count, free = count + 1, slot + SHORTEST_GAP
    return count


def wishes_met(day: WakingDay, times: Sequence[datetime]) -> int:
    """How many of these hold: each lift fed within the hour, breakfast, a serving before sleep."""
    if not times:
        return 0
    lifts = [session for session in day.sessions if session.is_lift]
    fed = sum(any(is_after(lift, time, _HOUR) for time in times) for lift in lifts)
    morning = times[0] <= day.wake + BEFORE_SLEEP
    return fed + morning + (times[-1] >= day.bed - BEFORE_SLEEP)


def _span(day: WakingDay) -> timedelta:
    """From the first serving to the last, as far as sessions leave room at both ends."""
    slots = day.slots()
    if not slots:
        return timedelta()
    first = max(slots[0], day.wake + _MARGIN)
    return max(timedelta(), min(slots[-1], day.bed - _MARGIN) - first)


def serving_times(day: WakingDay, count: int, key_runs: Sequence[Workout]) -> tuple[datetime, ...]:
    """The best times for so many servings; fewer where the day has not even so many free quarters.

    Gaps of three to five hours come first, then a serving within two hours after each lift and
    each key run, one before sleep, one in the morning, one before a key run, then free time.
    """
    slots, clear = day.slots(), _clear_slots(day)
    for free, longest in ((clear, LONGEST_GAP), (clear, _WIDEST_GAP), (slots, _WIDEST_GAP)):
        times = _best(day, free, count, key_runs, longest)
        if times:
            return times
    return tuple(slots[:1])


def _clear_slots(day: WakingDay) -> Sequence[datetime]:
    """Those of its slots that leave room before each race and each long session."""
    long = [each for each in day.sessions if _wants_room(each) and wanted_ahead(each) > USUAL]
    return [slot for slot in day.slots() if not any(_is_too_near(each, slot) for each in long)]


def _best(
    day: WakingDay,
    slots: Sequence[datetime],
    count: int,
    key_runs: Sequence[Workout],
    longest: timedelta,
) -> tuple[datetime, ...]:
    """The cheapest choice: of all that end in a slot with so many servings, the best before it."""
    own = [_slot_cost(slot, day, key_runs) for slot in slots]
    ideal_h = _span(day) / _HOUR / max(1, count - 1)
    costs = [own[i] + _first_cost(slot, day) for i, slot in enumerate(slots)]
    earliest = _earliest_before(day, slots, longest)
    steps: list[list[int]] = []
    for _ in range(count - 1):
        costs, chosen = _one_more(slots, own, costs, earliest, ideal_h)
        steps.append(chosen)
    ends = [cost + _last_cost(slot, day) for cost, slot in zip(costs, slots, strict=True)]
    best = min(range(len(slots)), key=ends.__getitem__, default=None)
    if best is None or ends[best] == _NEVER:
        return ()
    return _traced(slots, steps, best)


def _one_more(
    slots: Sequence[datetime],
    own: Sequence[float],
    costs: Sequence[float],
    earliest: Sequence[int],
    ideal_h: float,
) -> tuple[list[float], list[int]]:
    longer, chosen = [_NEVER] * len(slots), [-1] * len(slots)
    for i, slot in enumerate(slots):
        for j in range(earliest[i], i):
            gap = slot - slots[j]
            if gap < SHORTEST_GAP:
                break
            cost = costs[j] + own[i] + (gap / _HOUR - ideal_h) ** 2
            if cost < longer[i]:
                longer[i], chosen[i] = cost, j
    return longer, chosen


def _earliest_before(
    day: WakingDay, slots: Sequence[datetime], longest: timedelta
) -> Sequence[int]:
    """Of each slot the first one that is not too long before it.

    What is longer than 150 min is fed on the way, and its time counts into no gap.
    """
    very_long = [each for each in day.sessions if workout_minutes(each) > VERY_LONG_MIN]
    first, found = 0, []
    for slot in slots:
        while slot - slots[first] - _within(very_long, slots[first], slot) > longest:
            first += 1
        found.append(first)
    return found


def _within(sessions: Sequence[Workout], begin: datetime, end: datetime) -> timedelta:
    between = (each for each in sessions if begin <= each.start_utc and each.end_utc <= end)
    return sum((each.end_utc - each.start_utc for each in between), timedelta())


def _traced(
    slots: Sequence[datetime], steps: Sequence[Sequence[int]], last: int
) -> tuple[datetime, ...]:
    indices = [last]
    for chosen in reversed(steps):
        indices.append(chosen[indices[-1]])
    return tuple(slots[index] for index in reversed(indices))


def _slot_cost(slot: datetime, day: WakingDay, key_runs: Sequence[Workout]) -> float:
    """Rewards are costs below zero: no window is so wide that two servings could take it."""
    cost = _BUSY if day.is_busy(slot) else 0.0
    lifts = [session for session in day.sessions if session.is_lift]
    cost -= sum(
        _MISSED_LIFT - _hours_after(lift, slot) - _LATE_AFTER_LIFT * _hours_late(lift, slot)
        for lift in lifts
        if is_after(lift, slot, AFTER_LIFT)
    )
    cost -= sum(
        _MISSED_RUN - _hours_after(run, slot) for run in key_runs if is_after(run, slot, AFTER_RUN)
    )
    cost -= sum(_before_worth(run, slot) for run in key_runs)
    demanding = (session for session in day.sessions if _wants_room(session))
    return cost + _FULL_STOMACH * sum(_is_too_near(session, slot) for session in demanding)


def _wants_room(session: Workout) -> bool:
    """Whether nobody does it with a full stomach: runs, what is hard or heavy, what is long."""
    is_heavy = session.session.heavy is True
    return session.is_run or is_heavy or (is_key_session(session) and not session.is_lift)


def _is_too_near(session: Workout, slot: datetime) -> bool:
    """Whether a full meal then would lie in the stomach while training."""
    return timedelta() <= session.start_utc - slot < NEAREST


def _hours_late(lift: Workout, slot: datetime) -> float:
    return max(0.0, _hours_after(lift, slot) - 1)


def _hours_after(run: Workout, slot: datetime) -> float:
    return (slot - run.end_utc) / _HOUR


def is_after(session: Workout, slot: datetime, within: timedelta) -> bool:
    """Whether the slot lies so soon after the session."""
    return session.end_utc <= slot <= session.end_utc + within


def _before_worth(run: Workout, slot: datetime) -> float:
    """The more, the nearer to the best time: one serving there is worth as much as two."""
    off_h = abs(run.start_utc - slot - wanted_ahead(run)) / _HOUR
    return max(0.0, _MISSED_BEFORE - _PER_HOUR_OFF * off_h) if is_before(run, slot) else 0.0


def _first_cost(slot: datetime, day: WakingDay) -> float:
    late = max(timedelta(), slot - day.wake - BEFORE_SLEEP)
    early = max(timedelta(), day.wake + _MARGIN - slot)
    return _MISSED_BREAKFAST * (late / _HOUR) + early / _HOUR


def _last_cost(slot: datetime, day: WakingDay) -> float:
    early = max(timedelta(), day.bed - slot - BEFORE_SLEEP)
    late = max(timedelta(), slot - (day.bed - _MARGIN))
    return (_MISSED_SLEEP + early / _HOUR if early else 0.0) + late / _HOUR
