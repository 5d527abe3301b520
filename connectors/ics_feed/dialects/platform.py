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


def is_shared(producer: str) -> bool:
    """Whether a PRODID (lower case) is one behind which several services stand."""
    return _SHARED_PRODUCER in producer


def has_labels(text: bytes) -> bool:
    """Whether events speak in the labels of TrainingPeaks."""
    return any(mark in text for mark in _TRAINING_PEAKS_MARKS)


def detect(producer: str, host: str, *, labeled: bool) -> Platform | None:
    """Return the platform of a calendar by its PRODID (lower case) or its host.

    `host` is empty where the feed was not fetched; `labeled` decides for a shared PRODID.
    """
    named = producer.replace(" ", "").replace("-", "")
    for platform in Platform:
        if platform.value in named or _is_of(host, f"{platform.value}.com"):
            return platform
    return Platform.TRAINING_PEAKS if labeled and is_shared(producer) else None


def _is_of(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
