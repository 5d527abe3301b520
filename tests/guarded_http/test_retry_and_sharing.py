"""Asking again, and one fetch for several readers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from connectors.errors import ForbiddenAddress, RetryLater, SourceUnavailable
from connectors.guarded_http import (
    NO_VALIDATORS,
    Answer,
    GuardedHttp,
    Retrying,
    RetryPlan,
    SharedFetches,
    Trust,
    Validators,
)
from tests.guarded_http.loopback import Loopback, Reply, Request, serving

BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@dataclass
class Flaky:
    """Answers with the given replies in turn, the last one for ever."""

    replies: list[Reply]
    asked: int = 0

    def __call__(self, _: Request) -> Reply:
        self.asked += 1
        return self.replies[min(self.asked, len(self.replies)) - 1]


@dataclass
class Waits:
    """Instead of sleeping, keeps how long it would have been."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def retrying(waits: Waits, jitter: float = 1.0) -> Retrying:
    return Retrying(GuardedHttp(), RetryPlan(), sleep=waits, jitter=lambda: jitter)


def fetch(
    http: Retrying | SharedFetches, server: Loopback, validators: Validators = NO_VALIDATORS
) -> Answer:
    return http.get(
        server.url(), trust=Trust.OPERATOR, label="feed at club.example", validators=validators
    )


def test_a_failure_that_passes_is_not_noticed() -> None:
    waits = Waits()
    with serving(Flaky([Reply(status=502), Reply(status=503), Reply(BODY)])) as server:
        assert fetch(retrying(waits), server).body == BODY
    assert waits.seconds == [0.5, 1.0]


def test_waits_differ_from_one_reader_to_the_next() -> None:
    waits = Waits()
    with serving(Flaky([Reply(status=502), Reply(BODY)])) as server:
        fetch(retrying(waits, jitter=0.0), server)
    assert waits.seconds == [0.25]


def test_after_three_attempts_the_failure_is_told() -> None:
    flaky = Flaky([Reply(status=500)])
    with serving(flaky) as server, pytest.raises(SourceUnavailable):
        fetch(retrying(Waits()), server)
    assert flaky.asked == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_what_will_not_change_is_not_asked_again(status: int) -> None:
    flaky = Flaky([Reply(status=status)])
    with serving(flaky) as server, pytest.raises(SourceUnavailable):
        fetch(retrying(Waits()), server)
    assert flaky.asked == 1


def test_a_short_retry_after_is_waited_for() -> None:
    waits = Waits()
    first = Reply(status=503, headers={"Retry-After": "2"})
    with serving(Flaky([first, Reply(BODY)])) as server:
        assert fetch(retrying(waits), server).body == BODY
    assert waits.seconds == [2]


def test_a_long_retry_after_is_left_to_the_caller() -> None:
    flaky = Flaky([Reply(status=429, headers={"Retry-After": "600"})])
    with serving(flaky) as server, pytest.raises(RetryLater) as error:
        fetch(retrying(Waits()), server)
    assert error.value.after_s == 600
    assert flaky.asked == 1


def test_athletes_who_share_an_address_share_one_fetch() -> None:
    with serving(Flaky([Reply(BODY, headers={"ETag": '"1"'})])) as server:
        http = SharedFetches(GuardedHttp())
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: fetch(http, server), range(40)))
        assert {answer.body for answer in answers} == {BODY}
        assert fetch(http, server, Validators('"1"')).body is None
        assert len(server.asked) == 1


def test_one_who_knows_less_gets_the_body_though_another_got_not_modified() -> None:
    def answer(request: Request) -> Reply:
        if "If-None-Match" in request.headers:
            return Reply(status=304)
        return Reply(BODY, headers={"ETag": '"1"'})

    with serving(answer) as server:
        http = SharedFetches(GuardedHttp())
        assert fetch(http, server, Validators('"1"')).body is None
        assert fetch(http, server).body == BODY
        assert fetch(http, server, Validators('"1"')).body is None
        assert len(server.asked) == 2


def test_trust_is_not_shared() -> None:
    with serving(Flaky([Reply(BODY)])) as server:
        http = SharedFetches(GuardedHttp())
        fetch(http, server)
        with pytest.raises(ForbiddenAddress) as error:
            http.get(server.url(), trust=Trust.USER, label="feed at club.example")
    assert "private network" in str(error.value)


def test_a_failure_is_shared_too_and_forgotten_in_time() -> None:
    flaky = Flaky([Reply(status=404)])
    with serving(flaky) as server:
        for keep_s, asked in ((60.0, 1), (0.0, 4)):
            http = SharedFetches(GuardedHttp(), keep_s=keep_s)
            for _ in range(3):
                with pytest.raises(SourceUnavailable):
                    fetch(http, server)
            assert flaky.asked == asked


def test_what_is_kept_is_bounded() -> None:
    with serving(Flaky([Reply(b"x" * 1000)])) as server:
        http = SharedFetches(GuardedHttp(), keep_bytes=2500)
        for path in ("/1", "/2", "/3", "/3", "/1"):
            http.get(server.url(path), trust=Trust.OPERATOR, label="a feed")
    assert [request.path for request in server.asked] == ["/1", "/2", "/3", "/1"]
