"""An athlete as a settings file describes them: `[[athletes]]`, or a file of its own."""

from __future__ import annotations

import os
import re
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    model_validator,
)
from tzlocal import get_localzone_name

from rules.athlete import Athlete, OneRepMax, Priority, UsualSlots, WakingHours
from rules.body import Body, Diet, Sex
from rules.checks import registered
from rules.exercise import MainLift
from rules.moves import DaySpan, Planning, Windows
from rules.recognition import exercise_of
from rules.rule_id import RuleId
from rules.say import Holds
from sync_service.nearest import did_you_mean
from sync_service.recognition_settings import KnownHolds, RecognitionRule
from sync_service.strict_model import FiguresModel, StrictModel, between
from sync_service.threshold_settings import ThresholdSettings

PRIMARY = "primary"
"""The id of the calendar that is an account's own."""
_NO_PLACES = {"localtime", "posixrules", "Factory"}  # files beside the zones, not zones
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _clock_time(value: object) -> time:
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError('must be a time of day such as "06:30"')
    return time(int(match[1]), int(match[2]))


@cache
def _zones() -> frozenset[str]:
    """Every zone that this machine knows; to look for them takes a while."""
    return frozenset(available_timezones() - _NO_PLACES)


def _zone_name(value: object) -> str:
    zones = _zones()
    if not isinstance(value, str) or value not in zones:
        hint = did_you_mean(value, zones) if isinstance(value, str) else ""
        raise ValueError(f'must be a time zone such as "Europe/Berlin"{hint}')
    return value


def _rule_id(value: object) -> str:
    known = {*registered(), *(str(rule_id) for rule_id in RuleId)}
    if not isinstance(value, str) or value not in known:
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"must be the id of a rule (counterpoint explain lists them){hint}")
    return value


def _exercise(value: str) -> str:
    if exercise_of(value) is None:
        hint = did_you_mean(value, {str(lift) for lift in MainLift})
        raise ValueError(f'must be an exercise such as "squat" or "bench press"{hint}')
    return value


def _calendar_id(value: str) -> str:
    if not value or any(letter.isspace() for letter in value) or "://" in value:
        raise ValueError(
            'must be the id of a Google calendar, such as "primary", and no web address'
        )
    return value


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
ZoneName = Annotated[str, BeforeValidator(_zone_name)]
KnownRule = Annotated[str, BeforeValidator(_rule_id)]
KnownExercise = Annotated[str, AfterValidator(_exercise)]
CalendarId = Annotated[str, AfterValidator(_calendar_id)]


class FuelEvents(StrEnum):
    """Which events of the fuel plan are written."""

    KEY_SESSIONS = "key_sessions"
    FULL = "full"
    SUMMARY = "summary"
    OFF = "off"


class Role(StrEnum):
    """What a source is read for."""

    TRAINING = "training"
    BUSY = "busy"


class AnySource(StrictModel):
    """What is said of a source of any kind: what it is read for, and what it holds."""

    role: Role = Role.TRAINING
    holds: KnownHolds = Holds.TRAINING


def place_in(base: Path, name: str) -> str:
    """The file or folder, a relative one meant from `base` on; `~` is the home."""
    try:
        return str(base / Path(name).expanduser())
    except RuntimeError:  # there is nobody of this name
        return str(base / name)


def file_in(base: Path, address: str) -> str:
    """The address, a file that is named relatively meant from `base` on."""
    name = address.strip()
    is_file = name not in {"", "-"} and "://" not in name
    return place_in(base, name) if is_file else address


def place_beside(base: Path | None, name: str) -> str:
    """The file or folder as it is found from `base`, where it lies in there.

    So it has the same name when everything in `base` is moved together.
    """
    whole = Path(os.path.normpath(name))
    if base is not None and whole.is_relative_to(base):
        return whole.relative_to(base).as_posix()
    return name


class LocalFolder(StrictModel):
    """A folder of .ics files on this machine."""

    folder: Annotated[str, Field(min_length=1)]
    _base: Path | None = PrivateAttr(None)

    @property
    def place(self) -> str:
        """What names the folder: its way from the settings where it lies beside them."""
        return place_beside(self._base, str(Path(self.folder).absolute()))

    def placed_in(self, base: Path) -> Self:
        """The same, a relative folder meant from `base` on."""
        placed = self.model_copy(update={"folder": place_in(base, self.folder)})
        placed._base = base  # noqa: SLF001 (its own)
        return placed


class IcsFeedSource(AnySource):
    """A feed by its address; the address is a secret and is never shown."""

    kind: Literal["ics_feed"]
    address: SecretStr
    _base: Path | None = PrivateAttr(None)

    @property
    def place(self) -> str:
        """What names the feed: of a file beside the settings, its way from there."""
        address = self.address.get_secret_value()
        return address if "://" in address else place_beside(self._base, address)

    def placed_in(self, base: Path) -> Self:
        """The same, a file that is named relatively meant from `base` on."""
        address = file_in(base, self.address.get_secret_value())
        placed = self.model_copy(update={"address": SecretStr(address)})
        placed._base = base  # noqa: SLF001 (its own)
        return placed


class GoogleCalendarSource(AnySource):
    """A Google calendar by its id; `primary` is the account's own."""

    kind: Literal["google_calendar"]
    calendar: CalendarId = PRIMARY


class LocalCalendarSource(LocalFolder, AnySource):
    """A folder of .ics files."""

    kind: Literal["local_calendar"]


Source = Annotated[
    IcsFeedSource | GoogleCalendarSource | LocalCalendarSource, Field(discriminator="kind")
]


class GoogleCalendarTarget(StrictModel):
    """Write to a Google account; `calendar` is the calendar whose events are annotated."""

    kind: Literal["google_calendar"]
    calendar: CalendarId = PRIMARY


class LocalCalendarTarget(LocalFolder):
    """Write to a folder of .ics files."""

    kind: Literal["local_calendar"]


Target = Annotated[GoogleCalendarTarget | LocalCalendarTarget, Field(discriminator="kind")]


class UsualSlotSettings(StrictModel):
    """When the athlete usually starts; `other` stands for every other sport."""

    run: ClockTime = UsualSlots().run
    lift: ClockTime = UsualSlots().lift
    other: ClockTime = UsualSlots().other


_SPAN = re.compile(rf"({_CLOCK.pattern})-({_CLOCK.pattern}|24:00)")


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


_SHORTEST_DAY_H, _LONGEST_DAY_H = 8, 22


def _hours(clock: time) -> float:
    return clock.hour + clock.minute / 60


class AthleteSettings(FiguresModel):
    """Everything that an athlete may say of themselves; every key has a default."""

    name: str = "Athlete"
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
