"""The guard against real servers on loopback."""

from __future__ import annotations

import base64
import logging

import pytest

from connectors.errors import (
    BadAddress,
    ConnectorError,
    ForbiddenAddress,
    RetryLater,
    SourceUnavailable,
)
from connectors.guarded_http import Trust, Validators
from tests.guarded_http.asking import CALENDAR, FEED_PATH, always, get, sentence
from tests.guarded_http.loopback import Reply, Request, dripping, serving


def test_a_feed_is_fetched_with_its_validators() -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Mon, 05 Jan 2026 00:00:00 GMT"}
    with serving(always(Reply(CALENDAR, headers=headers))) as server:
        answer = get(server.url())
    assert answer.body == CALENDAR
    assert answer.validators == Validators('"a1"', "Mon, 05 Jan 2026 00:00:00 GMT")


def test_validators_are_sent_and_not_modified_brings_no_body() -> None:
    with serving(always(Reply(status=304))) as server:
        answer = get(server.url(), validators=Validators('"a1"', "yesterday"))
    assert answer.body is None
    assert server.asked[0].headers["If-None-Match"] == '"a1"'
    assert server.asked[0].headers["If-Modified-Since"] == "yesterday"


def test_the_request_says_who_asks_and_which_host_is_meant() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        get(server.url(host="localhost"))
    headers = server.asked[0].headers
    assert headers["User-Agent"].startswith("Counterpoint/")
    assert headers["Host"] == f"localhost:{server.port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_loopback_is_refused_to_a_user_and_open_to_the_operator(host: str) -> None:
    with serving(always(Reply(CALENDAR)), host) as server:
        url = server.url(host=f"[{host}]" if ":" in host else host)
        with pytest.raises(ForbiddenAddress) as error:
            get(url, Trust.USER)
        assert not server.asked
        assert get(url, Trust.OPERATOR).body == CALENDAR
    assert "private network" in sentence(error)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::ffff:127.0.0.1]"]
)
def test_another_spelling_of_loopback_is_refused_too(host: str) -> None:
    with serving(always(Reply(CALENDAR))) as server:
        with pytest.raises(ForbiddenAddress):
            get(server.url(host=host), Trust.USER)
        assert not server.asked


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]"])
def test_link_local_is_refused_even_to_the_operator(host: str) -> None:
    with pytest.raises(ForbiddenAddress, match="link-local"):
        get(f"http://{host}/latest/meta-data", Trust.OPERATOR)


def test_a_host_with_one_private_address_is_refused_to_a_user() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        with pytest.raises(ForbiddenAddress):
            get(
                server.url(host="club.example"),
                Trust.USER,
                resolver=lambda *_: ["93.184.216.34", "127.0.0.1"],
            )
        assert not server.asked


def test_what_was_checked_is_what_is_dialed_though_the_name_changes_its_mind() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    with serving(always(Reply(CALENDAR))) as server:
        answer = get(server.url(host="rebind.example"), resolver=lambda *_: next(answers))
    assert answer.body == CALENDAR
    assert next(answers) == ["169.254.169.254"]  # it was asked once, so nothing was dialed unseen


def test_the_next_address_is_tried_where_one_takes_no_connection() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        url = server.url(host="two.example")
        assert get(url, resolver=lambda *_: ["127.0.0.9", "127.0.0.1"]).body == CALENDAR


def test_redirects_are_followed_up_to_five() -> None:
    def hop(request: Request) -> Reply:
        step = int(request.path.rpartition("/")[2])
        if step == 0:
            return Reply(CALENDAR)
        return Reply(status=302, headers={"Location": f"/{step - 1}"})

    with serving(hop) as server:
        assert get(server.url("/5")).body == CALENDAR
        with pytest.raises(SourceUnavailable) as error:
            get(server.url("/6"))
    assert "more than 5 times" in sentence(error)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/",
        "http://[fe80::1]/",
        "file:///etc/passwd",
        "gopher://x/",
    ],
)
def test_a_redirect_is_guarded_like_the_first_address(location: str) -> None:
    with serving(always(Reply(status=302, headers={"Location": location}))) as server:
        with pytest.raises(ForbiddenAddress):
            get(server.url())
        assert len(server.asked) == 1


def test_a_public_host_cannot_lead_a_user_into_the_private_network() -> None:
    """The first hop is let in by a resolver that calls it public; the second is a plain literal."""
    with serving(always(Reply(CALENDAR))) as inner, pytest.raises(ForbiddenAddress):
        get(inner.url(host="inner.example"), Trust.USER, resolver=lambda *_: ["127.0.0.1"])
    assert not inner.asked


def test_credentials_go_to_their_own_host_only() -> None:
    with serving(always(Reply(CALENDAR))) as other:
        lead = Reply(status=302, headers={"Location": other.url("/elsewhere")})
        with serving(always(lead)) as server:
            get(f"http://sam:pa%3Ass@127.0.0.1:{server.port}/feed")
    sent = server.asked[0].headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent) == b"sam:pa:ss"
    assert "Authorization" not in other.asked[0].headers


def test_credentials_in_a_redirect_to_another_host_are_not_sent() -> None:
    with serving(always(Reply(CALENDAR))) as other:
        location = f"http://eve:x@127.0.0.1:{other.port}/"
        with serving(always(Reply(status=302, headers={"Location": location}))) as server:
            get(server.url())
    assert "Authorization" not in other.asked[0].headers


def test_credentials_stay_with_a_redirect_inside_the_host() -> None:
    def hop(request: Request) -> Reply:
        if request.path == "/a":
            return Reply(status=307, headers={"Location": "/b"})
        return Reply(CALENDAR)

    with serving(hop) as server:
        get(f"http://sam:x@127.0.0.1:{server.port}/a")
    assert "Authorization" in server.asked[1].headers


def test_cookies_are_neither_kept_nor_sent() -> None:
    def hop(request: Request) -> Reply:
        if request.path == "/a":
            return Reply(status=302, headers={"Location": "/b", "Set-Cookie": "id=1"})
        return Reply(CALENDAR)

    with serving(hop) as server:
        get(server.url("/a"))
    assert "Cookie" not in server.asked[1].headers


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(Reply(b"proxied"))) as proxy, serving(always(Reply(CALENDAR))) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        assert get(server.url()).body == CALENDAR
    assert not proxy.asked


STATUSES = {
    401: "name and password",
    403: "refuses",
    404: "knows no such calendar",
    410: "withdrawn for good",
    418: "status 418",
    500: "trouble of its own",
    502: "trouble of its own",
}


@pytest.mark.parametrize(("status", "words"), STATUSES.items())
def test_each_status_has_its_own_sentence(status: int, words: str) -> None:
    reply = Reply(b"no", status=status)
    with serving(always(reply)) as server, pytest.raises(SourceUnavailable) as error:
        get(server.url())
    assert words in sentence(error)
    assert not isinstance(error.value, RetryLater)


@pytest.mark.parametrize(
    ("headers", "after_s"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Mon, 05 Jan 2026 00:02:00 GMT", "Date": "none"}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "9999999999"}, 86_400),
    ],
)
def test_too_many_requests_says_when_to_come_back(headers: dict[str, str], after_s: float) -> None:
    reply = Reply(status=429, headers=headers)
    with serving(always(reply)) as server, pytest.raises(RetryLater) as error:
        get(server.url())
    assert error.value.after_s == after_s
    sentence(error)


def test_each_failure_on_the_way_has_its_own_sentence() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        port = server.port
        with pytest.raises(SourceUnavailable) as tls:
            get(f"https://127.0.0.1:{port}{FEED_PATH}")
    with pytest.raises(SourceUnavailable) as refused:
        get(f"http://127.0.0.1:{port}{FEED_PATH}")
    with pytest.raises(SourceUnavailable) as unknown:
        get("http://nowhere.invalid/secret")
    nonsense = b"this is no HTTP\r\n\r\n"
    with dripping(nonsense, b"x") as odd, pytest.raises(SourceUnavailable) as broken:
        get(f"http://127.0.0.1:{odd}{FEED_PATH}")
    found = [sentence(each) for each in (tls, refused, unknown, broken)]
    assert "secure connection" in found[0]
    assert "takes no connection" in found[1]
    assert "no such server" in found[2]
    assert "broke off" in found[3]


@pytest.mark.parametrize("url", ["", "ftp://x/", "http://", "http://[::1", "http://x:99999/"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        get(url)


@pytest.mark.parametrize(
    "url", ["http://host:99999/SECRET", "http://x.example:SECRET/", "http://127.0.0.1:1/SECRET"]
)
def test_no_address_hides_in_what_came_before_an_error(url: str) -> None:
    with pytest.raises(ConnectorError) as caught:
        get(url)
    told: BaseException | None = caught.value
    while told is not None:
        assert "SECRET" not in f"{told!r} {told.args!r}"
        told = told.__cause__ or told.__context__


def test_no_address_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), serving(always(Reply(CALENDAR))) as server:
        get(server.url())
    assert "secret-token" not in caplog.text


def test_a_password_may_be_any_text() -> None:
    with serving(always(Reply(CALENDAR))) as server:
        get(server.url().replace("http://", "http://sam:p%E2%82%AC@"))
    sent = server.asked[0].headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent).decode() == "sam:p€"


@pytest.mark.parametrize(
    "moment", ["Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 01 Jan 2026 00:00:00 +99999999999999"]
)
def test_an_impossible_retry_after_is_a_usual_wait(moment: str) -> None:
    reply = Reply(b"", 429, {"Retry-After": moment})
    with serving(always(reply)) as server, pytest.raises(RetryLater) as error:
        get(server.url())
    assert error.value.after_s == 60
