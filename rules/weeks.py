"""The ISO weeks of a timeline: what stands in each, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from rules.athlete import Thresholds
from rules.days import DayRange, week_of
from rules.once import once
from rules.timeline import Day, Timeline
from rules.training_load import Foster, foster, load_of
from rules.typical_length import known_length_min
from rules.workout import RunType, Sport, Workout

QUALITY_RUN_TYPES = frozenset({RunType.SPRINTS, RunType.HILLS, RunType.INTERVALS})
_EARLIER_WEEKS = 4


@dataclass(frozen=True, slots=True)
class HardShare:
    """The running time of a week and the part of it that is hard, in minutes."""

    hard_min: float
    total_min: float

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.hard_min / self.total_min

    def is_of_races(self, runs: Iterable[Workout], most_percent: float) -> bool:
        """Whether it is above a share only because of the races among these runs."""
        raced = sum(known_length_min(run.session) or 0 for run in runs if run.is_race)
        rest_min = self.total_min - raced
        return raced > 0 and 100 * (self.hard_min - raced) <= most_percent * max(rest_min, 0)


@dataclass(frozen=True)
class Week:
    """One ISO week of the athlete and its workouts in the order of time, as far as it is judged.

    `earlier` are the workouts that were read of it on days before those that are judged.
    `complete` is False where only a part of it is judged, `known` where a part was not read,
    `paused` where a marker says that the athlete does less on purpose, `tapered` where a race is
    near.
    """

    days: DayRange
    earlier: tuple[Workout, ...]
    workouts: tuple[Workout, ...]
    complete: bool
    known: bool
    paused: bool
    tapered: bool

    @property
    def name(self) -> str:
        """The week as ISO 8601 writes it: 2026-W02."""
        year, week, _ = self.days.start.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def may_want_more(self) -> bool:
        """Whether "too few" may be said of it: seen whole, with training, for no reason light."""
        trained = any(workout.session.sport is not Sport.REST for workout in self.workouts)
        return self.complete and trained and not self.paused and not self.tapered

    @once
    def lifts(self) -> tuple[Workout, ...]:
        """The week's lifts; core work is none."""
        return tuple(workout for workout in self.workouts if workout.is_strength)

    @once
    def runs(self) -> tuple[Workout, ...]:
        """The week's runs."""
        return tuple(workout for workout in self.workouts if workout.is_run)

    @once
    def long_slow_runs(self) -> tuple[Workout, ...]:
        """Long runs that are not hard."""
        return tuple(run for run in self.runs if run.is_long_run and not run.is_hard_run)

    @once
    def quality_runs(self) -> tuple[Workout, ...]:
        """Sprints, hills and intervals."""
        return tuple(run for run in self.runs if run.session.run_type in QUALITY_RUN_TYPES)

    @once
    def hard_share(self) -> HardShare | None:
        """None where no run, or a run of unknown length or kind, stands in the week."""
        total = hard = 0.0
        for run in self.runs:
            length_min = known_length_min(run.session)
            if length_min is None or run.session.hard is None:
                return None
            total += length_min
            hard += length_min if run.session.hard else 0
        return HardShare(hard, total) if total else None

    @once
    def _loads(self) -> tuple[float | None, ...]:
        return tuple([load_of(workout) for workout in self.workouts])

    @once
    def load(self) -> float | None:
        """Session RPE × minutes of all; None where the length of one is unknown."""
        return _summed(self._loads)

    @once
    def load_read(self) -> float | None:
        """The same with what stands on days before those that are judged, to compare weeks by."""
        return _summed((*map(load_of, self.earlier), *self._loads))

    @once
    def foster(self) -> Foster | None:
        """The spread of the seven daily loads; None where a load is unknown or a day unseen."""
        if self.load is None or not self.complete:
            return None
        return foster(self._daily_loads)

    @once
    def _daily_loads(self) -> list[float]:
        daily = [0.0] * 7
        for workout, load in zip(self.workouts, self._loads, strict=True):
            daily[workout.day.weekday()] += load or 0
        return daily

    def daily_loads_with(self, moved: Workout) -> list[float]:
        """The loads of the seven days as they would be with one of the workouts moved so."""
        daily = list(self._daily_loads)
        before = next(n for n, workout in enumerate(self.workouts) if workout.id == moved.id)
        load = self._loads[before] or 0
        daily[self.workouts[before].day.weekday()] -= load
        daily[moved.day.weekday()] += load
        return daily


def _summed(loads: Sequence[float | None]) -> float | None:
    known = [load for load in loads if load is not None]
    return sum(known) if len(known) == len(loads) else None


def weeks_of(timeline: Timeline, thresholds: Thresholds) -> tuple[Week, ...]:
    """The weeks that hold a workout, in the order of time; of one seen in part, that part."""
    weeks = _weeks(timeline, thresholds.race_taper_days)
    return tuple([week for week in weeks if week.workouts])


@lru_cache(maxsize=4)  # a dozen rules ask for the weeks of one timeline
def _weeks(timeline: Timeline, taper_days: int) -> tuple[Week, ...]:
    tapers = frozenset(_taper_weeks(timeline.workouts, taper_days))
    by_week = groupby(timeline.days, key=lambda day: _week_number(day.date))
    weeks = (_week(tuple(days), timeline, tapers) for _, days in by_week)
    return tuple(week for week in weeks if week.workouts or week.earlier)


def _week_number(day: date) -> int:
    """Weeks since the beginning of the calendar, which began on a Monday."""
    return (day.toordinal() - 1) // 7


def _week(held: Sequence[Day], timeline: Timeline, tapers: frozenset[int]) -> Week:
    days = week_of(held[0].date)
    earlier: list[Day] = []
    if days.meets(timeline.visible):
        earlier = [day for day in held if day.date < timeline.visible.start]
        held = [day for day in held if day.date in timeline.visible]
    return Week(
        days=days,
        earlier=_on_all(earlier),
        workouts=_on_all(held),
        complete=timeline.visible.covers(days),
        known=timeline.known.covers(days),
        paused=bool(timeline.pauses) and any(timeline.is_paused(day) for day in days),
        tapered=_week_number(days.start) in tapers,
    )


def _on_all(days: Iterable[Day]) -> tuple[Workout, ...]:
    return tuple([workout for day in days for workout in day.workouts])


def _taper_weeks(workouts: Iterable[Workout], taper_days: int) -> Iterator[int]:
    """The weeks of the days before each race, and of the race itself."""
    for workout in workouts:
        if workout.is_race:
            first = max(1, workout.day.toordinal() - taper_days)
            yield from range((first - 1) // 7, _week_number(workout.day) + 1)


def weeks_by_monday(timeline: Timeline, thresholds: Thresholds) -> Mapping[date, Week]:
    """All weeks of which a workout was read, by their first days."""
    return _by_monday(timeline, thresholds.race_taper_days)


@lru_cache(maxsize=4)
def _by_monday(timeline: Timeline, taper_days: int) -> Mapping[date, Week]:
    return {week.days.start: week for week in _weeks(timeline, taper_days)}


def weeks_before(week: Week, by_monday: Mapping[date, Week]) -> tuple[Week, ...]:
    """The four weeks before one, as far as they hold training, were read whole and not paused."""
    mondays = (week.days.start - timedelta(weeks=n) for n in range(1, _EARLIER_WEEKS + 1))
    found = (by_monday.get(monday) for monday in mondays)
    return tuple(each for each in found if each is not None and each.known and not each.paused)
