"""A name for a platform's workout that outlives its UID.

Platforms make UIDs anew with every fetch, or change them when a workout is done. Day, sport and
title stay; of several alike on one day, the place in the feed tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from hashlib import blake2b

from connectors.calendar_event import CalendarEvent

_DETAIL = re.compile(r"\s•\s.*", re.DOTALL)
_NO_WORD = re.compile(r"[^\w]+")


def identified(events: Iterable[CalendarEvent], zone: tzinfo) -> list[CalendarEvent]:
    """Return the events, in the feed's order, with platform workouts named to last."""
    seen: Counter[str] = Counter()
    named: list[CalendarEvent] = []
    for event in events:
        if event.platform is None:
            named.append(event)
            continue
        name = _name(event, event.platform.platform, event.platform.sport or "", zone)
        seen[name] += 1
        named.append(replace(event, identity=f"{name}:{seen[name]}"))
    return named


def _name(event: CalendarEvent, platform: str, sport: str, zone: tzinfo) -> str:
    title = _NO_WORD.sub(" ", _DETAIL.sub("", event.summary)).strip().casefold()
    what = blake2b(f"{sport.casefold()}|{title}".encode(), digest_size=6).hexdigest()
    return f"{platform}:{_day(event.start, zone):%Y%m%d}:{what}"


def _day(start: date, zone: tzinfo) -> date:
    return start.astimezone(zone).date() if isinstance(start, datetime) else start
