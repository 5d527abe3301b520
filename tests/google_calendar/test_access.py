"""The access ends, is taken away, or does not reach far enough."""

from __future__ import annotations

import pytest

from connectors.errors import NeedsReauthorization, RetryLater, SourceUnavailable
from connectors.writing import Outcome
from tests.fakes.google_calendar import Fault, Kind
from tests.google_calendar.bench import KIM, MONDAY, WINDOW, Bench, creations


def test_a_token_that_ended_in_the_middle_is_renewed_once(bench: Bench) -> None:
    calendar = bench.calendar()
    cursor = calendar.read(WINDOW).cursor
    bench.server.expire_access_tokens()
    bench.server.forget_calls()
    bench.ui.put("Run", MONDAY)
    assert len(calendar.read(WINDOW, cursor).events) == 1
    assert bench.server.counts() == {
        ("events.list", 401): 1,
        ("oauth.token", 200): 1,
        ("events.list", 200): 1,
    }
    bench.server.expire_access_tokens()
    (result,) = calendar.apply(creations(1))
    assert result.outcome is Outcome.DONE
    bench.server.expire_access_tokens()
    results = [*calendar.apply(creations(60)[10:])]
    assert {each.outcome for each in results} == {Outcome.DONE}


@pytest.mark.parametrize("expired", [False, True])
def test_a_revoked_access_names_the_command_and_is_not_tried_again(
    bench: Bench, expired: bool
) -> None:
    calendar = bench.calendar()
    if expired:
        calendar.read(WINDOW)
        bench.server.expire_access_tokens()
    bench.server.revoke("sam@example.org")
    bench.server.forget_calls()
    for _ in range(3):
        with pytest.raises(NeedsReauthorization, match="counterpoint auth google"):
            calendar.read(WINDOW)
    assert bench.asked("oauth.token") == 1
    with pytest.raises(NeedsReauthorization):
        [*calendar.apply(creations(2))]


def test_one_revoked_access_leaves_others_alone(bench: Bench) -> None:
    bench.server.add_user(KIM).put("Run", MONDAY)
    calendar = bench.calendar()
    bench.server.revoke("sam@example.org")
    with pytest.raises(NeedsReauthorization):
        calendar.read(WINDOW)
    others = bench.client(bench.access(email=KIM))
    assert len(bench.calendar(client=others).read(WINDOW).events) == 1


def test_a_scope_that_is_missing_names_the_command(bench: Bench) -> None:
    access = bench.access(["calendar.events.readonly"], needs=())
    calendar = bench.calendar(client=bench.client(access))
    assert calendar.read(WINDOW).complete
    for count in (1, 2):
        with pytest.raises(NeedsReauthorization, match="counterpoint auth google"):
            [*calendar.apply(creations(count))]


def test_a_place_of_tokens_that_fails_in_passing_is_asked_again(bench: Bench) -> None:
    bench.server.faults.script(Fault(Kind.ERROR_BEFORE, "oauth.token"))
    assert bench.calendar().read(WINDOW).complete


def test_a_place_of_tokens_that_stays_away(bench: Bench) -> None:
    bench.server.faults.script(Fault(Kind.HTML, "oauth.token", times=99))
    with pytest.raises(SourceUnavailable) as caught:
        bench.calendar().read(WINDOW)
    assert not isinstance(caught.value, NeedsReauthorization)
    assert bench.asked("oauth.token") <= 4 or isinstance(caught.value, RetryLater)
