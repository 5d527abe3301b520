"""Who counts is told of every hop of a fetch: its status, or that no answer came."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from connectors.asked import Asked
from connectors.errors import ConnectorError
from connectors.guarded_http import GuardedHttp, Limits, Trust, Validators
from tests.guarded_http.asking import CALENDAR, LABEL, always
from tests.guarded_http.loopback import Reply, Request, dripping, serving

KNOWN = Validators('"a1"')


def heard_of(url: str, trust: Trust = Trust.OPERATOR, **how: object) -> list[int | None]:
    """What is heard of one fetch, however it ends."""
    heard: list[int | None] = []

    def hear(asked: Asked, status: int | None) -> None:
        assert asked is Asked.ICS_FEED
        heard.append(status)

    http = GuardedHttp(limits=Limits(total_s=0.5, connect_s=0.5), heard=hear, **how)  # type: ignore[arg-type]
    with suppress(ConnectorError):
        http.get(url, trust=trust, label=LABEL, validators=KNOWN)
    return heard


def led_on(request: Request) -> Reply:
    if request.path == "/there":
        return Reply(CALENDAR)
    return Reply(status=302, headers={"Location": "/there"})


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (always(Reply(CALENDAR)), [200]),
        (always(Reply(status=304)), [304]),
        (always(Reply(status=404)), [404]),
        (always(Reply(b"<html>", status=503)), [503]),
        (led_on, [302, 200]),
    ],
)
def test_an_answer_is_heard_by_its_status(
    answer: Callable[[Request], Reply], heard: list[int | None]
) -> None:
    with serving(answer) as server:
        assert heard_of(server.url()) == heard


def test_what_gives_no_answer_is_heard_as_none(free_port: int) -> None:
    assert heard_of(f"http://127.0.0.1:{free_port}/") == [None]
    with dripping(b"", b"x") as port:
        assert heard_of(f"http://127.0.0.1:{port}/") == [None]


def test_a_name_that_nobody_knows_is_heard_as_none() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError

    assert heard_of("http://club.example/", resolver=nobody) == [None]


def test_a_second_address_that_answers_is_heard_alone() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        url = server.url(host="club.example")
        assert heard_of(url, resolver=lambda *_: ["127.0.0.2", "127.0.0.1"]) == [200]


def test_what_the_guard_forbids_is_not_asked_and_not_heard() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        assert heard_of(server.url(), Trust.USER) == []
