"""How long a session may be taken to last where neither calendar nor text says so.

These lengths are assumptions of ours, not findings: they give an untimed workout an end, so that
gaps can be told. They are never reported as the workout's duration.
"""

from __future__ import annotations

from datetime import timedelta

from rules.race_pace import race_km, race_min
from rules.workout import RunType, Session, Sport

_MINUTES = {
    Sport.RUN: 45,
    Sport.LIFT: 60,
    Sport.RIDE: 60,
    Sport.SWIM: 45,
    Sport.ROW: 30,
    Sport.WALK: 45,
    Sport.MOBILITY: 30,
    Sport.OTHER: 60,
    Sport.REST: 0,
}
_LONG_RUN_MIN = 90
_PACE_MIN_PER_KM = {RunType.RECOVERY: 6.75, RunType.STEADY: 5.5, RunType.TEMPO: 5.5}
_USUAL_PACE_MIN_PER_KM = 6.0
# Level kilometers that a kilometer of climb costs: 0.9 to 0.2 in the ACSM running equation.
_LEVEL_PER_CLIMB = 0.9 / 0.2


def known_length_min(session: Session) -> float | None:
    """Minutes as said, else from a run's distance and climb at a usual pace, else None."""
    return session.duration_min if session.duration_min is not None else distance_min(session)


def distance_min(session: Session) -> float | None:
    """Minutes that a run's distance and climb take at a usual pace; None where none is told."""
    if session.sport is Sport.RUN and session.distance_km is not None:
        climb_km = (session.climb_m or 0.0) / 1000
        return _usual_minutes(session.run_type, session.distance_km + _LEVEL_PER_CLIMB * climb_km)
    return None


def usual_km(run_type: RunType | None, minutes: float) -> float:
    """How far such a run usually goes in so much time, on level ground."""
    if run_type is RunType.RACE:
        return race_km(minutes)
    return minutes / _PACE_MIN_PER_KM.get(run_type or RunType.EASY, _USUAL_PACE_MIN_PER_KM)


def _usual_minutes(run_type: RunType | None, level_km: float) -> float:
    if run_type is RunType.RACE:
        return race_min(level_km)
    return level_km * _PACE_MIN_PER_KM.get(run_type or RunType.EASY, _USUAL_PACE_MIN_PER_KM)


def assumed_length(session: Session) -> timedelta:
    """A length for every session, the best that can be said of it."""
    known = known_length_min(session)
    if known is not None:
        return timedelta(seconds=round(known * 60))
    long_run = session.run_type is RunType.LONG
    return timedelta(minutes=_LONG_RUN_MIN if long_run else _MINUTES[session.sport])
