"""The totals of a run, where every segment and every recovery is told."""

from __future__ import annotations

from rules.workout import RunSegment


def total_m(segments: list[RunSegment]) -> float | None:
    """The distance of all segments; None where one or a recovery is not told in meters."""
    total = 0.0
    for one in segments:
        rest = one.recovery.distance_m if one.recovery else None
        if one.distance_m is None or (rest is None and (one.repeat > 1 or one.recovery)):
            return None
        total += one.repeat * (one.distance_m + (rest or 0.0))
    return total or None


def total_s(segments: list[RunSegment]) -> float | None:
    """The duration of all segments; None where one or a recovery is not told in seconds."""
    total = 0.0
    for one in segments:
        rest = one.recovery.duration_s if one.recovery else None
        if one.duration_s is None or (rest is None and (one.repeat > 1 or one.recovery)):
            return None
        total += one.repeat * (one.duration_s + (rest or 0.0))
    return total or None
