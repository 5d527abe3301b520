"""Where a unit may still go at a node of the search, and whom it would drive out."""

from __future__ import annotations

from rules.moves.search.board import Board
from rules.moves.search.node import Node
from rules.moves.search.pending import Rest


def open_places(board: Board, node: Node, unit: int) -> int:
    """Where a unit may go beside all that is fixed or decided."""
    room, decided = board.room, node.decided
    places = room.domain(unit)
    for other in board.everyone:
        if decided >> other & 1 and other != unit and places:
            places &= room.allowed(unit, other, board.places[other])
    return places


def without_violation(board: Board, node: Node, unit: int) -> int:
    """Where it may go without a violation beside what is fixed or decided."""
    places = board.room.mild_domain(unit)
    for one, other, both in board.hot:
        if both >> unit & 1 and both & ~(1 << unit) & node.decided:
            beside = other if one == unit else one
            places &= board.room.mild(unit, beside, board.places[beside])
    return places


def at_once(board: Board, node: Node, unit: int, rest: Rest) -> int:
    """Where it must go, if nobody follows but whom it drives out, to leave no violation more."""
    places = board.units[unit].everywhere
    for one, other, both in board.hot:
        beside = other if one == unit else one
        open_ = both >> unit & 1 and not node.decided >> beside & 1
        if open_ and not rest.covered >> beside & 1 and board.least(beside)[0]:
            drives_out = ~board.room.allowed(unit, beside, 0)
            places &= board.room.mild(unit, beside, 0) | drives_out
    return places


def undisturbing(board: Board, node: Node, unit: int) -> int:
    """Where it may go beside those that are not decided, too."""
    room, decided = board.room, node.decided
    places = board.units[unit].everywhere
    for other in board.everyone:
        if not decided >> other & 1 and other != unit:
            places &= room.allowed(unit, other, 0)
    return places


def driven_out(board: Board, node: Node, unit: int, position: int) -> int:
    """Those not decided who are in the way of a unit at this place."""
    room, decided = board.room, node.decided
    driven = 0
    for other in board.everyone:
        settled = other == unit or decided >> other & 1
        if not (settled or room.allowed(unit, other, 0) >> position & 1):
            driven |= 1 << other
    return driven


def most_confined(board: Board, node: Node) -> int:
    """Of those in the way the one with the fewest places to go to."""
    waiting = [unit for unit in board.everyone if node.in_the_way >> unit & 1]
    return min(waiting, key=lambda unit: open_places(board, node, unit).bit_count())
