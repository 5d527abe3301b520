"""When the athlete trains: the usual hours, and the windows of each weekday."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from rules.athlete import UsualSlots
from rules.moves import DaySpan, Windows
from sync_service.settings_values import CLOCK, ClockTime
from sync_service.strict_model import StrictModel


class UsualSlotSettings(StrictModel):
    """When the athlete usually starts; `other` stands for every other sport."""

    run: ClockTime = UsualSlots().run
    lift: ClockTime = UsualSlots().lift
    other: ClockTime = UsualSlots().other


_SPAN = re.compile(rf"({CLOCK.pattern})-({CLOCK.pattern}|24:00)")


def _clock_span(value: object) -> str:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError('must be a span of the day such as "17:00-20:30"')
    start, end = match[1].zfill(5), match[4].zfill(5)
    if start >= end:
        raise ValueError('must end later than it starts, as in "17:00-20:30"')
    return f"{start}-{end}"


ClockSpan = Annotated[str, BeforeValidator(_clock_span)]
ClockSpans = tuple[ClockSpan, ...]


class WindowSettings(StrictModel):
    """When training is possible, by weekday; None where the default window holds."""

    mon: ClockSpans | None = None
    tue: ClockSpans | None = None
    wed: ClockSpans | None = None
    thu: ClockSpans | None = None
    fri: ClockSpans | None = None
    sat: ClockSpans | None = None
    sun: ClockSpans | None = None

    def windows(self) -> Windows:
        """The windows in the shape of the rules."""
        days = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return Windows(tuple(None if day is None else tuple(map(_day_span, day)) for day in days))


def _day_span(span: str) -> DaySpan:
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-"))
    return DaySpan(start, end)
