"""Every writer is put to the same contract: add its bench here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.bench import Bench
from tests.contract.local_bench import LocalBench


def _local(folder: Path) -> Bench:
    return LocalBench(folder / "calendar")


BENCHES: dict[str, Callable[[Path], Bench]] = {"local": _local}


@pytest.fixture(params=sorted(BENCHES))
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    """A fresh calendar of each kind."""
    return BENCHES[request.param](tmp_path)
