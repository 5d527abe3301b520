"""`thresholds`: the athlete's own figures in place of the guide's."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from rules.athlete import Priority, Thresholds
from sync_service.strict_model import FiguresModel, between

Hours = Annotated[float, between(0, 168)] | None
PerWeek = Annotated[int, between(0, 21)] | None
Percent = Annotated[float, between(0, 100)] | None
Repetitions = Annotated[int, between(1, 50)] | None
GramsPerKg = Annotated[float, between(0.5, 4)] | None
Seconds = Annotated[float, between(0, 1800)] | None

_IN_ORDER = (
    ("same_day_gap_min_h", "same_day_gap_ideal_h"),
    ("run_after_heavy_lower_min_h", "hard_run_after_heavy_lower_caution_h"),
    ("hard_run_after_heavy_lower_caution_h", "hard_run_after_heavy_lower_advice_h"),
    ("lifts_per_week_min", "lifts_per_week_max"),
    ("load_min_percent_1rm", "load_max_percent_1rm"),
    ("reps_min", "reps_max"),
    ("set_rest_min_s", "set_rest_max_s"),
    ("quality_runs_per_week_min", "quality_runs_per_week_max"),
    ("hard_share_min_percent", "hard_share_max_percent"),
    ("energy_deficit_caution_percent", "energy_deficit_violation_percent"),
    ("protein_min_g_per_kg", "protein_aim_g_per_kg"),
    ("protein_aim_g_per_kg", "protein_max_g_per_kg"),
    ("serving_min_g", "serving_max_g"),
)


class ThresholdSettings(FiguresModel):
    """What is left out keeps the guide's figure for the athlete's priority."""

    same_day_gap_min_h: Hours = None
    same_day_gap_ideal_h: Hours = None
    run_after_heavy_lower_min_h: Hours = None
    hard_run_after_heavy_lower_caution_h: Hours = None
    hard_run_after_heavy_lower_advice_h: Hours = None
    hard_days_in_a_row: Annotated[int, between(2, 14)] | None = None
    lifts_per_week_min: PerWeek = None
    lifts_per_week_max: PerWeek = None
    heavy_lower_per_week_max: PerWeek = None
    load_min_percent_1rm: Percent = None
    load_max_percent_1rm: Percent = None
    reps_min: Repetitions = None
    reps_max: Repetitions = None
    set_rest_min_s: Seconds = None
    set_rest_max_s: Seconds = None
    sets_per_session_max: Annotated[int, between(1, 100)] | None = None
    long_slow_runs_per_week_max: PerWeek = None
    quality_runs_per_week_min: PerWeek = None
    quality_runs_per_week_max: PerWeek = None
    runs_per_week_max: PerWeek = None
    short_easy_run_min: Annotated[float, between(0, 180)] | None = None
    hard_share_min_percent: Percent = None
    hard_share_max_percent: Percent = None
    monotony_max: Annotated[float, between(0.5, 10)] | None = None
    load_jump_max_percent: Annotated[float, between(0, 500)] | None = None
    race_heavy_lower_days: Annotated[int, between(0, 21)] | None = None
    race_taper_days: Annotated[int, between(0, 28)] | None = None
    activity_factor: Annotated[float, between(1.0, 2.5)] | None = None
    energy_deficit_caution_percent: Percent = None
    energy_deficit_violation_percent: Percent = None
    protein_min_g_per_kg: GramsPerKg = None
    protein_aim_g_per_kg: GramsPerKg = None
    protein_max_g_per_kg: GramsPerKg = None
    serving_min_g: Annotated[float, between(5, 60)] | None = None
    serving_max_g: Annotated[float, between(10, 80)] | None = None
    energy_availability_min_kcal_per_kg: Annotated[float, between(0, 60)] | None = None

    def thresholds(self, priority: Priority) -> Thresholds:
        """The figures in the shape of the rules.

        Raises:
            ValueError: a smallest figure exceeds its largest; both are named.
        """
        own = self.model_dump(exclude_none=True)
        thresholds = replace(Thresholds.of(priority), **own)
        for low, high in _IN_ORDER:
            least, most = getattr(thresholds, low), getattr(thresholds, high)
            if least > most:
                raise ValueError(f"{low} ({least:g}) must not exceed {high} ({most:g})")
        return thresholds
