"""Findings in sentences: for each rule of the house how it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.checks import explanation_of
from rules.finding import Finding
from rules.rule_id import RuleId
from rules.workout import Workout
from sync_service.wording import about_food, about_lifts, about_pairs, about_weeks
from sync_service.wording.facts import Facts, NotTold, Said
from sync_service.wording.headlines import one_sided
from sync_service.wording.speech import Speech

_TOLD: Mapping[str, Callable[[Facts], Said]] = {
    RuleId.SAME_DAY_GAP: about_pairs.same_day_gap,
    RuleId.SEPARATE_DAYS: about_pairs.separate_days,
    RuleId.RUN_AFTER_HEAVY_LOWER: about_pairs.run_after_heavy_lower,
    RuleId.LIFT_BEFORE_HARD_RUN: about_pairs.lift_before_hard_run,
    RuleId.DAY_AFTER_HARD_RUN: about_pairs.day_after_hard_run,
    RuleId.HARD_DAYS_IN_A_ROW: about_pairs.hard_days_in_a_row,
    RuleId.RACE_WEEK: about_pairs.race_week,
    RuleId.LIFTING_FREQUENCY: about_weeks.lifting_frequency,
    RuleId.HEAVY_LOWER_FREQUENCY: about_weeks.heavy_lower_frequency,
    RuleId.COMPOUND_LIFTS: about_weeks.compound_lifts,
    RuleId.LONG_SLOW_RUNS: about_weeks.long_slow_runs,
    RuleId.QUALITY_RUNS: about_weeks.quality_runs,
    RuleId.RUNNING_CONCENTRATION: about_weeks.running_concentration,
    RuleId.INTENSITY_BALANCE: about_weeks.intensity_balance,
    RuleId.MONOTONY: about_weeks.monotony,
    RuleId.LOAD_JUMP: about_weeks.load_jump,
    RuleId.LIFTING_LOAD: about_lifts.lifting_load,
    RuleId.LIFTING_PRESCRIPTION: about_lifts.lifting_prescription,
    RuleId.LIFTING_REPS: about_lifts.lifting_reps,
    RuleId.LIFTING_REST: about_lifts.lifting_rest,
    RuleId.LIFTING_VOLUME: about_lifts.lifting_volume,
    RuleId.ENERGY: about_food.energy,
    RuleId.ENERGY_AVAILABILITY: about_food.energy_availability,
    RuleId.PROTEIN: about_food.protein,
    RuleId.PROTEIN_SERVINGS: about_food.protein_servings,
    RuleId.CARBS_BEFORE_RUN: about_food.carbs_before_run,
    RuleId.CARBS_DURING_RUN: about_food.carbs_during_run,
    RuleId.CARBS_AFTER_RUN: about_food.carbs_after_run,
    RuleId.CARBS_DAILY: about_food.carbs_daily,
}


def said(finding: Finding, workouts: Mapping[str, Workout], speech: Speech) -> Said:
    """A finding in a language; in its own words where its rule is of another package."""
    own = Said(_one_line(finding.message), _one_line(finding.remedy))
    tell = _TOLD.get(finding.rule)
    if tell is None:
        return own
    try:
        return tell(Facts.of(finding, workouts, speech))
    except NotTold:
        return own


def _one_line(text: str) -> str:
    return " ".join(text.split())


def reason(finding: Finding, workouts: Mapping[str, Workout], speech: Speech) -> str:
    """What was amiss, for one who is told how it is settled: without what else would be better.

    Our sentences say that behind a semicolon; those of other packages are left whole.
    """
    told = said(finding, workouts, speech).message
    amiss, advice, _ = told.partition("; ")
    return f"{amiss}." if advice and finding.rule in _TOLD else told


def fault(finding: Finding, speech: Speech) -> str:
    """What is wrong in a few words."""
    sided = one_sided(finding)
    if sided is not None:
        return speech.say(sided)
    explanation = explanation_of(finding.rule)
    return speech.translated(explanation.headline) if explanation else finding.rule
