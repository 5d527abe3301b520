"""How a ratio is measured, and the one table that shows them all.

Seconds are processor time: everything measured computes on one core and waits for nothing, and
what else the machine does stays out of it.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One target: medians in seconds, `ratio` as the target states it, and whether it is met.

    What is counted instead of timed has no seconds.
    """

    what: str
    reference_s: float | None
    ours_s: float | None
    ratio: str
    target: str
    met: bool


def alternately(
    reference: Callable[[], object], ours: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the median seconds of both, run in turn so that neither has the quieter machine."""
    times = [(_seconds(reference), _seconds(ours)) for _ in range(rounds)]
    theirs, mine = zip(*times, strict=True)
    return statistics.median(theirs), statistics.median(mine)


def median_s(measured: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median seconds of one."""
    return statistics.median(_seconds(measured) for _ in range(rounds))


def at_most(what: str, reference_s: float, ours_s: float, share: float) -> Row:
    """Return the row of a target `ours <= share * reference`."""
    ratio = ours_s / reference_s
    return Row(what, reference_s, ours_s, f"{ratio:.3%}", f"≤ {share:.1%}", ratio <= share)


def times_faster(what: str, reference_s: float, ours_s: float, factor: float) -> Row:
    """Return the row of a target `reference >= factor * ours`."""
    ratio = reference_s / ours_s
    return Row(what, reference_s, ours_s, f"{ratio:.1f} ×", f"≥ {factor:g} ×", ratio >= factor)


def within(what: str, ours_s: float, limit_s: float) -> Row:
    """Return the row of a target in seconds, where every reference hangs."""
    return Row(what, None, ours_s, "–", f"≤ {limit_s:g} s", ours_s <= limit_s)


def counted(what: str, ours: int, limit: int) -> Row:
    """Return the row of a target that is a number of requests."""
    return Row(what, None, None, str(ours), f"≤ {limit}", ours <= limit)


def show(rows: Iterable[Row]) -> bool:
    """Print the table; return whether every target is met."""
    table = Table("what", "reference", "ours", "ratio", "target", "met")
    found = list(rows)
    for row in found:
        reference = "–" if row.reference_s is None else f"{row.reference_s * 1000:,.1f} ms"
        ours = "–" if row.ours_s is None else f"{row.ours_s * 1000:,.2f} ms"
        table.add_row(row.what, reference, ours, row.ratio, row.target, "yes" if row.met else "NO")
    Console().print(table)
    return all(row.met for row in found)


def _seconds(measured: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    measured()
    return time.process_time() - begin
