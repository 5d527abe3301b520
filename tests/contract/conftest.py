"""Every writer is put to the same contract: add its bench here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.contract.bench import Bench
from tests.contract.google_bench import GoogleBench
from tests.contract.local_bench import LocalBench
from tests.fakes.google_calendar import google_calendar


@contextmanager
def _local(folder: Path) -> Iterator[Bench]:
    yield LocalBench(folder / "calendar")


@contextmanager
def _google(_folder: Path) -> Iterator[Bench]:
    with google_calendar() as server:
        yield GoogleBench(server)


BENCHES: dict[str, Callable[[Path], AbstractContextManager[Bench]]] = {
    "google": _google,
    "local": _local,
}


@pytest.fixture(params=sorted(BENCHES))
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A fresh calendar of each kind."""
    with BENCHES[request.param](tmp_path) as chosen:
        yield chosen
