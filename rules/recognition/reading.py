"""Text → items, in one pass over the tokens and one over the items."""

from __future__ import annotations

from rules.recognition.absurd import without_absurd
from rules.recognition.clocks import with_clocks
from rules.recognition.far_runs import with_far_runs
from rules.recognition.intensities import join_intensities
from rules.recognition.interval_shorthand import with_shorthand
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.ladders import with_ladders
from rules.recognition.lexicon import LEXICON
from rules.recognition.places import with_places
from rules.recognition.quantities import read_quantity
from rules.recognition.quantity_units import Found
from rules.recognition.senses import OTHER_MATTERS, Entry, Sense, Strength
from rules.recognition.text import Text
from rules.recognition.tokens import Token, tokenize
from rules.recognition.typos import corrected

_QUANTITIES = frozenset({Kind.NUMBER, Kind.DISTANCE, Kind.TIME})
_BREAKS = frozenset({Kind.SIGN, Kind.LINE})
_RANGES = frozenset({Kind.DISTANCE, Kind.TIME})
_METERS_SENSES = (Sense.SHORT, Sense.SWIM)
# Reps of forty minutes do not exist; nor do sprints of less than that many meters matter here.
_REP_IS_METERS_FROM = 40.0
_REST_LETTER = "r"
_LOAD_WORDS = frozenset({Sense.HEAVY, Sense.LIGHT, Sense.HARD})
_CARRIED = frozenset({"carry", "lunge"})
_FILLER = Entry(frozenset({Sense.FILLER, Sense.AT}), Strength.NONE)
_PLACE = Entry(frozenset({Sense.PLACE}), Strength.NONE)
_LABELS = frozenset("ABCD")
_BETWEEN = 3


def read(text: Text) -> Reading:
    """Tell the words and the quantities of a text apart."""
    if not text.folded:
        return Reading(text, [])
    reader = _Reader(text)
    at = 0
    while at < len(reader.tokens):
        at = reader.step(at)
    meters = with_far_runs(_settle_meters(with_shorthand(reader.items, text)))
    timed = with_places(with_clocks(meters, text), text)
    settled, notes = without_absurd(with_ladders(_join_ranges(timed)), text)
    return Reading(text, join_intensities(settled, text), (*reader.notes, *notes))


class _Reader:
    """Walks over the tokens; each step takes the longest phrase or quantity that begins there."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.tokens = tokenize(text.folded)
        self.words = tuple(token.text for token in self.tokens)
        self.items: list[Item] = []
        self.notes: list[str] = []

    def step(self, at: int) -> int:
        """Append the item that begins at this token; return the index of the token behind it."""
        phrase = LEXICON.longest(self.words, at) or self._meant(at)
        quantity = read_quantity(self.tokens, at, self.text.shown)
        if quantity is not None and (phrase is None or quantity.after > at + phrase[0]):
            self.items.append(self._quantity(at, quantity))
            return quantity.after
        token = self.tokens[at]
        letter = _letter(self.tokens, at, self.items, self.text)
        if letter is not None or phrase is None or token.kind == "times":
            self.items.append(letter or _plain(token))
            return at + 1
        size, entry = phrase
        if self._is_person(at, entry) or self._is_preposition(at):
            kind, known = (Kind.PHRASE, _FILLER) if token.text == "am" else (Kind.WORD, None)
            self.items.append(_plain(token)._replace(kind=kind, entry=known))
            return at + 1
        end = self.tokens[at + size - 1].end
        if entry.senses <= OTHER_MATTERS:
            self.items.append(Item(Kind.WORD, token.start, end, entry=entry))
            return at + size
        if self._is_hill_of_a_name(token):
            entry = _PLACE
        self.items.append(Item(Kind.PHRASE, token.start, end, entry=entry))
        return at + size

    def _meant(self, at: int) -> tuple[int, Entry] | None:
        """The word of training that a slip of the pen stands for."""
        token = self.tokens[at]
        entry = corrected(token.text) if token.kind == "word" else None
        return None if entry is None else (1, entry)

    def _is_person(self, at: int, entry: Entry) -> bool:
        """Whether a capital word behind "with" is a name: the friend of "Gym with Max"."""
        token = self.tokens[at]
        named = at > 0 and LEXICON.means(self.words[at - 1], Sense.WITH)
        ordinary = entry.strength is Strength.NONE and not entry.senses.isdisjoint(_LOAD_WORDS)
        return named and ordinary and self.text.shown[token.start].isupper()

    def _is_preposition(self, at: int) -> bool:
        """Whether it is the German "am" of "Rudern am Kabel", not half of a day."""
        token = self.tokens[at]
        small = token.text == "am" and self.text.shown[token.start].islower()
        around = self.tokens[max(0, at - 1) : at + 2]
        return small and len(around) == _BETWEEN and all(near.kind == "word" for near in around)

    def _is_hill_of_a_name(self, token: Token) -> bool:
        """Whether it is the "Hill" of "Notting Hill", which says nothing of the ground."""
        before = self.items[-1] if self.items else None
        return (
            self.text.shown[token.start : token.end] == "Hill"
            and before is not None
            and (before.kind is Kind.WORD or before.has(Sense.PLACE))
            and self.text.shown[before.start].isupper()
        )

    def _quantity(self, at: int, found: Found) -> Item:
        """The quantity, or a mere sign in its place with a note where it is absurd."""
        if found.item is not None:
            ordinal = _ordinal(self.tokens, found, self.items, self.text)
            return ordinal or found.item
        start, end = self.tokens[at].start, self.tokens[found.after - 1].end
        self.notes.append(f"not taken, beyond any measure: {self.text.shown[start:end][:40]}")
        return Item(Kind.SIGN, start, end, sign=",")


def _ordinal(tokens: list[Token], quantity: Found, items: list[Item], text: Text) -> Item | None:
    """The 2 of "Week 2", of "W2" and of the superset "A2", which is no count of anything."""
    item = quantity.item
    if item is None or item.kind is not Kind.NUMBER or not items:
        return None
    counts = quantity.after < len(tokens) and tokens[quantity.after].kind == "times"
    before = items[-1]
    glued = before.end == item.start or before.end - before.start > 1
    label = before.end == item.start and text.shown[before.start : before.end] in _LABELS
    if counts or not glued or not (label or before.has(Sense.ORDINAL)):
        return None
    return item._replace(kind=Kind.ORDINAL)


def _letter(tokens: list[Token], at: int, items: list[Item], text: Text) -> Item | None:
    """A letter of Daniels' beside a quantity ("20' E", "3 x 1T", "E 50 min")."""
    token = tokens[at]
    if len(token.text) > 1:
        return _strides(token, items, text)
    begins = not items or items[-1].kind in _BREAKS
    kinds = [after.kind if after.text != ":" else ":" for after in tokens[at + 1 : at + 3]]
    ahead = begins and (kinds[:1] == ["number"] or kinds == [":", "number"])
    measured = items[-2:] if items and text.folded[items[-1].start] == "@" else items[-1:]
    if not ahead and (not measured or measured[0].kind not in _QUANTITIES):
        return None
    if ahead and token.text == _REST_LETTER and any(item.kind is Kind.X for item in items):
        return None  # "8x400, R 2 min": the rest between them
    entry = LEXICON.letters.get(text.shown[token.start : token.end])
    return None if entry is None else Item(Kind.PHRASE, token.start, token.end, entry=entry)


def _strides(token: Token, items: list[Item], text: Text) -> Item | None:
    """Daniels' strides: "8 ST"."""
    before = items[-1] if items else None
    if before is None or before.kind is not Kind.NUMBER or before.end == token.start:
        return None  # "1ST"
    entry = LEXICON.letters.get(text.shown[token.start : token.end])
    return None if entry is None else Item(Kind.PHRASE, token.start, token.end, entry=entry)


def _plain(token: Token) -> Item:
    kinds = {"times": Kind.X, "newline": Kind.LINE, "sign": Kind.SIGN}
    kind = kinds.get(token.kind, Kind.WORD)
    sign = token.text if kind is Kind.SIGN else ""
    return Item(kind, token.start, token.end, sign=sign)


def _settle_meters(items: list[Item]) -> list[Item]:
    """Decide whether the "m" of "10m" means meters (sprints, lengths, carries) or minutes."""
    if not any(item.doubtful for item in items):
        return items
    short = any(
        any(item.has(sense) for sense in _METERS_SENSES) or _is_carried(item) for item in items
    )
    settled = []
    for i, item in enumerate(items):
        after_x = i > 0 and items[i - 1].kind is Kind.X
        meters = after_x and (short or item.low >= _REP_IS_METERS_FROM)
        if item.doubtful and not meters:
            low, high = item.low * 60.0, item.high * 60.0
            settled.append(item._replace(kind=Kind.TIME, low=low, high=high))
        else:
            settled.append(item)
    return settled


def _is_carried(item: Item) -> bool:
    exercise = item.entry.exercise if item.entry else None
    return exercise is not None and exercise.pattern in _CARRIED


def _join_ranges(items: list[Item]) -> list[Item]:
    """Make one range of two quantities with a dash between: "1h5m - 1h15m", "8K-10K"."""
    joined: list[Item] = []
    for item in items:
        if item.kind in _RANGES and len(joined) > 1 and joined[-1].sign == "-":
            first = joined[-2]
            if first.kind is item.kind and first.low < item.high:
                del joined[-2:]
                joined.append(first._replace(high=item.high, end=item.end))
                continue
        joined.append(item)
    return joined
