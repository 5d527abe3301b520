"""The soak of `make soak-daemon`, in small: it runs, and it sees what grows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.soak_daemon import Reading, soak

STEADY = Reading(100_000_000, 10, 20, 50_000)


def test_an_hour_leaves_nothing_behind(tmp_path: Path) -> None:
    found = soak(
        tmp_path, athletes=4, hours=1.2
    )  # by a quarter of it every connection of the pool is open
    assert found.cycles >= 4 * 2
    assert found.end.threads == found.warm.threads
    assert found.end.descriptors <= found.warm.descriptors


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (replace(STEADY, memory_bytes=110_000_000), "memory grew by 10.0 MB"),
        (replace(STEADY, threads=11), "threads became more"),
        (replace(STEADY, descriptors=21), "file descriptors became more"),
        (replace(STEADY, objects=60_000), "objects became more"),
    ],
)
def test_growth_is_seen(end: Reading, said: str) -> None:
    assert STEADY.grew(end) == [said]
    assert STEADY.grew(STEADY) == []
