"""What the athlete means to eat against what their days ask for.

The sentences stand in calendars: they tell shares, never what is eaten or what the body weighs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.athlete import Athlete
from rules.checks.registry import rule
from rules.days import week_of
from rules.finding import Finding, Measure, Severity
from rules.fueling.energy import DayEnergy, day_energy
from rules.rule_id import RuleId
from rules.timeline import Day, Timeline
from rules.wording import day_name, the_week


@rule(RuleId.ENERGY)
def energy(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Days on which the planned intake is less than what is burned."""
    intake = athlete.body.planned_intake_kcal
    if intake is None:
        return
    for day, of_day in _days(timeline, athlete):
        if of_day.burned_kcal is None:
            return
        deficit = round(100 * (1 - intake / of_day.burned_kcal), 6)
        severity = _deficit_severity(deficit, athlete)
        if severity:
            yield _deficit(day, deficit, severity, athlete)


def _days(timeline: Timeline, athlete: Athlete) -> Iterator[tuple[Day, DayEnergy]]:
    """The days that are judged, in weeks with training, and their energy."""
    factor = athlete.thresholds.activity_factor
    for monday in dict.fromkeys(week_of(day.date).start for day in timeline.days):
        for date_ in week_of(monday):
            if date_ in timeline.visible:
                day = timeline.on(date_)
                yield day, day_energy(athlete.body, factor, date_, day.workouts)


def _deficit_severity(deficit: float, athlete: Athlete) -> Severity | None:
    if deficit > athlete.thresholds.energy_deficit_violation_percent:
        return Severity.VIOLATION
    over = deficit > athlete.thresholds.energy_deficit_caution_percent
    return Severity.CAUTION if over else None


def _deficit(day: Day, deficit: float, severity: Severity, athlete: Athlete) -> Finding:
    return Finding(
        rule=RuleId.ENERGY,
        severity=severity,
        workouts=(),  # it is the day's, and no calendar tells it beside a session
        dates=(day.date,),
        message=(
            f"What is planned to be eaten on {day_name(day.date)} lies {deficit:.0f} % below what "
            "the day burns; match it or go slightly above."
        ),
        remedy="Eat more on days with more training, most of it round the sessions.",
        numbers=(
            Measure("deficit_percent", round(deficit, 1)),
            Measure(
                "energy_deficit_caution_percent", athlete.thresholds.energy_deficit_caution_percent
            ),
            Measure(
                "energy_deficit_violation_percent",
                athlete.thresholds.energy_deficit_violation_percent,
            ),
        ),
    )


@rule(RuleId.PROTEIN)
def protein(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """A planned intake of protein outside the range, once for each week with training."""
    planned, weight = athlete.body.planned_protein_g, athlete.body.weight_kg
    if planned is None or weight is None:
        return
    low, high = athlete.thresholds.protein_min_g_per_kg, athlete.thresholds.protein_max_g_per_kg
    per_kg = round(planned / weight, 6)
    if low <= per_kg <= high:
        return
    for monday in dict.fromkeys(week_of(day.date).start for day in timeline.days):
        seen = tuple(date_ for date_ in week_of(monday) if date_ in timeline.visible)
        if seen:
            yield _protein(seen, per_kg, low, high)


def _protein(days: tuple[date, ...], per_kg: float, low: float, high: float) -> Finding:
    few = per_kg < low
    return Finding(
        rule=RuleId.PROTEIN,
        severity=Severity.CAUTION,
        workouts=(),
        dates=days,
        message=(
            f"The protein planned for {the_week(week_of(days[0]))} is "
            f"{'less' if few else 'more'} than {low:g} to {high:g} g/kg a day."
        ),
        remedy="Add a serving a day." if few else "Eat carbohydrate in place of some of it.",
        numbers=(
            Measure("protein_min_g_per_kg", low),
            Measure("protein_max_g_per_kg", high),
        ),
    )


@rule(RuleId.ENERGY_AVAILABILITY)
def energy_availability(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Days that leave little energy for the body itself. IOC REDs 2023; never a diagnosis."""
    intake, fat_free_kg = athlete.body.planned_intake_kcal, athlete.body.fat_free_kg
    if intake is None or fat_free_kg is None:
        return
    least = athlete.thresholds.energy_availability_min_kcal_per_kg
    for day, of_day in _days(timeline, athlete):
        available = round((intake - (of_day.net_exercise_kcal or 0)) / fat_free_kg, 6)
        if available < least:
            yield _little_energy(day, least)


def _little_energy(day: Day, least: float) -> Finding:
    return Finding(
        rule=RuleId.ENERGY_AVAILABILITY,
        severity=Severity.ADVICE,
        workouts=(),  # it is the day's, and no calendar tells it beside a session
        dates=(day.date,),
        message=(
            f"What is planned to be eaten on {day_name(day.date)} leaves less than {least:g} kcal "
            "per kilogram of fat-free mass after training; that figure is debated, and this is no "
            "diagnosis."
        ),
        remedy="If such days are usual, talk to a physician or a sports dietitian.",
        numbers=(Measure("energy_availability_min_kcal_per_kg", least),),
    )
