"""Phrases with what each means, collected from all languages, and what long ones take from short.

Twenty thousand phrases are added at every start: most mean the same as others of their table and
share one entry with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rules.recognition.senses import INHERITED, NEUTRAL, SPORTS, Entry, Sense
from rules.recognition.text import fold
from rules.recognition.tokens import phrase_key

Key = tuple[str, ...]
_MIN_PLURAL_CHARS = 3
_CARRIED = INHERITED | NEUTRAL
_OTHER_SPORTS = frozenset(SPORTS) - {Sense.RUN}
_NOTHING: frozenset[Sense] = frozenset()


@dataclass(slots=True)
class Builder:
    """The phrases of all languages so far."""

    entries: dict[Key, Entry] = field(default_factory=dict)

    def add(self, phrases: Iterable[str], meaning: Entry, plurals: Iterable[str]) -> None:
        """Give the phrases a meaning beside those that they have in other tables."""
        endings = tuple((ending, fold(ending)) for ending in plurals)
        for phrase in phrases:
            for key in _keys(phrase, endings):
                known = self.entries.get(key)
                self.entries[key] = meaning if known is None else _joined(known, meaning)

    def finished(self) -> dict[Key, Entry]:
        """The phrases with what they take over from the phrases inside them."""
        carriers = _carriers(self.entries)
        starts = carriers.sizes.keys()
        grown: dict[tuple[int, frozenset[Sense]], Entry] = {}
        for key, entry in self.entries.items():
            if len(key) == 1 or starts.isdisjoint(key):
                continue
            more = _inherited(key, entry.senses, carriers)
            if more <= entry.senses:
                continue
            alike = id(entry), more
            if alike not in grown:
                grown[alike] = replace(entry, senses=entry.senses | more)
            self.entries[key] = grown[alike]
        return self.entries


def sizes_of(keys: Iterable[Key]) -> dict[str, tuple[int, ...]]:
    """How many tokens the phrases have that begin with a token, the longest first."""
    sizes: dict[str, int] = {}  # a bit for each size
    for key in keys:
        first = key[0]
        sizes[first] = sizes.get(first, 0) | 1 << len(key)
    told = {bits: _longest_first(bits) for bits in set(sizes.values())}
    return {first: told[bits] for first, bits in sizes.items()}


def _longest_first(bits: int) -> tuple[int, ...]:
    return tuple(size for size in range(bits.bit_length(), 0, -1) if bits >> size & 1)


def _joined(one: Entry, other: Entry) -> Entry:
    if one is other:
        return one
    return Entry(
        one.senses | other.senses,
        max(one.strength, other.strength),
        one.exercise or other.exercise,
        one.before_names and other.before_names,
    )


def _keys(phrase: str, plurals: tuple[tuple[str, str], ...]) -> Iterator[Key]:
    """The tokens of the phrase, of its plurals, and of both with the hyphens left out ("pullup").

    A plural ending lengthens the last token, so that each phrase is cut only once.
    """
    for base in (phrase, phrase.replace("-", "")) if "-" in phrase else (phrase,):
        key = phrase_key(fold(base))
        yield key
        if len(base) >= _MIN_PLURAL_CHARS and base[-1].isalpha():
            before, last = key[:-1], key[-1]
            for ending, folded in plurals:
                if not base.endswith(ending):
                    yield (*before, last + folded)


@dataclass(slots=True)
class _Carriers:
    """Phrases with what may be taken over from them; how long those are, by their first token."""

    senses: dict[Key, frozenset[Sense]] = field(default_factory=dict)
    sizes: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def _carriers(entries: dict[Key, Entry]) -> _Carriers:
    carriers = _Carriers()
    for key, entry in entries.items():
        if not _CARRIED.isdisjoint(entry.senses):
            carriers.senses[key] = entry.senses & _CARRIED
            carriers.sizes[key[0]].add(len(key))
    return carriers


def _inherited(key: Key, own: frozenset[Sense], carriers: _Carriers) -> frozenset[Sense]:
    """What a phrase takes over from the phrases inside it (`senses.INHERITED`)."""
    wanted = INHERITED
    if Sense.RUN in own and not own & NEUTRAL:
        wanted = INHERITED | NEUTRAL - {Sense.RACE}  # a "base run" is easy as "base" is
    if not own.isdisjoint(_OTHER_SPORTS):
        wanted -= {Sense.RUN}  # "sortie vélo" is a ride, though "sortie" is said of runs
    found = _NOTHING
    for start, token in enumerate(key):
        for size in carriers.sizes.get(token, ()):
            part = key[start : start + size]
            if part != key and part in carriers.senses:
                found |= carriers.senses[part] & wanted
    return found
