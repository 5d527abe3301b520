"""The exertion of a whole session, 0 to 10, where the text states one: "Easy run, RPE 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rules.workout import Session, Sport

_EXERTION = re.compile(
    r"\b(?P<whole>session\s|s)?(?:rpe|cr-?10)\b[\s:=@]{0,3}"
    r"(?P<low>\d{1,3}(?:[.,]\d)?)(?:\s?-\s?(?P<high>\d{1,3}(?:[.,]\d)?))?"
)
_MOST = 10


def with_exertion(sessions: Sequence[Session], *texts: str) -> tuple[Session, ...]:
    """The only session of the folded texts with its exertion; several share none.

    A lift's RPE is that of its sets, unless it is called that of the session. Several figures are
    those of parts, and tell nothing of the whole; more than 10 is no exertion.
    """
    found = [match for text in texts for match in _EXERTION.finditer(text)]
    if len(sessions) != 1 or not found:
        return tuple(sessions)
    of_sets = sessions[0].sport is Sport.LIFT
    told = [match for match in found if match["whole"] or not of_sets]
    rpe = _rpe(told[0]) if len(told) == 1 else None
    return (replace(sessions[0], rpe=rpe),)


def _rpe(match: re.Match[str]) -> float | None:
    low = _number(match["low"])
    rpe = (low + _number(match["high"] or match["low"])) / 2
    return rpe if rpe <= _MOST else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
