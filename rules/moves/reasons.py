"""What each of several moves is for: what would stand again without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from rules.athlete import Athlete
from rules.checks import check_all
from rules.finding import Finding
from rules.moves.judged_plan import remains
from rules.moves.move_plan import Move
from rules.moves.outcome import Outcome
from rules.moves.planned_weeks import with_moves
from rules.timeline import Timeline


def reasons(
    moves: Sequence[Move], outcome: Outcome, before: Timeline, athlete: Athlete
) -> Mapping[str, tuple[Finding, ...]]:
    """The findings that each move settles or eases, the worst first, by its workout's id.

    What two moves would each settle alone, neither of which stands again, is told with both.
    """
    earned = {each.workout.id: _about(each, outcome.settled) for each in moves}
    if len(moves) > 1:
        needed = {
            move.workout.id: _again_without(move, moves, outcome, before, athlete) for move in moves
        }
        claimed = [finding for each in needed.values() for finding in each]
        earned = {
            id_: tuple(each for each in about if each in needed[id_] or each not in claimed)
            for id_, about in earned.items()
        }
    return MappingProxyType({id_: tuple(_worst_first(about)) for id_, about in earned.items()})


def _about(move: Move, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if move.workout.id in each.workouts)


def _again_without(
    move: Move, moves: Sequence[Move], outcome: Outcome, before: Timeline, athlete: Athlete
) -> tuple[Finding, ...]:
    """What the move is about and would stand again if all moves but this one were made."""
    others = [each for each in moves if each is not move]
    found = check_all(with_moves(before, others), athlete)
    gone = (each for each in _about(move, outcome.gone) if _stands_again(each, found))
    eased = (each for each in _about(move, outcome.eased) if _as_grave_again(each, found))
    return (*gone, *eased)


def _stands_again(finding: Finding, found: Iterable[Finding]) -> bool:
    told = (each for each in found if each.above_advice or not finding.above_advice)
    return remains(finding, told)


def _as_grave_again(finding: Finding, found: Iterable[Finding]) -> bool:
    return remains(finding, (each for each in found if each.severity.rank <= finding.severity.rank))


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: each.severity.rank)
