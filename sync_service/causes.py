"""What a dismissal is remembered for: the finding, whatever its numbers and hours are today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rules.finding import Finding
from sync_service.store.records import Decision, Verdict

REFUSED = frozenset({Verdict.DISMISSED, Verdict.DECLINED, Verdict.UNDONE})


def cause_of(finding: Finding, names: Mapping[str, str]) -> str:
    """The rule and the workouts that it is about; for what is said of a week, the week.

    `names` are the workouts' identities by their ids.
    """
    if finding.about_week or not finding.workouts:
        return f"{finding.rule} {week_name(finding.dates[0])}"
    return " ".join((finding.rule, *sorted(names.get(id_, id_) for id_ in finding.workouts)))


def week_name(day: date) -> str:
    """The ISO week of a day, as in 2026-W03."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def joined(causes: Iterable[str]) -> str:
    """Several causes as an item keeps them, a line each."""
    return "\n".join(sorted(set(causes)))


@dataclass(frozen=True, slots=True)
class Refused:
    """What the athlete does not want to see again."""

    causes: Collection[str]
    theirs: Collection[str] = ()  # the keys of what they made their own by editing it

    @classmethod
    def by(cls, decisions: Iterable[Decision]) -> Refused:
        """What these decisions refuse."""
        known = tuple(decisions)
        causes = {each.cause for each in known if each.verdict in REFUSED and each.cause}
        return cls(causes, {each.key for each in known if each.verdict is Verdict.EDITED})

    def of(self, findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
        """The findings that may still be told."""
        return tuple(each for each in findings if cause_of(each, names) not in self.causes)
