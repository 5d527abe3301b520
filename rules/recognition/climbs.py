"""How much a run climbs: "1200 m D+", "600 hm", "1,500 ft of climbing", "20 km +800 m".

A climb is no distance. It is taken out of the text before anything else is read, with a comma left
in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rules.recognition.lexicon import LEXICON
from rules.recognition.text import Text

_METERS_PER_FOOT = 0.3048
_LEAST_M, _MOST_M = 20.0, 15_000.0
_YEARS = range(2020, 2041)  # "Berlin 2026 HM" is a half marathon
_THOUSANDS = re.compile(r"(?<=\d)[.,' ](?=\d{3}(?!\d))")
_KM_M = 1000.0
_SIGNED = re.compile(r"[ (/]\+\d|[a-z]\+")
_NUMBER = r"(?P<number>\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
# Neither a repeat ("6 x 200 m climb") nor the rest of another number.
_NOT_COUNTED = r"(?<![\d.,:x-])(?<!x )(?<!- )"
_OF = r"(?:(?:of|de|d'|di|do|von|van|en|in) ?)?"
_END = r"(?![^\W_])"


def without_climbs(text: Text) -> tuple[Text, float | None]:
    """The text without its climbs, and the highest of them in meters; None where none is told."""
    if not _may_climb(text.folded):
        return text, None
    meters: list[float] = []
    for pattern in _patterns():
        for match in pattern.finditer(text.folded):
            climb = _meters(match)
            if _is_climb(match, climb):
                meters.append(climb)
                text = _blanked(text, *_span(match))
    if not meters:
        return text, None
    for match in _descents().finditer(text.folded):
        text = _blanked(text, *match.span())
    return text, max(meters)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The climb alone, without the unit of the run's distance before it."""
    start = match.end("run") if match.re.groupindex.get("run") else match.start()
    return start, match.end()


def _may_climb(folded: str) -> bool:
    """Whether it holds a word of climbs, or a sign such as theirs: most texts hold neither."""
    if "+" in folded and _SIGNED.search(folded):
        return True
    return any(hint in folded for hint in _hints())


def _meters(match: re.Match[str]) -> float:
    number = float(_THOUSANDS.sub("", match["number"]).replace(",", "."))
    return number * _METERS_PER_FOOT if match["feet"] else number


def _is_climb(match: re.Match[str], meters: float) -> bool:
    is_year = match["number"].isdigit() and int(match["number"]) in _YEARS
    return _LEAST_M <= meters <= _MOST_M and not is_year


def _blanked(text: Text, start: int, end: int) -> Text:
    blank = "," + " " * (end - start - 1)
    shown, folded = text.shown, text.folded
    return Text(shown[:start] + blank + shown[end:], folded[:start] + blank + folded[end:])


@cache
def _hints() -> tuple[str, ...]:
    """The shortest of the words of climbs, which all the others hold."""
    known = LEXICON.climbs
    hints: list[str] = []
    for word in sorted({*known.units, *known.words}, key=lambda word: (len(word), word)):
        if not any(hint in word for hint in hints):
            hints.append(word)
    return tuple(hints)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    known = LEXICON.climbs
    meters, climb, units = _meter(), _any_of(known.words), _any_of(known.units)
    feet = f"(?P<feet>{_any_of(known.feet)})"
    length = f" ?(?:{meters}|{feet})"
    no_feet = "(?P<feet>(?!))?"
    far = _any_of(word for word, m in LEXICON.meters.items() if m >= _KM_M)
    told = (
        rf"{_NOT_COUNTED}\+?{_NUMBER}{length} ?\(?{_OF}{climb}{_END}",  # 600 m of climbing
        rf"{_NOT_COUNTED}\+?{_NUMBER} ?(?:{meters} ?)?{units}{no_feet}{_END}",  # 600 hm, 600 m D+
        rf"(?<![^\W_]){climb} ?[:=]? ?{_OF}\+?{_NUMBER}{length}{_END}",  # elevation gain: 600 m
        rf"(?<![^\W_])d\+ ?[:=]? ?{_NUMBER}(?: ?{meters})?{no_feet}{_END}",  # D+ 600
        rf"{_NOT_COUNTED}{_NUMBER}{length}\+(?! ?\d)",  # 600 m+
        rf"(?<=\d)(?P<run> ?{far}[ (,/]*[ (/])\+{_NUMBER}{length}(?= ?(?:$|[,;)|\n]|/? ?-))",
    )
    return tuple(map(re.compile, told))


@cache
def _descents() -> re.Pattern[str]:
    length = rf"\d[\d.,]* ?(?:{_meter()}|{_any_of(LEXICON.climbs.feet)})"
    down = _any_of(LEXICON.climbs.descents)
    return re.compile(rf"- ?{length}{_END}|{length} ?{_OF}{down}{_END}|{down} ?:? ?{length}{_END}")


def _meter() -> str:
    return _any_of(word for word, meters in LEXICON.meters.items() if meters == 1.0)


def _any_of(words: Iterable[str]) -> str:
    """The longest first, so that "elevation gain" is taken whole."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"
