"""What training platforms say in their feeds beyond RFC 5545."""

from __future__ import annotations

from connectors.ics_feed.dialects.identity import identified
from connectors.ics_feed.dialects.platform import Platform, detect, has_labels, is_shared
from connectors.ics_feed.dialects.workout import PlatformEvent, workout_of

__all__ = [
    "Platform",
    "PlatformEvent",
    "detect",
    "has_labels",
    "identified",
    "is_shared",
    "workout_of",
]
