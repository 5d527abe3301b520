"""The page of the daemon tells every metric, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from sync_service.metrics import Metrics

PAGE = (Path(__file__).parents[2] / "docs" / "daemon.md").read_text(encoding="utf-8")


def test_every_metric_has_its_row() -> None:
    told = set(re.findall(r"^\| `(counterpoint_\w+)", PAGE, re.MULTILINE))
    counted = {
        family.name + ("_total" if family.type == "counter" else "")
        for family in Metrics().registry.collect()
        if family.name.startswith("counterpoint_")
    }
    assert told == counted
