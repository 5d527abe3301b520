"""What a text consists of once its words and quantities have been told apart."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from rules.recognition.senses import Entry, Sense
from rules.recognition.text import Text


class Kind(Enum):
    """The kinds of item."""

    __hash__ = object.__hash__  # in C: kinds are looked up dozens of times a title

    WORD = auto()  # a word that no lexicon knows
    PHRASE = auto()  # a phrase of a lexicon: `entry`
    NUMBER = auto()  # a bare number or range
    ORDINAL = auto()  # the number of a week, a day, a phase
    SERIES = auto()  # "21-15-9", "3-1-1"
    DISTANCE = auto()  # meters
    TIME = auto()  # seconds
    CLOCK = auto()  # "3:20": a time, a pace or a time of day; `low` reads it as minutes:seconds
    PACE = auto()  # seconds per kilometer
    PERCENT = auto()
    LOAD = auto()  # kilograms
    SPEED = auto()  # "12 km/h"
    INTENSITY = auto()  # a pace named in words ("5k-10k pace"): `entry` holds the type of run
    X = auto()  # the sign of multiplication
    SIGN = auto()  # "+", ",", "@", "("
    LINE = auto()  # a new line


class Item(NamedTuple):
    """An item from `start` to `end` of the text; a single number has `low` equal to `high`.

    `plus` marks "5+" (five or more), `doubtful` an "m" that may be meters or minutes, `miles` a
    distance or pace typed in miles, `sign` the sign itself.
    """

    kind: Kind
    start: int
    end: int
    low: float = 0.0
    high: float = 0.0
    entry: Entry | None = None
    sign: str = ""
    plus: bool = False
    doubtful: bool = False
    miles: bool = False

    def has(self, sense: Sense) -> bool:
        """Whether a lexicon gives this item that meaning."""
        return self.entry is not None and sense in self.entry.senses

    @property
    def middle(self) -> float:
        """The number, or the middle of the range."""
        return (self.low + self.high) / 2


class Reading(NamedTuple):
    """A text and its items, in order, with notes on what was too absurd to take.

    `climb_m` is the climb that was told and taken out of the text (climbs.py).
    """

    text: Text
    items: list[Item]
    notes: tuple[str, ...] = ()
    climb_m: float | None = None

    def shown(self, item: Item) -> str:
        """The words of the text that the item stands for."""
        return self.text.shown[item.start : item.end]

    def part(self, start: int, end: int) -> Reading:
        """The items from index `start` up to `end`."""
        return self._replace(items=self.items[start:end])


def is_capital(reading: Reading, item: Item) -> bool:
    """Whether the item is written with a capital letter."""
    return reading.text.shown[item.start].isupper()
