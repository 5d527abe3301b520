"""A few seconds of `make soak`: nothing doubled, nothing left, nothing growing."""

from __future__ import annotations

from pathlib import Path

from tests.machine.soak import soak

_CYCLES = 15


def test_a_google_account_in_trouble_stays_whole(tmp_path: Path) -> None:
    found = soak(tmp_path / "calendars", _CYCLES, seed=7)
    assert len(found.a_cycle) == _CYCLES
    assert found.faults
    assert found.early is not None
    assert found.late is not None
    assert found.late.threads <= found.early.threads
    assert found.late.files <= found.early.files
