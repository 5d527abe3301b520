"""How long a session may be taken to last where neither calendar nor text says so.

These lengths are assumptions of ours, not findings: they give an untimed workout an end, so that
gaps can be told. They are never reported as the workout's duration.
"""

from __future__ import annotations

from datetime import timedelta

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
_PACE_MIN_PER_KM = {
    RunType.RECOVERY: 6.75,
    RunType.STEADY: 5.5,
    RunType.TEMPO: 5.5,
    RunType.RACE: 5.0,
}
_USUAL_PACE_MIN_PER_KM = 6.0


def known_length_min(session: Session) -> float | None:
    """Minutes as said, else from a run's distance at a usual pace, else None."""
    if session.duration_min is not None:
        return session.duration_min
    if session.sport is Sport.RUN and session.distance_km is not None:
        return session.distance_km * usual_pace_min_per_km(session.run_type)
    return None


def usual_pace_min_per_km(run_type: RunType | None) -> float:
    """Minutes that a kilometer usually takes in such a run."""
    if run_type is None:
        return _USUAL_PACE_MIN_PER_KM
    return _PACE_MIN_PER_KM.get(run_type, _USUAL_PACE_MIN_PER_KM)


def assumed_length(session: Session) -> timedelta:
    """A length for every session, the best that can be said of it."""
    known = known_length_min(session)
    if known is not None:
        return timedelta(seconds=round(known * 60))
    long_run = session.run_type is RunType.LONG
    return timedelta(minutes=_LONG_RUN_MIN if long_run else _MINUTES[session.sport])
