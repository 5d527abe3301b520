"""Who counts is told of every request to Google as the server saw it, and of nothing else."""

from __future__ import annotations

import pytest

from connectors.asked import Asked
from connectors.errors import NeedsReauthorization, SourceUnavailable
from tests.fakes.google_calendar import ApiError, Fault, Kind
from tests.google_calendar.bench import MONDAY, SAM, WINDOW, Bench, creations

CALENDAR, PART, TOKENS = Asked.GOOGLE_CALENDAR, Asked.GOOGLE_BATCH_PART, Asked.GOOGLE_TOKENS


def test_a_read_is_a_token_and_a_call(bench: Bench) -> None:
    bench.calendar().read(WINDOW)
    assert bench.heard == {(TOKENS, 200): 1, (CALENDAR, 200): 1}


def test_each_attempt_counts_by_its_own_status(bench: Bench) -> None:
    bench.server.faults.script(
        Fault(Kind.ERROR_BEFORE, "events.list", ApiError(503, "backendError", "Later.")),
        Fault(Kind.DROP_BEFORE, "events.list"),
        Fault(Kind.HTML, "events.list", status=404),
    )
    with pytest.raises(SourceUnavailable):
        bench.calendar().read(WINDOW)  # a page of somebody else's is not asked again
    assert bench.heard == {
        (TOKENS, 200): 1,
        (CALENDAR, 503): 1,
        (CALENDAR, None): 1,
        (CALENDAR, 404): 1,
    }


def test_the_calls_of_a_batch_count_by_themselves(bench: Bench) -> None:
    calendar = bench.calendar()
    bench.server.faults.script(
        Fault(Kind.ERROR_BEFORE, "events.insert", ApiError(403, "forbidden", "No."))
    )
    [*calendar.apply(creations(3))]
    assert bench.heard == {
        (TOKENS, 200): 1,
        (CALENDAR, 200): 1,
        (PART, 200): 2,
        (PART, 403): 1,
    }


def test_a_token_that_ended_and_one_that_is_refused(bench: Bench) -> None:
    bench.ui.put("Tempo run", MONDAY, MONDAY.replace(hour=8))
    calendar = bench.calendar()
    calendar.read(WINDOW)
    bench.heard.clear()
    bench.server.expire_access_tokens()
    bench.server.revoke(SAM)
    with pytest.raises(NeedsReauthorization):
        calendar.read(WINDOW)
    assert bench.heard == {(CALENDAR, 401): 1, (TOKENS, 400): 1}


def test_a_server_that_is_gone_gives_no_answer(bench: Bench) -> None:
    with bench.server.refusing_connections(), pytest.raises(SourceUnavailable):
        bench.calendar().read(WINDOW)
    assert set(bench.heard) == {(TOKENS, None)}
