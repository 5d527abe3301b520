"""Measure every row and print the table; exit 1 where a target is missed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.check_rows import check_rows
from benchmarks.feed_rows import feed_rows
from benchmarks.google_rows import google_rows
from benchmarks.move_rows import move_rows
from benchmarks.recognition_rows import recognition_rows
from benchmarks.store_rows import store_rows
from benchmarks.table import Row, show


def _rows() -> Iterator[Row]:
    yield from feed_rows()
    yield from recognition_rows()
    yield from check_rows()
    yield from store_rows()
    yield from google_rows()
    yield from move_rows()


if __name__ == "__main__":
    sys.exit(0 if show(_rows()) else 1)
