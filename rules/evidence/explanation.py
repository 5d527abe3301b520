"""The shape of an explanation: what a rule checks, why, and who found it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication and what it found, in one clause of ours."""

    authors: str
    year: int
    journal: str
    finding: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule for a person.

    `headline` says in a few words what is wrong with a workout that it finds. `thresholds` names
    the fields of `Thresholds` that it reads; `by_priority` says that the priority counts too.
    """

    rule: str
    title: str
    headline: str
    checks: str
    why: str
    guide: str
    thresholds: tuple[str, ...]
    references: tuple[Reference, ...]
    by_priority: bool = False
