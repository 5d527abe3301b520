"""The picture of each ISO week: how many sessions, and how much of the running was hard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rules.timeline import DayRange, Timeline, week_of
from rules.typical_length import known_length_min
from rules.workout import RunType, Workout

_QUALITY = frozenset({RunType.SPRINTS, RunType.HILLS, RunType.INTERVALS})


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """One ISO week of the athlete; `complete` is False where only a part of it was read.

    `hard_share` is the part of the running time that is hard, 0 to 1; None where no run, or a
    run of unknown length or kind, stands in the week.
    """

    days: DayRange
    complete: bool
    lifts: int
    runs: int
    long_slow: int
    quality: int
    hard_share: float | None

    @property
    def name(self) -> str:
        """The week as ISO 8601 writes it: 2026-W02."""
        year, week, _ = self.days.start.isocalendar()
        return f"{year}-W{week:02d}"


def weeks(timeline: Timeline) -> tuple[WeekPicture, ...]:
    """The weeks that hold a workout, in the order of time."""
    by_week = groupby(timeline.workouts, key=lambda workout: week_of(workout.day))
    return tuple(_picture(days, tuple(group), timeline.visible) for days, group in by_week)


def _picture(days: DayRange, workouts: tuple[Workout, ...], visible: DayRange) -> WeekPicture:
    runs = [workout for workout in workouts if workout.is_run]
    return WeekPicture(
        days=days,
        complete=visible.start <= days.start and days.end <= visible.end,
        lifts=sum(workout.is_lift for workout in workouts),
        runs=len(runs),
        long_slow=sum(run.is_long_run and not run.is_hard_run for run in runs),
        quality=sum(run.session.run_type in _QUALITY for run in runs),
        hard_share=_hard_share(runs),
    )


def _hard_share(runs: Iterable[Workout]) -> float | None:
    total = hard = 0.0
    for run in runs:
        length_min = known_length_min(run.session)
        if length_min is None or run.session.hard is None:
            return None
        total += length_min
        hard += length_min if run.session.hard else 0
    return round(hard / total, 3) if total else None
