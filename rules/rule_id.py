"""The ids of the house's rules: part of the contract with settings, reports and other programs."""

from __future__ import annotations

from rules.words import Word


class RuleId(Word):
    """One name for each row of the guide's tables."""

    SAME_DAY_GAP = "same-day-gap"
    SEPARATE_DAYS = "separate-days"
    RUN_AFTER_HEAVY_LOWER = "run-after-heavy-lower"
    LIFT_BEFORE_HARD_RUN = "lift-before-hard-run"
    DAY_AFTER_HARD_RUN = "day-after-hard-run"
    HARD_DAYS_IN_A_ROW = "hard-days-in-a-row"
    LIFTING_FREQUENCY = "lifting-frequency"
    HEAVY_LOWER_FREQUENCY = "heavy-lower-frequency"
    LIFTING_LOAD = "lifting-load"
    LIFTING_PRESCRIPTION = "lifting-prescription"
    LIFTING_REPS = "lifting-reps"
    LIFTING_REST = "lifting-rest"
    LIFTING_VOLUME = "lifting-volume"
    COMPOUND_LIFTS = "compound-lifts"
    LONG_SLOW_RUNS = "long-slow-runs"
    QUALITY_RUNS = "quality-runs"
    RUNNING_CONCENTRATION = "running-concentration"
    INTENSITY_BALANCE = "intensity-balance"
    MONOTONY = "monotony"
    LOAD_JUMP = "load-jump"
    RACE_WEEK = "race-week"
    ENERGY = "energy"
    PROTEIN = "protein"
    PROTEIN_SERVINGS = "protein-servings"
    CARBS_BEFORE_RUN = "carbs-before-run"
    CARBS_DURING_RUN = "carbs-during-run"
    CARBS_AFTER_RUN = "carbs-after-run"
    CARBS_DAILY = "carbs-daily"
    ENERGY_AVAILABILITY = "energy-availability"
