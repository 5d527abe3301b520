"""Measure every row, or those of the subjects named, and print the table.

Exit 1 where a target is missed: `python -m benchmarks checks moves`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks.check_rows import check_rows
from benchmarks.daemon_rows import daemon_rows
from benchmarks.feed_rows import feed_rows
from benchmarks.google_rows import google_rows
from benchmarks.move_rows import move_rows
from benchmarks.recognition_rows import recognition_rows
from benchmarks.store_rows import store_rows
from benchmarks.table import Row, show

_SUBJECTS: dict[str, Callable[[], Iterator[Row]]] = {
    "feeds": feed_rows,
    "recognition": recognition_rows,
    "checks": check_rows,
    "store": store_rows,
    "google": google_rows,
    "daemon": daemon_rows,
    "moves": move_rows,
}


def _rows(subjects: Sequence[str]) -> Iterator[Row]:
    for subject in subjects or _SUBJECTS:
        yield from _SUBJECTS[subject]()


def _main(subjects: Sequence[str]) -> int:
    unknown = set(subjects) - set(_SUBJECTS)
    if unknown:
        told = f"No rows about {', '.join(sorted(unknown))}; there are {', '.join(_SUBJECTS)}."
        print(told, file=sys.stderr)
        return 2
    return 0 if show(_rows(subjects)) else 1


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
