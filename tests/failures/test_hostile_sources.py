"""A hostile source in a cycle: a clear error, and the other sources go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Server, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, set_up

WITH_ANOTHER = '"plan.ics" }, { kind = "ics_feed", address = "ANOTHER" }'


def beside(folder: Path, address: str) -> Path:
    """The athlete has a second source."""
    athletes = ATHLETE.replace('"plan.ics" }', WITH_ANOTHER.replace("ANOTHER", address))
    written = set_up(folder, athletes=athletes)
    (folder / "plan.ics").write_text(calendar(*COLLIDING))
    return written


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://[2002:a9fe:a9fe::1]/",
        "gopher://example.org/feed.ics",
    ],
)
def test_a_forbidden_address_hinders_no_other_source(
    counterpoint: Counterpoint, tmp_path: Path, address: str
) -> None:
    """Row 25: told in a sentence that does not repeat the address."""
    written = beside(tmp_path, address)
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 3
    assert "Traceback" not in outcome.err
    assert "meta-data" not in outcome.err
    assert contents(written)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=0;UNTIL=99991231T235959Z",
    ],
)
def test_a_hostile_rule_hinders_no_other_source(
    counterpoint: Counterpoint, server: Server, tmp_path: Path, rule: str
) -> None:
    """Row 25: a rule without end, at the cycle's own door."""
    bomb = event("b", "20260112T050000Z", "20260112T050001Z", "Easy run 5 km", f"RRULE:{rule}")
    written = beside(tmp_path, server.serve("/feed.ics", calendar(bomb)))
    outcome = counterpoint("sync", *NOW)
    assert outcome.status in {0, 3}
    assert "Traceback" not in outcome.err
    text = b"".join(contents(written).values()).replace(b"\r\n ", b"")
    assert b"Tempo run" in text
    assert len(contents(written)) < 200


def test_a_source_that_turns_hostile_deletes_nothing(
    counterpoint: Counterpoint, server: Server, tmp_path: Path
) -> None:
    """Row 25: a body of more than any calendar has, where a calendar was."""
    healthy = event("easy", "20260115T060000Z", "20260115T070000Z", "Intervals 5 x 1000 m")
    written = beside(tmp_path, server.serve("/feed.ics", calendar(healthy)))
    assert counterpoint("sync", *NOW).status == 0
    before = contents(written)
    server.serve("/feed.ics", b"BEGIN:VCALENDAR\r\n" + b"X" * 40_000_000)
    assert counterpoint("sync", *LATER).status == 3
    assert contents(written) == before
