"""Energy of a day in kilocalories: at rest, moving about, and training beyond both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rules.body import Body, Sex
from rules.typical_length import assumed_length, distance_min, usual_km
from rules.workout import Session, Sport, Workout

_KCAL_PER_LITER_OXYGEN = 5.0
_ML_PER_LITER = 1000.0
_MINUTE = timedelta(minutes=1)
_FASTEST_MIN_PER_KM = 2.5  # faster than any road record

# Metabolic equivalents of the 2011 Compendium of Physical Activities (Ainsworth et al., Med Sci
# Sports Exerc 43:1575), with its codes. One of them is rest, which the day counts anyway.
METS = {
    Sport.RIDE: 7.5,  # 01015 bicycling, general
    Sport.SWIM: 5.8,  # 18240 laps, front crawl, slow to moderate
    Sport.ROW: 4.8,  # 02071 stationary, general, moderate effort
    Sport.WALK: 3.5,  # 17190 level, firm, moderate pace
    Sport.MOBILITY: 2.5,  # 02150 yoga, Hatha
    Sport.OTHER: 5.5,  # 02060 health club exercise, general
    Sport.REST: 1.0,
}
_LIFTING_METS = {
    True: 6.0,  # 02050 power lifting or body building, vigorous effort
    None: 3.5,  # 02054 multiple exercises, 8 to 15 repetitions
    False: 3.5,  # 02054 multiple exercises, 8 to 15 repetitions
}


def mifflin_st_jeor(weight_kg: float, height_cm: float, age: float, sex: Sex) -> float:
    """Resting energy in kcal a day. Mifflin et al. 1990 (Am J Clin Nutr 51:241)."""
    constant = 5 if sex is Sex.MALE else -161
    return 10 * weight_kg + 6.25 * height_cm - 5 * age + constant


def cunningham_1980(fat_free_kg: float) -> float:
    """Resting energy in kcal a day. Cunningham 1980 (Am J Clin Nutr 33:2372)."""
    return 500 + 22 * fat_free_kg


def cunningham_1991(fat_free_kg: float) -> float:
    """Resting energy in kcal a day. Cunningham 1991 (Am J Clin Nutr 54:963)."""
    return 370 + 21.6 * fat_free_kg


def acsm_running_ml(speed_m_per_min: float, grade: float = 0) -> float:
    """Oxygen uptake of running in ml/kg/min, rest included; `grade` is rise over run.

    American College of Sports Medicine, Guidelines for Exercise Testing and Prescription.
    """
    return 3.5 + 0.2 * speed_m_per_min + 0.9 * speed_m_per_min * grade


def net_running_kcal(weight_kg: float, distance_km: float, grade: float = 0) -> float:
    """Energy of running beyond rest, whatever the pace.

    The ACSM equation without its 3.5 at 5 kcal a liter; on the level it is 1 kcal/kg/km, which
    Margaria 1963 (J Appl Physiol 18:367) had measured.
    """
    ml_per_kg = acsm_running_ml(1000 * distance_km, grade) - 3.5
    return weight_kg * ml_per_kg / _ML_PER_LITER * _KCAL_PER_LITER_OXYGEN


def net_met_kcal(weight_kg: float, met: float, minutes: float) -> float:
    """Energy beyond rest: (MET − 1) kcal a kilogram and hour."""
    return max(0.0, met - 1) * weight_kg * minutes / 60


def resting_kcal(body: Body, day: date) -> float | None:
    """By Cunningham 1980 where the fat-free mass is known, else by Mifflin-St Jeor, else None."""
    if body.fat_free_kg is not None:
        return cunningham_1980(body.fat_free_kg)
    age = body.age_on(day)
    if body.weight_kg is None or body.height_cm is None or age is None or body.sex is None:
        return None
    return mifflin_st_jeor(body.weight_kg, body.height_cm, age, body.sex)


def workout_minutes(workout: Workout) -> float:
    """As said, else the time that the calendar keeps, else as long as such sessions last."""
    usual = distance_min(workout.session)
    if usual is not None and is_marked_only(workout):
        return usual
    return _told_minutes(workout)


def is_marked_only(workout: Workout) -> bool:
    """Whether less time is told than anybody needs for the distance: "Marathon", one hour."""
    distance_km = workout.session.distance_km
    is_run = workout.session.sport is Sport.RUN and distance_km is not None
    return is_run and _told_minutes(workout) < _FASTEST_MIN_PER_KM * (distance_km or 0)


def _told_minutes(workout: Workout) -> float:
    if workout.session.duration_min is not None:
        return workout.session.duration_min
    if workout.time_assumed or workout.end_assumed:
        return assumed_length(workout.session) / _MINUTE
    return (workout.end_utc - workout.start_utc) / _MINUTE


def _distance_km(workout: Workout) -> float:
    """As told, else as far as one written pace goes in the time, else as such runs usually go."""
    session = workout.session
    if session.distance_km is not None:
        return session.distance_km
    written = [segment.pace_s_per_km for segment in session.segments]
    if len(written) == 1 and written[0] is not None:
        return workout_minutes(workout) * 60 / written[0]
    return usual_km(session.run_type, workout_minutes(workout))


def _grade(session: Session) -> float:
    """The climb over the distance; 0 where one of them is not told.

    What goes up is counted, what comes down again gives nothing back: the equation holds for level
    and uphill running alone. A run told by its time needs no grade, since uphill the effort stays
    the same and the pace falls.
    """
    if session.climb_m is None or not session.distance_km:
        return 0.0
    return session.climb_m / 1000 / session.distance_km


def net_exercise_kcal(workout: Workout, weight_kg: float) -> float:
    """Energy of a workout beyond rest, from distance, climb or pace, else its kind and length."""
    session = workout.session
    if session.sport is Sport.RUN:
        return net_running_kcal(weight_kg, _distance_km(workout), _grade(session))
    met = _LIFTING_METS[session.heavy] if session.sport is Sport.LIFT else METS[session.sport]
    return net_met_kcal(weight_kg, met, workout_minutes(workout))


@dataclass(frozen=True, slots=True)
class DayEnergy:
    """Kilocalories of a day; None where the body is not known well enough."""

    net_exercise_kcal: float | None
    burned_kcal: float | None


def day_energy(
    body: Body, activity_factor: float, day: date, workouts: Iterable[Workout]
) -> DayEnergy:
    """What a day burns: rest times the activity of the day without training, and the training."""
    if body.weight_kg is None:
        return DayEnergy(None, None)
    exercise = sum(net_exercise_kcal(workout, body.weight_kg) for workout in workouts)
    resting = resting_kcal(body, day)
    burned = None if resting is None else resting * activity_factor + exercise
    return DayEnergy(exercise, burned)
