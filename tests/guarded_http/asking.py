"""Asking a server on loopback for a feed, as the tests of the guard do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from connectors.errors import (
    ConnectorError,
)
from connectors.guarded_http import Answer, GuardedHttp, Limits, Trust, Validators
from tests.guarded_http.loopback import Reply, Request

FEED_PATH = "/secret-token/feed.ics"
LABEL = "feed at club.example"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def get(
    url: str,
    trust: Trust = Trust.OPERATOR,
    validators: Validators | None = None,
    limits: Limits | None = None,
    resolver: Callable[[str, int], Iterable[str]] | None = None,
) -> Answer:
    limits = limits or Limits(total_s=5, connect_s=1)
    http = GuardedHttp(limits=limits, resolver=resolver) if resolver else GuardedHttp(limits=limits)
    return http.get(url, trust=trust, label=LABEL, validators=validators or Validators())


def always(reply: Reply) -> Callable[[Request], Reply]:
    return lambda _: reply


def sentence(error: pytest.ExceptionInfo[ConnectorError]) -> str:
    """The error's sentence, checked to be one, with label and without the address."""
    text = str(error.value)
    assert text.startswith(f"{LABEL}: ")
    assert "secret-token" not in text
    assert "127.0.0.1" not in text
    assert "\n" not in text
    return text
