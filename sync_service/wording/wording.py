"""The face of the wording: one object says everything for one athlete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from types import MappingProxyType

from rules.finding import Finding, Severity
from rules.moves import Alternative, Swap
from rules.weeks import Week
from rules.workout import Workout
from sync_service.annotation import MARKS
from sync_service.wording.facts import Said
from sync_service.wording.fuel_texts import FuelTexts, Grams
from sync_service.wording.language import Language
from sync_service.wording.lengths import LONGEST_LINE, LONGEST_TITLE, shortened
from sync_service.wording.sentences import fault, reason, said
from sync_service.wording.speech import Speech
from sync_service.wording.suggestion import (
    AnswerBy,
    Suggested,
    SuggestionText,
    suggestion_lines,
    suggestion_title,
)

_MOST_FINDINGS = 3  # with a remedy each and two fences: eight lines


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written for an athlete, in their language and on their clock.

    Findings are told with the names of the workouts that `knowing` brought; those whose workouts
    are not known are told in their own words.
    """

    speech: Speech
    time_zone: tzinfo
    workouts: Mapping[str, Workout] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, language: str, time_zone: tzinfo) -> Wording:
        """The wording of a language ("en", "de").

        Raises:
            ValueError: nobody has translated us into the language.
        """
        return cls(Speech(Language(language)), time_zone)

    def knowing(self, workouts: Iterable[Workout]) -> Wording:
        """The same with the workouts that findings name."""
        return replace(self, workouts=MappingProxyType({each.id: each for each in workouts}))

    def said(self, finding: Finding) -> Said:
        """A finding in a sentence, and what mends it in another."""
        told = said(finding, self.workouts, self.speech)
        return Said(_line(told.message), _line(told.remedy))

    def annotation_lines(
        self, findings: Iterable[Finding], moved_from: datetime | date | None = None
    ) -> tuple[str, ...]:
        """What is told of the findings, the worst first: at most six lines.

        Two rules that say the same of the same workouts are told once. Of a workout that we moved,
        `moved_from` is when it stood; nothing is advised then, as the planner has weighed all.
        """
        blocks = self._blocks(findings)
        if moved_from is None:
            return self._at_most(blocks)
        told = self._at_most([block[:1] for block in blocks])
        time = self.speech.time(self._local(moved_from))
        said_so = self.speech.say(
            "· Moved here from {time}; move it elsewhere, and it stays.", time=time
        )
        return (*told, _line(said_so))

    def _blocks(self, findings: Iterable[Finding]) -> list[tuple[str, ...]]:
        told: dict[str, tuple[str, ...]] = {}
        for finding in sorted(findings, key=lambda finding: finding.severity.rank):
            said_of_it = self.said(finding)
            told.setdefault(said_of_it.message, self._two_lines(finding.severity, said_of_it))
        return list(told.values())

    def _at_most(self, blocks: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        if len(blocks) <= _MOST_FINDINGS:
            return tuple(line for block in blocks for line in block)
        shown = _MOST_FINDINGS - 1
        lines = tuple(line for block in blocks[:shown] for line in block)
        return (*lines, self.speech.say("· and {more} more", more=str(len(blocks) - shown)))

    @staticmethod
    def _two_lines(severity: Severity, told: Said) -> tuple[str, str]:
        return _line(f"{MARKS[severity]} {told.message}"), _line(f"→ {told.remedy}")

    def companion_title(self, workout: Workout, findings: Sequence[Finding]) -> str:
        """A workout and its worst fault: "✗ Tempo run: too soon after heavy leg work (+1)"."""
        return self._headline(self.speech.workout(workout).first, findings)

    def week_title(self, week: Week, findings: Sequence[Finding]) -> str:
        """A week and its worst fault: "! Week 2: too many long slow runs"."""
        number = str(week.days.start.isocalendar().week)
        return self._headline(self.speech.say("Week {number}", number=number), findings)

    def _headline(self, about: str, findings: Sequence[Finding]) -> str:
        """Short enough for a month's view."""
        worst = min(findings, key=lambda finding: finding.severity.rank)
        told = f"{MARKS[worst.severity]} {about}: {fault(worst, self.speech)}"
        more = f" (+{len(findings) - 1})" if len(findings) > 1 else ""
        return shortened(told, LONGEST_TITLE - len(more)) + more

    def fuel(self, *, grams: bool) -> FuelTexts:
        """The texts of the fuel plan; `grams` allows amounts in them."""
        return FuelTexts(self.speech, Grams(grams))

    def suggestion(  # noqa: PLR0913 a suggestion has so many parts
        self,
        workout: Workout,
        start: datetime | date,
        end: datetime | date,
        settles: Sequence[Finding],
        alternatives: Sequence[Alternative] = (),
        *,
        answer_by: AnswerBy = AnswerBy.MOVING,
        makes_room_for: Sequence[Workout] = (),
    ) -> SuggestionText:
        """A move of the workout to a new time, for what it settles or for others."""
        told = [reason(finding, self.workouts, self.speech) for finding in settles]
        new = (self._local(start), self._local(end))
        ways = tuple(self._on_clock(each) for each in alternatives)
        suggested = Suggested(workout, new, told, ways, answer_by, makes_room_for)
        lines = map(_line, suggestion_lines(suggested, self.speech))
        title = shortened(suggestion_title(suggested, self.speech), LONGEST_TITLE)
        return SuggestionText(title, "\n".join(lines))

    def _on_clock(self, told: Alternative) -> Alternative:
        if isinstance(told, Swap):
            return told
        return replace(told, start=told.start.astimezone(self.time_zone))

    def _local(self, start: datetime | date) -> datetime | date:
        return start.astimezone(self.time_zone) if isinstance(start, datetime) else start

    def workouts_feed(self, name: str) -> str:
        """The name of the feed that holds an athlete's workouts with annotations."""
        return self.speech.say("{name}: workouts with Counterpoint", name=name)


def _line(text: str) -> str:
    return shortened(text, LONGEST_LINE)
