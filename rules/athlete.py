"""The athlete as the rules see them: time zone, priority, thresholds, usual times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from rules.body import Body, Diet
from rules.say import TitleRule
from rules.words import Word
from rules.workout import Sport


class Priority(Word):
    """What gives way when running and lifting collide."""

    MUSCLE = "muscle"
    BALANCED = "balanced"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every figure that a rule compares with; the unit is in the name.

    The defaults are those of the guide; `rules.evidence` names the source of each. Some of them
    depend on the priority: `Thresholds.of` knows which.
    """

    same_day_gap_min_h: float = 4
    same_day_gap_ideal_h: float = 6
    run_after_heavy_lower_min_h: float = 6
    hard_run_after_heavy_lower_caution_h: float = 24
    hard_run_after_heavy_lower_advice_h: float = 48
    hard_days_in_a_row: int = 3
    lifts_per_week_min: int = 2
    lifts_per_week_max: int = 3
    heavy_lower_per_week_max: int = 2
    load_min_percent_1rm: float = 70
    load_max_percent_1rm: float = 85
    reps_min: int = 3
    reps_max: int = 8
    set_rest_min_s: float = 120
    set_rest_max_s: float = 300
    sets_per_session_max: int = 16
    long_slow_runs_per_week_max: int = 1
    quality_runs_per_week_min: int = 1
    quality_runs_per_week_max: int = 2
    runs_per_week_max: int = 5
    short_easy_run_min: float = 30
    hard_share_min_percent: float = 15
    hard_share_max_percent: float = 40
    monotony_max: float = 2.0
    load_jump_max_percent: float = 30
    race_heavy_lower_days: int = 4
    race_taper_days: int = 7
    activity_factor: float = 1.4
    energy_deficit_caution_percent: float = 5
    energy_deficit_violation_percent: float = 15
    protein_min_g_per_kg: float = 1.6
    protein_aim_g_per_kg: float = 1.8
    protein_max_g_per_kg: float = 2.2
    serving_min_g: float = 20
    serving_max_g: float = 40
    energy_availability_min_kcal_per_kg: float = 30

    @classmethod
    def of(cls, priority: Priority) -> Thresholds:
        """The guide's figures for an athlete with this priority."""
        low, high = _HARD_SHARE_PERCENT[priority]
        return cls(hard_share_min_percent=low, hard_share_max_percent=high)


_HARD_SHARE_PERCENT = {
    Priority.MUSCLE: (15, 40),
    Priority.BALANCED: (10, 30),
    Priority.RUNNING: (10, 25),
}


@dataclass(frozen=True, slots=True)
class OneRepMax:
    """The most that an athlete lifts once: the exercise in their own words, and kilograms."""

    exercise: str
    load_kg: float


@dataclass(frozen=True, slots=True)
class WakingHours:
    """When the athlete gets up and goes to bed; a bedtime before `wake` is after midnight."""

    wake: time = time(6, 30)
    bed: time = time(22, 30)


@dataclass(frozen=True, slots=True)
class UsualSlots:
    """When the athlete usually starts, on the clock of their time zone."""

    run: time = time(6, 30)
    lift: time = time(18, 0)
    other: time = time(12, 0)

    def of(self, sport: Sport) -> time:
        """The usual start of this sport."""
        return {Sport.RUN: self.run, Sport.LIFT: self.lift}.get(sport, self.other)


@dataclass(frozen=True, slots=True)
class Athlete:
    """Who is checked. Days and weeks are those of `time_zone`."""

    time_zone: ZoneInfo
    priority: Priority = Priority.MUSCLE
    thresholds: Thresholds = field(default_factory=Thresholds)
    usual_slots: UsualSlots = field(default_factory=UsualSlots)
    rules_off: frozenset[str] = frozenset()
    one_rep_maxima: tuple[OneRepMax, ...] = ()
    body: Body = field(default_factory=Body)
    diet: Diet = Diet.OMNIVORE
    waking: WakingHours = field(default_factory=WakingHours)
    title_rules: tuple[TitleRule, ...] = ()
