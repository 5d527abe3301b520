"""Reads ICS feeds: `IcsFeedReader` from an address, `read_calendar` from bytes."""

from __future__ import annotations

from connectors.guarded_http import Trust
from connectors.ics_feed.read_calendar import read_calendar
from connectors.ics_feed.reader import IcsFeedReader

__all__ = ["IcsFeedReader", "Trust", "read_calendar"]
