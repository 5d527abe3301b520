"""Which training platform a feed comes from."""

from __future__ import annotations

from enum import StrEnum


class Platform(StrEnum):
    """The platforms whose feeds are understood beyond RFC 5545."""

    TRAINING_PEAKS = "trainingpeaks"
    TRAINER_ROAD = "trainerroad"
    RUNNA = "runna"
    GARMIN = "garmin"
    FINAL_SURGE = "finalsurge"


_SHARED_PRODUCER = "ddaysoftware"
"""A library's own PRODID, which TrainingPeaks leaves standing; other services do too."""

_TRAINING_PEAKS_MARKS = (b"Workout type:", b"\\nPlanned Time:", b"\\nActual Time:")


def detect(producer: str, host: str, text: bytes) -> Platform | None:
    """Return the platform of a calendar by its PRODID (lower case), its host, or its events.

    `host` is empty where the feed was not fetched; `text` is the canonical body.
    """
    named = producer.replace(" ", "").replace("-", "")
    for platform in Platform:
        if platform.value in named or _is_of(host, f"{platform.value}.com"):
            return platform
    if _SHARED_PRODUCER in producer and any(mark in text for mark in _TRAINING_PEAKS_MARKS):
        return Platform.TRAINING_PEAKS
    return None


def _is_of(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
