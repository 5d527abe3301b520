"""The athlete as the rules see them: time zone, priority, thresholds, usual times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from rules.say import TitleRule
from rules.workout import Sport


class Priority(StrEnum):
    """What gives way when running and lifting collide."""

    MUSCLE = "muscle"
    BALANCED = "balanced"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every figure that a rule compares with; hours unless the name says otherwise.

    The defaults are those of the guide; `rules.evidence` names the source of each.
    """

    same_day_gap_min_h: float = 4
    same_day_gap_ideal_h: float = 6
    run_after_heavy_lower_min_h: float = 6
    hard_run_after_heavy_lower_caution_h: float = 24
    hard_run_after_heavy_lower_advice_h: float = 48
    hard_days_in_a_row: int = 3


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
    title_rules: tuple[TitleRule, ...] = ()
