"""What training platforms say in their feeds beyond RFC 5545."""

from __future__ import annotations

from connectors.ics_feed.dialects.identity import identified
from connectors.ics_feed.dialects.platform import Platform, detect
from connectors.ics_feed.dialects.workout import PlatformEvent, workout_of

__all__ = ["Platform", "PlatformEvent", "detect", "identified", "workout_of"]
