"""What a platform's event says of its workout: sport, planned and done, in each dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from connectors.calendar_event import PlatformWorkout
from connectors.ics_feed.dialects.platform import Platform
from connectors.ics_feed.dialects.quantities import (
    distance_km,
    hours_clock_min,
    labeled_distance_km,
    minutes_clock_min,
    seconds_min,
    words_min,
)

_LABEL = re.compile(r"^[^\w\n]*([A-Za-z][A-Za-z ]{2,24}):[ \t]*(\S[^\n]*)$", re.MULTILINE)
_TITLE_SPORT = re.compile(
    r"\s*(run|bike|ride|cycling|swim|strength|walk|brick|row(?:ing)?|race|cross[ -]?train(?:ing)?"
    r"|mtn ?bike|xc-?ski|day off|rest|yoga|mobility|other|custom)\s*(?::|\s-\s)",
    re.IGNORECASE,
)
_CLOCK_PREFIX = re.compile(r"\s*(\d{1,2}:\d{2})\s*-\s*\S")
_TSS = re.compile(r"\bTSS\s+\d")
_OTHER_THAN_RIDE = re.compile(r"\b(run|swim)\b", re.IGNORECASE)
_EMOJI_SPORT = {"🏃": "Run", "🏋": "Strength", "💪": "Strength", "🚶": "Walk", "🚴": "Ride"}
_EMOJI_SPORT |= {"🏊": "Swim", "🧘": "Mobility", "🥾": "Hike"}
_RUNNA_KIND = re.compile(r"_plan_week_\d+_([A-Z][A-Z_]*?)_\d+$")


@dataclass(frozen=True, slots=True)
class PlatformEvent:
    """The texts of one event of a platform's feed, escapes undone."""

    uid: str
    title: str
    description: str
    estimated_duration_s: str = ""

    @property
    def labels(self) -> Mapping[str, str]:
        """The lines `Label: value` of the description, labels in lower case, first one counts."""
        found: dict[str, str] = {}
        for match in _LABEL.finditer(self.description):
            found.setdefault(match[1].strip().lower(), match[2].strip())
        return found


def workout_of(platform: Platform, event: PlatformEvent) -> PlatformWorkout | None:
    """Return what `platform` says of the event, None where it is no workout of its."""
    return _DIALECTS[platform](event)


def _training_peaks(event: PlatformEvent) -> PlatformWorkout:
    labels = event.labels
    return _planned_and_actual(
        Platform.TRAINING_PEAKS, labels.get("workout type") or _title_sport(event.title), labels
    )


def _final_surge(event: PlatformEvent) -> PlatformWorkout:
    labels = event.labels
    sport = labels.get("workout type") or labels.get("activity type") or labels.get("activity")
    return _planned_and_actual(Platform.FINAL_SURGE, sport or _title_sport(event.title), labels)


def _garmin(event: PlatformEvent) -> PlatformWorkout:
    labels = event.labels
    sport = labels.get("sport") or labels.get("activity type") or _title_sport(event.title)
    return _planned_and_actual(Platform.GARMIN, sport, labels)


def _trainer_road(event: PlatformEvent) -> PlatformWorkout | None:
    prefix = _CLOCK_PREFIX.match(event.title)
    if prefix is None and not _TSS.search(event.description):
        return None  # an annotation: travel, illness, a note
    other = _OTHER_THAN_RIDE.search(event.title)
    return PlatformWorkout(
        platform=Platform.TRAINER_ROAD,
        sport=other[1].capitalize() if other else "Ride",
        planned_duration_min=hours_clock_min(prefix[1]) if prefix else None,
    )


def _runna(event: PlatformEvent) -> PlatformWorkout:
    labels = event.labels
    completed = event.uid.upper().startswith("COMPLETED_")
    head = event.description.partition("\n")[0]
    planned_min = seconds_min(event.estimated_duration_s)
    return PlatformWorkout(
        platform=Platform.RUNNA,
        sport=_runna_sport(event, head),
        planned_duration_min=planned_min or (None if completed else words_min(_after_dot(head))),
        planned_distance_km=distance_km(_after_dot(event.title)) or distance_km(_after_dot(head)),
        actual_duration_min=minutes_clock_min(labels.get("time", "")) if completed else None,
        actual_distance_km=labeled_distance_km(labels.get("distance", "")) if completed else None,
        completed=completed,
    )


def _runna_sport(event: PlatformEvent, head: str) -> str | None:
    for emoji, sport in _EMOJI_SPORT.items():
        if emoji in event.title:
            return sport
    kind = _RUNNA_KIND.search(event.uid)
    if kind:
        return kind[1]
    return head.partition("•")[0].strip() or None if "•" in head else None


def _after_dot(text: str) -> str:
    """What follows the first bullet: Runna writes `Tempo • 12.9km • 1h5m - 1h15m`."""
    return text.partition("•")[2]


def _title_sport(title: str) -> str | None:
    match = _TITLE_SPORT.match(title)
    return match[1].capitalize() if match else None


def _planned_and_actual(
    platform: Platform, sport: str | None, labels: Mapping[str, str]
) -> PlatformWorkout:
    actual_min = _first(labels, hours_clock_min, "actual time", "actual duration")
    actual_km = _first(labels, labeled_distance_km, "actual distance", "completed distance")
    return PlatformWorkout(
        platform=platform,
        sport=sport,
        planned_duration_min=_first(
            labels, hours_clock_min, "planned time", "planned duration", "estimated duration"
        ),
        planned_distance_km=_first(
            labels, labeled_distance_km, "planned distance", "estimated distance"
        ),
        actual_duration_min=actual_min,
        actual_distance_km=actual_km,
        completed=actual_min is not None or actual_km is not None,
    )


def _first(
    labels: Mapping[str, str], read: Callable[[str], float | None], *names: str
) -> float | None:
    found = (read(labels[name]) for name in names if name in labels)
    return next((value for value in found if value is not None), None)


_DIALECTS: Mapping[Platform, Callable[[PlatformEvent], PlatformWorkout | None]] = {
    Platform.TRAINING_PEAKS: _training_peaks,
    Platform.TRAINER_ROAD: _trainer_road,
    Platform.RUNNA: _runna,
    Platform.GARMIN: _garmin,
    Platform.FINAL_SURGE: _final_surge,
}
