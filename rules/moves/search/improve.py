"""Something to measure by where the best is not near: better one place after the other."""

from __future__ import annotations

from rules.moves.score import Cost, Score
from rules.moves.search.board import Board
from rules.moves.search.progress import Progress
from rules.moves.unit import positions


def improve(board: Board, progress: Progress) -> None:
    """Give units better places, one at a time, until no single change is better."""
    better = True
    while better:
        better = sum(_better_place(unit, board, progress) for unit in board.everyone) > 0


def _better_place(unit: int, board: Board, progress: Progress) -> bool:
    """Whether some place of the unit is better, as the others stand in the best so far."""
    problem, before, here = board.problem, progress.best, progress.places
    alone = _alone(unit, here[unit], here, board)
    for place in _places(unit, here, board, progress):
        progress.spend(board.steps_a_place)
        changed = (*here[:unit], place, *here[unit + 1 :])
        score_alone = _alone(unit, place, here, board)
        if score_alone >= alone or any(new for _, new in problem.long_rows(changed)):
            continue
        alone = score_alone
        progress.offer(problem.score(changed), changed)
    return progress.best < before


def _places(unit: int, here: tuple[int, ...], board: Board, progress: Progress) -> tuple[int, ...]:
    """Where the unit may go, or go back to, as the others stand."""
    open_ = board.room.domain(unit)
    for other, there in enumerate(here):
        progress.spend(1)
        open_ &= -1 if other == unit else board.room.allowed(unit, other, there)
    home = (0,) if here[unit] and _may_return(unit, here, board) else ()
    return (*home, *positions(open_))


def _may_return(unit: int, here: tuple[int, ...], board: Board) -> bool:
    """Whether its present place is not in the way of those who have moved."""
    moved = ((other, there) for other, there in enumerate(here) if there and other != unit)
    return all(board.room.allowed(other, unit, 0) >> there & 1 for other, there in moved)


def _alone(unit: int, place: int, here: tuple[int, ...], board: Board) -> Score:
    """What one unit has of the score, but for rows of hard days."""
    violations, cautions = _found(unit, place, here, board)
    moves, displacement = board.units[unit].cost(place)
    return Score(violations, 2 * cautions + moves, moves, displacement)


def _found(unit: int, place: int, here: tuple[int, ...], board: Board) -> Cost:
    """What is found of one unit."""
    violations, cautions = board.costs.of_one(unit, place)
    for one, other, both in board.hot:
        if both >> unit & 1:
            beside = other if one == unit else one
            first, second = (place, here[beside]) if one == unit else (here[beside], place)
            cost = board.costs.of_two(one, first, other, second)
            violations, cautions = violations + cost[0], cautions + cost[1]
    return violations, cautions
