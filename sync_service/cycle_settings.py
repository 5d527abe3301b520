"""`brake` and `horizon`: how far a cycle looks, and what it does not do without being asked."""

from __future__ import annotations

from typing import Annotated

from sync_service.strict_model import FiguresModel, between


class BrakeSettings(FiguresModel):
    """A plan that changes or deletes more than this is held back."""

    share: Annotated[float, between(0, 1)] = 0.4
    at_least: Annotated[int, between(1, 10_000)] = 5


class HorizonSettings(FiguresModel):
    """The days that are checked and planned, counted from the athlete's today.

    They begin on the Monday of the week in which the first would lie.
    """

    days_back: Annotated[int, between(0, 60)] = 7
    days_ahead: Annotated[int, between(1, 180)] = 28
