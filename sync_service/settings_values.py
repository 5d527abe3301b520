"""Values that settings have in common: times of day, zones, rules and exercises by their names."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator

from rules.checks import registered
from rules.exercise import MainLift
from rules.rule_id import RuleId
from sync_service.nearest import did_you_mean
from sync_service.plain_text import is_plain

_NO_PLACES = {"localtime", "posixrules", "Factory"}  # files beside the zones, not zones
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _clock_time(value: object) -> time:
    match = CLOCK.fullmatch(value) if isinstance(value, str) else None
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
    from rules.recognition import exercise_of  # noqa: PLC0415 its lexicon takes long to read

    if exercise_of(value) is None:
        hint = did_you_mean(value, {str(lift) for lift in MainLift})
        raise ValueError(f'must be an exercise such as "squat" or "bench press"{hint}')
    return value


def _person(value: str) -> str:
    name = value.strip()
    if not name:
        raise ValueError("must not be empty")
    if not is_plain(name):
        raise ValueError("must be one line without control or formatting characters")
    return name


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
ZoneName = Annotated[str, BeforeValidator(_zone_name)]
PersonName = Annotated[str, AfterValidator(_person)]
KnownRule = Annotated[str, BeforeValidator(_rule_id)]
KnownExercise = Annotated[str, AfterValidator(_exercise)]
