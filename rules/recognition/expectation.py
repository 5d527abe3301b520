"""What the athlete lets expect of an event, and how that moves the evidence of its words."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.evidence import Evidence
from rules.recognition.items import Kind, Reading
from rules.recognition.senses import NEUTRAL, SPORTS, Sense
from rules.recognition.sport_votes import sports_of
from rules.recognition.structure import has_structure, is_lifted, is_understood
from rules.say import Holds, Say
from rules.workout import Sport

_RUN_FIGURES = frozenset({Kind.DISTANCE, Kind.PACE, Kind.INTENSITY})
_DECLARED = {Holds.RUNS: Sport.RUN, Holds.LIFTS: Sport.LIFT}
_TELLING = NEUTRAL | frozenset(SPORTS)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is known of an event before its text is read.

    `holds` is what its calendar holds, `all_day` whether it has no time of day, `say` what the
    athlete's rule for its title says.
    """

    holds: Holds = Holds.TRAINING
    all_day: bool = False
    say: Say | None = None

    @property
    def sport(self) -> Sport | None:
        """The sport of every event that does not clearly name another."""
        return _DECLARED.get(self.holds)

    def weighed(self, title: Reading, evidence: Evidence) -> Evidence:
        """The evidence as it counts in this calendar.

        A calendar of one sport needs none, but for events without a time of day, which are often
        markers ("Week 3", "Holiday"). A mixed one needs more than ordinary words or bare figures.
        """
        if evidence is Evidence.NONE and self.sport is not None and not self.all_day:
            return Evidence.WEAK
        if evidence is Evidence.WEAK and self.holds is Holds.MIXED and not _is_measured(title):
            return Evidence.NONE
        return evidence

    def sport_of(self, title: Reading, evidence: Evidence) -> Sport | None:
        """The sport that the calendar tells where the words are too weak to name one."""
        rests = any(title_item.has(Sense.REST) for title_item in title.items)
        if evidence > Evidence.WEAK or rests or self._names_another(title):
            return None
        return self.sport

    def _names_another(self, title: Reading) -> bool:
        """Whether figures that the calendar's sport has not stand behind an ordinary word.

        "Bench 5x5" among runs is a lift, "Tempo 8k" among lifts a run.
        """
        if self.sport is None or not _is_measured(title):
            return False
        items = title.items
        named = sports_of(items)
        if self.sport is Sport.RUN:
            return Sport.LIFT in named and any(is_lifted(items, i) for i in range(len(items)))
        typed = any(item.entry and not item.entry.senses.isdisjoint(NEUTRAL) for item in items)
        runs = typed or Sport.RUN in named
        return runs and any(item.kind in _RUN_FIGURES for item in items)


def _is_measured(title: Reading) -> bool:
    """Whether figures stand behind an ordinary word, and nothing else: "Tempo 8k", "Bench 5x5"."""
    told = any(item.entry and item.entry.senses & _TELLING for item in title.items)
    return told and has_structure(title) and is_understood(title)


ANYWHERE = Expectation()
