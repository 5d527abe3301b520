"""An athlete as a settings file describes them: `[[athletes]]`, or a file of its own."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    model_validator,
)
from tzlocal import get_localzone_name

from rules.athlete import Athlete, OneRepMax, Priority, UsualSlots, WakingHours
from rules.body import Body, Diet, Sex
from rules.moves import Planning
from sync_service.calendar_settings import GoogleCalendarSource, LocalCalendarTarget, Source, Target
from sync_service.recognition_settings import RecognitionRule
from sync_service.settings_values import ClockTime, KnownExercise, KnownRule, PersonName, ZoneName
from sync_service.strict_model import FiguresModel, between
from sync_service.threshold_settings import ThresholdSettings
from sync_service.window_settings import UsualSlotSettings, WindowSettings


class FuelEvents(StrEnum):
    """Which events of the fuel plan are written."""

    KEY_SESSIONS = "key_sessions"
    FULL = "full"
    SUMMARY = "summary"
    OFF = "off"


_SHORTEST_DAY_H, _LONGEST_DAY_H = 8, 22


def _hours(clock: time) -> float:
    return clock.hour + clock.minute / 60


class AthleteSettings(FiguresModel):
    """Everything that an athlete may say of themselves; every key has a default."""

    name: PersonName = "Athlete"
    time_zone: ZoneName = Field(default_factory=get_localzone_name)
    language: Literal["en", "de"] = "en"
    priority: Priority = Priority.MUSCLE
    sex: Sex | None = None
    birth_year: Annotated[int, between(1900, 2020)] | None = None
    height_cm: Annotated[float, between(100, 250)] | None = None
    weight_kg: Annotated[float, between(25, 300)] | None = None
    body_fat_percent: Annotated[float, between(2, 70)] | None = None
    planned_intake_kcal: Annotated[float, between(500, 12000)] | None = None
    planned_protein_g: Annotated[float, between(10, 600)] | None = None
    one_rep_max_kg: dict[KnownExercise, Annotated[float, between(1, 600)]] = Field(
        default_factory=dict
    )
    diet: Diet = Diet.OMNIVORE
    wake: ClockTime = time(6, 30)
    bed: ClockTime = time(22, 30)
    usual_slot: UsualSlotSettings = UsualSlotSettings()
    windows: WindowSettings = WindowSettings()
    annotate: Literal["description", "companion", "off"] = "description"
    moves: Literal["suggest", "auto", "off"] = "suggest"
    fuel: FuelEvents = FuelEvents.KEY_SESSIONS
    fuel_grams: bool = True
    rules_off: tuple[KnownRule, ...] = ()
    recognition_rules: tuple[RecognitionRule, ...] = ()
    thresholds: ThresholdSettings = ThresholdSettings()
    sources: tuple[Source, ...] = ()
    write_to: Target | None = None

    @model_validator(mode="after")
    def _thresholds_in_order(self) -> Self:
        self.thresholds.thresholds(self.priority)
        return self

    @model_validator(mode="after")
    def _is_awake_by_day(self) -> Self:
        awake_h = (_hours(self.bed) - _hours(self.wake)) % 24
        if not _SHORTEST_DAY_H <= awake_h <= _LONGEST_DAY_H:
            raise ValueError(
                f"wake and bed leave {awake_h:g} waking hours; there must be between "
                f"{_SHORTEST_DAY_H} and {_LONGEST_DAY_H}"
            )
        return self

    def with_places_in(self, base: Path) -> Self:
        """The settings with files and folders that are named relatively meant from `base` on."""
        sources = tuple(
            each if isinstance(each, GoogleCalendarSource) else each.placed_in(base)
            for each in self.sources
        )
        target = self.write_to
        if isinstance(target, LocalCalendarTarget):
            target = target.placed_in(base)
        return self.model_copy(update={"sources": sources, "write_to": target})

    def athlete(self) -> Athlete:
        """The athlete in the shape of the rules."""
        slots = self.usual_slot
        return Athlete(
            time_zone=ZoneInfo(self.time_zone),
            priority=self.priority,
            thresholds=self.thresholds.thresholds(self.priority),
            usual_slots=UsualSlots(run=slots.run, lift=slots.lift, other=slots.other),
            rules_off=frozenset(self.rules_off),
            title_rules=tuple(rule.title_rule() for rule in self.recognition_rules),
            body=self._body(),
            diet=self.diet,
            waking=WakingHours(wake=self.wake, bed=self.bed),
            one_rep_maxima=tuple(
                OneRepMax(exercise, kg) for exercise, kg in self.one_rep_max_kg.items()
            ),
        )

    def planning(self, now: datetime) -> Planning | None:
        """The circumstances of planning, but for busy time; None where no moves are wanted."""
        if self.moves == "off":
            return None
        return Planning(now, windows=self.windows.windows())

    def _body(self) -> Body:
        return Body(
            sex=self.sex,
            birth_year=self.birth_year,
            height_cm=self.height_cm,
            weight_kg=self.weight_kg,
            body_fat_percent=self.body_fat_percent,
            planned_intake_kcal=self.planned_intake_kcal,
            planned_protein_g=self.planned_protein_g,
        )
