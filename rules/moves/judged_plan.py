"""What became of findings: which are gone, which are new."""

from __future__ import annotations

from collections.abc import Iterable

from rules.finding import Finding
from rules.rule_id import RuleId

# What is eaten can follow the training; training is not moved for the plate's sake.
OF_FOOD = frozenset({RuleId.ENERGY, RuleId.PROTEIN, RuleId.ENERGY_AVAILABILITY})


def arisen(after: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings above advice, but those about food, that were not there or were milder."""
    known = tuple(before)
    judged = (each for each in after if each.above_advice and each.rule not in OF_FOOD)
    return tuple(each for each in judged if not any(_covers(old, each) for old in known))


def _covers(old: Finding, new: Finding) -> bool:
    return old.severity.rank <= new.severity.rank and remains(old, (new,))


def gone(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings about single workouts that are there no more, not even milder."""
    left = tuple(after)
    about = (each for each in before if each.workouts and not each.about_week)
    return tuple(each for each in about if not remains(each, left))


def remains(finding: Finding, after: Iterable[Finding]) -> bool:
    """Whether one of these says the same, or a part of it."""
    return any(_says_the_same(finding, each) for each in after if each.rule == finding.rule)


def _says_the_same(old: Finding, new: Finding) -> bool:
    """The same workouts or some of them; the same days, where several runs were hard."""
    if old.about_week or not old.workouts:
        return old.dates == new.dates
    some = bool(new.workouts) and set(new.workouts) <= set(old.workouts)
    follower = old.rule == RuleId.DAY_AFTER_HARD_RUN and new.workouts[-1:] == old.workouts[-1:]
    return some or (follower and old.dates == new.dates)
