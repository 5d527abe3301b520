"""A person is asked in a browser, and the answer is taken only if it is to our question."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import pytest

from connectors.errors import ConnectorError, NeedsReauthorization, SourceUnavailable
from connectors.google_calendar.authorization import (
    EVERY_NEED,
    Asking,
    ClientKind,
    Need,
    NoRefreshToken,
    StoredToken,
    connect,
    finish,
    least_scopes,
    new_state,
    read_client,
    start,
)
from tests.google_authorization.files import client
from tests.google_authorization.token_server import Form, TokenServer, a_token, an_error

LASTING = a_token(refresh_token="the-refresh-token")  # noqa: S106


def asking(tokens: TokenServer, kind: ClientKind = ClientKind.INSTALLED) -> Asking:
    content = json.dumps(client(tokens.origin, kind))
    return Asking(read_client(content, kind, "client.json"), "Sam", EVERY_NEED)


@dataclass
class Browser:
    """Opens what it is shown, follows where it is sent, and keeps the pages."""

    opened: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    def show(self, address: str) -> None:
        self.opened.append(address)
        self.threads.append(Thread(target=self._get, args=(address,)))
        self.threads[-1].start()

    def _get(self, address: str) -> None:
        try:
            with urlopen(address) as page:  # noqa: S310
                self.pages.append(page.read().decode())
        except HTTPError as error:
            self.pages.append(error.read().decode())
        except OSError:
            self.pages.append("nobody listens any more")

    def close(self) -> None:
        for thread in self.threads:
            thread.join()


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


def connected(tokens: TokenServer, browser: Browser, wait_s: float = 20) -> StoredToken:
    return connect(asking(tokens), show=browser.show, wait_s=wait_s)


def test_a_person_who_allows_it_is_connected_and_thanked(
    tokens: TokenServer, browser: Browser
) -> None:
    tokens.answer = lambda _: LASTING
    token = connected(tokens, browser)
    browser.close()
    assert token.renewal.kind == "authorized_user"
    assert token.token_uri == tokens.address
    assert b"the-refresh-token" in token.as_bytes()
    assert "Thank you" in browser.pages[0]


def test_the_question_is_for_the_least_scopes_offline_and_with_pkce(
    tokens: TokenServer, browser: Browser
) -> None:
    tokens.answer = lambda _: LASTING
    connected(tokens, browser)
    [question], [form] = tokens.questions, tokens.asked
    challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest())
    assert question["code_challenge"] == challenge.rstrip(b"=").decode()
    assert question["code_challenge_method"] == "S256"
    assert 43 <= len(form["code_verifier"]) <= 128
    assert question["access_type"] == "offline"
    assert question["scope"].split() == list(least_scopes(EVERY_NEED))
    assert "prompt" not in question
    assert form["redirect_uri"] == question["redirect_uri"]
    assert form["redirect_uri"].startswith("http://127.0.0.1:")
    assert (form["grant_type"], form["code"]) == ("authorization_code", "the-code")
    assert form["client_secret"] == "the-client-secret"  # noqa: S105


def test_no_question_is_like_another(tokens: TokenServer) -> None:
    both = [start(asking(tokens), "http://127.0.0.1/", state=new_state()) for _ in range(2)]
    assert both[0].state != both[1].state
    assert both[0].verifier != both[1].verifier
    assert both[0].state not in repr(both[0])
    assert both[0].verifier not in repr(both[0])


def test_consent_is_asked_for_anew_where_no_refresh_token_came(
    tokens: TokenServer, browser: Browser
) -> None:
    replies = iter([a_token(), LASTING])
    tokens.answer = lambda _: next(replies)
    connected(tokens, browser)
    assert [question.get("prompt") for question in tokens.questions] == [None, "consent"]


def test_an_access_that_cannot_last_is_refused_with_the_mend(
    tokens: TokenServer, browser: Browser
) -> None:
    tokens.answer = lambda _: a_token()
    with pytest.raises(NoRefreshToken, match="no refresh token was granted") as raised:
        connected(tokens, browser)
    assert "myaccount.google.com/connections" in str(raised.value)
    assert len(tokens.questions) == 2


def test_an_answer_to_another_question_is_not_taken(tokens: TokenServer, browser: Browser) -> None:
    tokens.consent = lambda _: {"code": "the-code", "state": "guessed"}
    with pytest.raises(SourceUnavailable, match="nobody answered"):
        connected(tokens, browser, wait_s=1)
    browser.close()
    assert tokens.asked == []
    assert "no answer that Counterpoint waits for" in browser.pages[0]


def test_nobody_who_answers_is_told_politely(tokens: TokenServer) -> None:
    with pytest.raises(SourceUnavailable, match="nobody answered in 1 seconds") as raised:
        connect(asking(tokens), show=lambda _: None, wait_s=1)
    assert "counterpoint auth google --athlete Sam" in str(raised.value)


def test_what_a_browser_asks_besides_ends_nothing(tokens: TokenServer, browser: Browser) -> None:
    """An icon, an answer without a state: the true one is still waited for."""
    tokens.answer = lambda _: LASTING

    def show(address: str) -> None:
        question = dict(parse_qsl(urlsplit(address).query))
        for beside in ("favicon.ico", "?code=x", f"other?state={question['state']}&code=x"):
            stray = Browser()
            stray.show(question["redirect_uri"] + beside)
            strays.append(stray)
        browser.show(address)

    strays: list[Browser] = []
    connect(asking(tokens), show=show, wait_s=20)
    for stray in strays:
        stray.close()
    assert [form["code"] for form in tokens.asked] == ["the-code"]


@pytest.mark.parametrize(
    ("consent", "words"),
    [
        (lambda query: {"error": "access_denied", "state": query["state"]}, "not allowed"),
        (lambda query: {"error": "invalid_scope", "state": query["state"]}, "google.client_file"),
        (lambda query: {"state": query["state"]}, "google.client_file"),
    ],
)
def test_a_no_is_told(
    tokens: TokenServer, browser: Browser, consent: Callable[[Form], Form], words: str
) -> None:
    tokens.consent = consent
    with pytest.raises(NeedsReauthorization, match=words):
        connected(tokens, browser)
    assert tokens.asked == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (an_error("invalid_client", 401), "google.client_file"),
        (an_error("invalid_grant"), "too old"),
        (
            a_token(refresh_token="the-refresh-token", scope=least_scopes([Need.BUSY])[0]),  # noqa: S106
            "does not allow to see and change events or make a calendar",
        ),
    ],
)
def test_a_code_that_brings_no_token_of_use_is_told(
    tokens: TokenServer, browser: Browser, reply: object, words: str
) -> None:
    tokens.answer = lambda _: reply  # type: ignore[assignment, return-value]
    with pytest.raises(ConnectorError, match=words) as raised:
        connected(tokens, browser)
    assert "the-code" not in str(raised.value)


def test_a_page_asks_and_finishes_by_itself(tokens: TokenServer) -> None:
    """The web flow: between both halves the page keeps the consent, in a cookie or a row."""
    tokens.answer = lambda _: LASTING
    web = asking(tokens, ClientKind.WEB)
    consent = start(web, "https://club.example/google/back", state="kept-by-the-page", anew=True)
    question = dict(parse_qsl(urlsplit(consent.address).query))
    assert question["redirect_uri"] == "https://club.example/google/back"
    assert question["prompt"] == "consent"
    with pytest.raises(NeedsReauthorization, match="not to our question"):
        finish(web, consent, {"state": "other", "code": "the-code"})
    finish(web, consent, {"state": "kept-by-the-page", "code": "the-code"})
    assert tokens.asked[0]["redirect_uri"] == "https://club.example/google/back"
    assert tokens.asked[0]["code_verifier"] == consent.verifier


def test_an_authorization_address_may_hold_a_query_of_its_own(tokens: TokenServer) -> None:
    content = json.dumps(client(tokens.origin, auth_uri=f"{tokens.origin}/auth?tenant=7"))
    other = Asking(read_client(content, ClientKind.INSTALLED, "c"), "Sam", EVERY_NEED)
    address = start(other, "http://127.0.0.1/", state="s").address
    assert f"/auth?tenant=7&{urlencode({'response_type': 'code'})}" in address
