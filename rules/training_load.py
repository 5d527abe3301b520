"""How much training was: session RPE × minutes, and Foster's monotony and strain of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum, sqrt

from rules.typical_length import known_length_min
from rules.workout import RunType, Session, Sport, Workout

# The exertion of a session where none is written, 0..10. Runs follow the diary of Foster 2001
# (table 5: a jog 2, intervals at threshold 7, at 5-km pace 8, the long ride 5), lifts Day 2004
# (light 3.3, moderate 5.2, heavy 6.9). The others are assumptions of ours between Foster's words
# (2 easy, 3 moderate, 4 somewhat hard, 5 hard, 7 very hard, 10 maximal).
_RUN_RPE = {
    RunType.RECOVERY: 2.0,
    RunType.EASY: 3.0,
    RunType.LONG: 5.0,
    RunType.STEADY: 5.0,
    RunType.TEMPO: 7.0,
    RunType.INTERVALS: 8.0,
    RunType.SPRINTS: 8.0,
    RunType.HILLS: 8.0,
    RunType.RACE: 9.0,
}
_MINUTE = timedelta(minutes=1)
_REST = Sport.REST
_HARDLY = 1e-9
_RUN_OF_UNKNOWN_TYPE_RPE = 4.0
_HARD_BY_WORD_RPE = 7.0
_LIFT_RPE = {True: 7.0, None: 5.0, False: 3.0}
_SPORT_RPE = {
    Sport.RIDE: 4.0,
    Sport.SWIM: 5.0,
    Sport.ROW: 5.0,
    Sport.WALK: 2.0,
    Sport.MOBILITY: 2.0,
    Sport.OTHER: 5.0,
    Sport.REST: 0.0,
}


def session_rpe(session: Session) -> float:
    """The exertion of the whole session, 0..10: as written, else as usual for its kind."""
    if session.rpe is not None:
        return session.rpe
    if session.sport is Sport.LIFT:
        return _LIFT_RPE[session.heavy]
    usual = _run_rpe(session.run_type) if session.sport is Sport.RUN else _SPORT_RPE[session.sport]
    return max(usual, _HARD_BY_WORD_RPE) if session.hard else usual


def _run_rpe(run_type: RunType | None) -> float:
    return _RUN_RPE[run_type] if run_type else _RUN_OF_UNKNOWN_TYPE_RPE


def load_of(workout: Workout) -> float | None:
    """Session RPE × minutes in arbitrary units; None where nobody said how long it lasts.

    Foster 1998 (Med Sci Sports Exerc 30:1164), 2001 (J Strength Cond Res 15:109).
    """
    session = workout.session
    if session.sport is _REST:
        return 0.0
    minutes = session.duration_min
    if minutes is None:
        minutes = _minutes(workout)
    return None if minutes is None else session_rpe(session) * minutes


def _minutes(workout: Workout) -> float | None:
    """As said, else by distance, else the time that the calendar keeps for it."""
    known = known_length_min(workout.session)
    if known is not None or workout.time_assumed or workout.end_assumed:
        return known
    return (workout.end_utc - workout.start_utc) / _MINUTE


@dataclass(frozen=True, slots=True)
class Foster:
    """The load of a week and how it is spread; `monotony` is None where all days are alike."""

    load: float
    mean: float
    sd: float
    monotony: float | None

    @property
    def strain(self) -> float | None:
        """Load × monotony."""
        return None if self.monotony is None else self.load * self.monotony


def foster(loads: Sequence[float]) -> Foster:
    """Total, mean, standard deviation and monotony (mean/SD) of some loads, seven for a week.

    The standard deviation is that of the whole population: so Foster's own example (2001, table 5)
    comes to its printed 1.26. Without any difference between the loads there is no monotony.

    Raises:
        ZeroDivisionError: there are no loads.
    """
    mean = fsum(loads) / len(loads)
    sd = sqrt(fsum((load - mean) ** 2 for load in loads) / len(loads))
    differs = sd > _HARDLY * mean  # a sum of floats never comes to 0 exactly
    return Foster(sum(loads), mean, sd, mean / sd if differs else None)
