"""Durations and distances as training platforms write them, in minutes and kilometers."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?(?![\d:])")
_WORDS = re.compile(
    r"(?:(\d{1,2})\s*(?:h|hr|hrs|hours?)\b\s*|(\d{1,2})h)?(?:(\d{1,3})\s*(?:m|min|mins|minutes?)\b)?",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(km|kilomet(?:er|re)s?|k|mi|miles?|met(?:er|re)s?|yd|yards?)\b",
    re.IGNORECASE,
)
_METERS = re.compile(r"(\d)\s*m\b")
_SECONDS = re.compile(r"[0-9]{1,6}")
_KM = {"k": 1.0, "mi": 1.609344, "m": 0.001, "y": 0.0009144}


def hours_clock_min(value: str) -> float | None:
    """Return minutes of `h:mm` or `h:mm:ss`."""
    match = _CLOCK.search(value)
    if match is None:
        return words_min(value)
    return _rounded(int(match[1]) * 60 + int(match[2]) + int(match[3] or 0) / 60)


def minutes_clock_min(value: str) -> float | None:
    """Return minutes of `mm:ss` or `h:mm:ss`."""
    match = _CLOCK.search(value)
    if match is None:
        return words_min(value)
    if match[3] is not None:
        return hours_clock_min(value)
    return _rounded(int(match[1]) + int(match[2]) / 60)


def words_min(value: str) -> float | None:
    """Return minutes of `1h5m`, `55 min`; of a range `55m - 65m` its middle."""
    found = [_minutes(match) for match in _WORDS.finditer(value) if match[0].strip()]
    ends = found[:2]
    return _rounded(sum(ends) / len(ends)) if ends else None


def labeled_distance_km(value: str) -> float | None:
    """Return kilometers of what stands behind a label "Distance", where `m` is no minute."""
    return distance_km(_METERS.sub(r"\1 meters", value))


def distance_km(value: str) -> float | None:
    """Return kilometers of the first distance, metric or not, that `value` names."""
    match = _DISTANCE.search(value)
    if match is None:
        return None
    unit = match[2].lower()
    factor = _KM["mi"] if unit.startswith("mi") else _KM[unit[0]]
    return round(float(match[1].replace(",", ".")) * factor, 3)


def seconds_min(value: str) -> float | None:
    """Return minutes of a whole number of seconds."""
    match = _SECONDS.fullmatch(value.strip())
    return _rounded(int(match[0]) / 60) if match else None


def _minutes(match: re.Match[str]) -> float:
    return int(match[1] or match[2] or 0) * 60 + int(match[3] or 0)


def _rounded(minutes: float) -> float | None:
    return round(minutes, 2) or None
