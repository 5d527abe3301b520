"""A recognized session in the JSON shape of `counterpoint recognize --jsonl`."""

from __future__ import annotations

from typing import Any

from rules.workout import LiftSet, Recovery, RunSegment, Session, Span


def session_document(session: Session) -> dict[str, Any]:
    """A recognized session in the JSON shape of `recognize --jsonl`."""
    return {
        "sport": session.sport.value,
        "run_type": session.run_type and session.run_type.value,
        "focus": session.focus and session.focus.value,
        "heavy": session.heavy,
        "hard": session.hard,
        "duration_min": _number(session.duration_min),
        "distance_km": _number(session.distance_km),
        "sets": [_set(each) for each in session.sets],
        "segments": [_segment(each) for each in session.segments],
        "confidence": round(session.confidence, 2),
        "because": list(session.because),
    }


def _set(lift: LiftSet) -> dict[str, Any]:
    return {
        "exercise": lift.exercise,
        "sets": lift.sets,
        "reps": _span(lift.reps),
        "percent_1rm": _number(lift.percent_1rm),
        "load_kg": _number(lift.load_kg),
        "rpe": _number(lift.rpe),
        "rir": _number(lift.rir),
        "rest_s": _span(lift.rest_s),
    }


def _segment(segment: RunSegment) -> dict[str, Any]:
    return {
        "repeat": segment.repeat,
        "distance_m": _number(segment.distance_m),
        "duration_s": _number(segment.duration_s),
        "pace_s_per_km": _number(segment.pace_s_per_km),
        "intensity": segment.intensity,
        "recovery": _recovery(segment.recovery) if segment.recovery else None,
    }


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {
        "distance_m": _number(recovery.distance_m),
        "duration_s": _number(recovery.duration_s),
        "intensity": recovery.intensity,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a point, the rest to three digits."""
    if value is None:
        return None
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _span(span: Span | None) -> float | list[float | int | None] | None:
    if span is None:
        return None
    return _number(span.low) if span.low == span.high else [_number(span.low), _number(span.high)]
