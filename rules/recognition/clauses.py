"""Items cut where one thing said ends and the next begins, for the grammars of prescriptions."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Sense

_TIMES = frozenset({Kind.TIME, Kind.CLOCK, Kind.PACE})
_ENDS = frozenset({",", ";", "+", "|", "·", "•", ".", "="})


def clauses(items: list[Item]) -> list[list[Item]]:
    """Cut at commas, plus signs, lines and "then", not inside brackets; line breaks are kept."""
    found: list[list[Item]] = [[]]
    depth = 0
    for i, item in enumerate(items):
        depth = max(0, depth + (item.sign == "(") - (item.sign == ")"))
        if item.kind is Kind.LINE:
            depth = 0
            found.append([item])
        elif depth == 0 and (item.sign in _ENDS or _is_joint(items, i)):
            found.append([])
        else:
            found[-1].append(item)
    return [clause for clause in found if clause]


def _is_joint(items: list[Item], at: int) -> bool:
    """Like "then" and "followed by"; a slash too, but not that of "10/side".

    A word that means "in" as well joins nothing before a time: "6x1000 en 4:00".
    """
    after = items[at + 1] if at + 1 < len(items) else None
    if items[at].has(Sense.THEN):
        return not (items[at].has(Sense.AT) and after is not None and after.kind in _TIMES)
    return items[at].sign == "/" and not (after and after.has(Sense.PER_SIDE))


def skip_line(clause: list[Item]) -> list[Item]:
    """The clause without the line break it begins with."""
    return clause[1:] if clause and clause[0].kind is Kind.LINE else clause
