"""`recognition_rules`: what the athlete says of all events with such a title."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from rules.say import Holds, Say, TitleRule
from rules.workout import EASY_RUN_TYPES, HARD_RUN_TYPES, Focus, RunType, Sport
from sync_service.nearest import did_you_mean
from sync_service.strict_model import StrictModel

_MAX_PATTERN_CHARS = 200


def _nearest_of(kind: type[StrEnum]) -> BeforeValidator:
    """Refuse what is no member, with the name of the nearest one."""

    def check(value: object) -> object:
        known = [str(member) for member in kind]
        if value is None or value in known:
            return value
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"must be one of {', '.join(known)}{hint}")

    return BeforeValidator(check)


KnownSport = Annotated[Sport, _nearest_of(Sport)]
KnownRunType = Annotated[RunType, _nearest_of(RunType)]
KnownFocus = Annotated[Focus, _nearest_of(Focus)]
KnownHolds = Annotated[Holds, _nearest_of(Holds)]


def _pattern(text: str) -> str:
    if not text.strip(" *?"):
        raise ValueError('must name a part of the title, as in "Base*" or "*hills*"')
    if len(text) > _MAX_PATTERN_CHARS:
        raise ValueError(f"must not be longer than {_MAX_PATTERN_CHARS} characters")
    return text


class RecognitionRule(StrictModel):
    """A pattern for titles, and what the events are that match it."""

    title: Annotated[str, AfterValidator(_pattern)]
    sport: KnownSport | None = None
    run_type: KnownRunType | None = None
    focus: KnownFocus | None = None
    heavy: bool | None = None
    hard: bool | None = None
    ignore: bool | None = None
    fixed: bool | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        trouble = self._trouble()
        if trouble:
            raise ValueError(trouble)
        return self

    def _trouble(self) -> str:
        told = self.model_fields_set - {"title"}
        if not told:
            return "says nothing of the titles; add sport, run_type, focus or ignore = true"
        if self.ignore and told != {"ignore"}:
            return "ignores the event, so that nothing else can be said of it"
        return self._sport_trouble() or self._effort_trouble()

    def _sport_trouble(self) -> str:
        lifts = self.focus is not None or self.heavy is not None
        if self.run_type is not None and (lifts or self.sport not in {None, Sport.RUN}):
            return "has a run_type, which only a run has"
        if lifts and self.sport not in {None, Sport.LIFT}:
            return "has a focus or heavy, which only a lift has"
        return ""

    def _effort_trouble(self) -> str:
        easy = self.run_type in EASY_RUN_TYPES or self.sport is Sport.REST
        strenuous = self.run_type in HARD_RUN_TYPES or self.heavy is True
        if (self.hard is True and easy) or (self.hard is False and strenuous):
            return "is hard by one of its keys and not hard by another"
        return ""

    def title_rule(self) -> TitleRule:
        """The rule in the shape of recognition."""
        say = Say(
            sport=self.sport,
            run_type=self.run_type,
            focus=self.focus,
            heavy=self.heavy,
            hard=self.hard,
            ignore=self.ignore,
            fixed=self.fixed,
        )
        return TitleRule(self.title, say)
