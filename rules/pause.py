"""Days on which the athlete does less on purpose: sick, injured, away, or in a deload."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.days import DayRange


class PauseKind(StrEnum):
    """Why less is done."""

    SICK = "sick"
    INJURED = "injured"
    HOLIDAY = "holiday"
    DELOAD = "deload"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that a marker in the calendar sets apart; nothing is ever caught up for them."""

    kind: PauseKind
    days: DayRange
