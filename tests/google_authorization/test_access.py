"""A token is renewed when it has ended; an access that is gone is told once, with its mend."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Barrier, Thread
from time import sleep
from traceback import format_exception

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt
from pydantic import SecretStr

from connectors.errors import (
    ConnectorError,
    NeedsReauthorization,
    RetryLater,
    SourceUnavailable,
)
from connectors.google_calendar.authorization import (
    EVERY_NEED,
    GoogleAccess,
    Need,
    NotAToken,
    StoredToken,
    least_scopes,
)
from connectors.google_calendar.authorization.stored_token import (
    NotRenewed,
    RenewedByKey,
    RenewedByUser,
)
from connectors.google_calendar.authorization.token_endpoint import TokenEndpoint
from tests.google_authorization.token_server import (
    Reply,
    TokenServer,
    a_token,
    an_error,
    dripping,
)

NOW = datetime.now(UTC)
FRESH, OLD, ROTATED = "fresh-access", "old-access", "rotated"
SECRETS = (FRESH, OLD, "the-refresh-token", "the-client-secret", "PRIVATE KEY")
USER = RenewedByUser(
    client_id="client-id",
    client_secret=SecretStr("the-client-secret"),
    refresh_token=SecretStr("the-refresh-token"),
)


def ended(tokens: TokenServer, **changes: object) -> StoredToken:
    """A token of a person that ended an hour ago."""
    stored = StoredToken(
        renewal=USER,
        token_uri=tokens.address,
        access_token=SecretStr("old-access"),
        expiry=NOW - timedelta(hours=1),
    )
    return stored.model_copy(update=changes)


def access_with(stored: StoredToken, saved: list[StoredToken] | None = None) -> GoogleAccess:
    kept: list[StoredToken] = [] if saved is None else saved
    return GoogleAccess(stored, owner="Sam Roe", needs=EVERY_NEED, save=kept.append)


def refused(access: GoogleAccess) -> ConnectorError:
    with pytest.raises(ConnectorError) as raised:
        access.ready()
    told = "".join(format_exception(raised.value))
    assert not any(secret in told for secret in SECRETS)
    assert "\n" not in str(raised.value)
    return raised.value


def asked_with(access: GoogleAccess, headers: dict[str, str]) -> None:
    """What Google's libraries do before each request."""
    access.credentials.before_request(None, "GET", "https://example.org", headers)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def key_of(private_key: rsa.RSAPrivateKey, subject: str | None = None) -> RenewedByKey:
    pem = private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return RenewedByKey(
        client_email="club@project.iam.gserviceaccount.com",
        private_key=SecretStr(pem.decode()),
        subject=subject,
    )


def test_a_token_that_has_ended_is_renewed_and_kept(tokens: TokenServer) -> None:
    saved: list[StoredToken] = []
    access = access_with(ended(tokens), saved)
    access.ready()
    assert access.credentials.token == FRESH
    assert access.credentials.valid
    assert tokens.asked == [
        {
            "grant_type": "refresh_token",
            "refresh_token": "the-refresh-token",
            "client_id": "client-id",
            "client_secret": "the-client-secret",
        }
    ]
    again = access_with(StoredToken.from_bytes(saved[0].as_bytes()))
    again.ready()
    assert again.credentials.token == FRESH
    assert len(tokens.asked) == 1


def test_google_s_libraries_renew_through_it(tokens: TokenServer) -> None:
    access, headers = access_with(ended(tokens)), dict[str, str]()
    asked_with(access, headers)
    assert headers["authorization"] == "Bearer fresh-access"


def test_a_refresh_token_that_is_changed_by_the_server_is_kept(tokens: TokenServer) -> None:
    tokens.answer = lambda _: a_token(refresh_token=ROTATED)
    saved: list[StoredToken] = []
    access = access_with(ended(tokens), saved)
    access.refresh()
    access.refresh()
    assert [form["refresh_token"] for form in tokens.asked] == ["the-refresh-token", ROTATED]
    assert ROTATED.encode() in saved[-1].as_bytes()


def test_threads_that_meet_an_old_token_renew_it_once(tokens: TokenServer) -> None:
    meeting = Barrier(9)

    def answer(_: object) -> Reply:
        if len(tokens.asked) == 1:  # nothing is answered before every thread has come
            meeting.wait(timeout=20)
            sleep(0.3)
        return a_token()

    def ask(headers: dict[str, str]) -> None:
        Thread(target=meeting.wait, args=(20,), daemon=True).start()
        asked_with(access, headers)

    tokens.answer = answer
    access = access_with(ended(tokens))
    headers: list[dict[str, str]] = [{} for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, headers))
    assert {each["authorization"] for each in headers} == {"Bearer fresh-access"}
    assert len(tokens.asked) == 1


def test_an_access_that_was_revoked_is_told_with_its_mend_and_asked_for_once(
    tokens: TokenServer,
) -> None:
    tokens.answer = lambda _: an_error("invalid_grant")
    access = access_with(ended(tokens))
    first, second = refused(access), refused(access)
    assert isinstance(first, NeedsReauthorization)
    assert "counterpoint auth google --athlete 'Sam Roe'" in str(first)
    assert "revoked" in str(second)
    assert len(tokens.asked) == 1


def test_what_is_gone_for_one_athlete_stands_for_another(tokens: TokenServer) -> None:
    tokens.answer = lambda form: an_error("invalid_grant") if "dead" in form.values() else a_token()
    dead = USER.model_copy(update={"refresh_token": SecretStr("dead")})
    assert isinstance(refused(access_with(ended(tokens, renewal=dead))), NeedsReauthorization)
    other = access_with(ended(tokens))
    other.ready()
    assert other.credentials.token == FRESH


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (an_error("invalid_client", 401), NeedsReauthorization, "google.client_file"),
        (an_error("invalid_scope"), NeedsReauthorization, "does not allow"),
        (an_error("server_error"), SourceUnavailable, "tried again"),
        (Reply("<html>Bad gateway</html>", 502), SourceUnavailable, "status 502"),
        (Reply("<html>Log in first</html>", 200), SourceUnavailable, "proxy"),
        (Reply("<html>Forbidden</html>", 403), SourceUnavailable, "proxy"),
        (Reply({"token_type": "Bearer"}), SourceUnavailable, "proxy"),
        (Reply("[" * 100_000, 400), SourceUnavailable, "proxy"),
        (Reply("", 302, {"Location": "https://example.org/"}), SourceUnavailable, "proxy"),
        (an_error("slow_down", 429, **{"Retry-After": "7"}), RetryLater, "7 seconds"),
        (an_error("busy", 503, **{"Retry-After": "9"}), RetryLater, "9 seconds"),
        (an_error("busy", 429), RetryLater, "60 seconds"),
        (a_token(access_token=""), SourceUnavailable, "proxy"),
        (a_token(expires_in=-1), SourceUnavailable, "proxy"),
        (a_token(padding="x" * 300_000), SourceUnavailable, "proxy"),
    ],
)
def test_every_other_answer_is_told_as_what_it_is(
    tokens: TokenServer, reply: Reply, kind: type[ConnectorError], words: str
) -> None:
    tokens.answer = lambda _: reply
    error = refused(access_with(ended(tokens)))
    assert type(error) is kind
    assert words in str(error)


def test_trouble_that_passes_is_asked_again(tokens: TokenServer) -> None:
    replies = iter([Reply("", 503), a_token()])
    tokens.answer = lambda _: next(replies)
    access = access_with(ended(tokens))
    refused(access)
    access.ready()
    assert access.credentials.token == FRESH


def test_an_answer_that_only_drips_is_not_waited_for() -> None:
    """The deadline is for the whole answer: with one byte a while it would never end."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + b" " * 99
    with dripping(answer, every_s=0.05) as port:
        endpoint = TokenEndpoint(f"http://127.0.0.1:{port}/token", total_s=0.3)
        with pytest.raises(SourceUnavailable, match="cannot be reached"):
            endpoint.grant({})


def test_a_place_that_nobody_listens_on_is_unavailable(free_port: int) -> None:
    stored = StoredToken(renewal=USER, token_uri=f"http://127.0.0.1:{free_port}/token")
    assert type(refused(access_with(stored))) is SourceUnavailable


def test_a_scope_that_is_missing_is_named(tokens: TokenServer) -> None:
    tokens.answer = lambda _: a_token(scope=" ".join(least_scopes([Need.EVENTS])))
    error = refused(access_with(ended(tokens)))
    assert isinstance(error, NeedsReauthorization)
    assert "make a calendar of its own" in str(error)
    assert "see when you are busy" not in str(error)  # events tell that as well
    with pytest.raises(NeedsReauthorization, match="does not allow"):
        access_with(ended(tokens)).credentials.refresh(None)


@pytest.mark.parametrize(
    ("scope", "open_needs"),
    [
        ("calendar", set(Need)),
        ("calendar.events", {Need.EVENTS, Need.READ}),
        ("calendar.events.owned", {Need.EVENTS, Need.READ}),
        ("calendar.events.readonly", {Need.READ}),
        ("calendar.freebusy", {Need.BUSY}),
        ("calendar.readonly", {Need.READ, Need.BUSY}),
        ("calendar.app.created", {Need.OWN_CALENDAR}),
    ],
)
def test_what_a_scope_opens(tokens: TokenServer, scope: str, open_needs: set[Need]) -> None:
    stored = ended(tokens, scopes=(f"https://www.googleapis.com/auth/{scope}",))
    access = access_with(stored)
    assert {need for need in Need if access.may(need)} == open_needs


def test_a_token_alone_is_used_until_it_ends(tokens: TokenServer) -> None:
    alone = ended(tokens, renewal=NotRenewed(), expiry=None)
    access = access_with(alone)
    access.ready()
    assert access.credentials.token == OLD
    with pytest.raises(NeedsReauthorization, match="without a refresh token"):
        access.credentials.refresh(None)  # as Google's libraries do after a 401
    assert tokens.asked == []


def test_a_service_account_signs_for_the_least_scopes_and_its_subject(
    tokens: TokenServer, private_key: rsa.RSAPrivateKey
) -> None:
    saved: list[StoredToken] = []
    key = key_of(private_key, subject="sam@club.example")
    stored = StoredToken(renewal=key, token_uri=tokens.address)
    GoogleAccess(stored, owner="Sam", needs=[Need.BUSY], save=saved.append).ready()
    claims = jwt.decode(tokens.asked[0]["assertion"], verify=False)  # type: ignore[no-untyped-call]
    assert claims["iss"] == "club@project.iam.gserviceaccount.com"
    assert claims["sub"] == "sam@club.example"
    assert claims["scope"] == "https://www.googleapis.com/auth/calendar.freebusy"
    assert claims["exp"] - claims["iat"] == 3600
    # needs that have grown ask for a token anew; needs that have not, do not
    GoogleAccess(saved[0], owner="Sam", needs=[Need.BUSY], save=saved.append).ready()
    assert len(tokens.asked) == 1
    GoogleAccess(saved[0], owner="Sam", needs=EVERY_NEED, save=saved.append).ready()
    assert len(tokens.asked) == 2


def test_a_clock_that_is_off_is_told_and_not_taken_for_a_lost_access(
    tokens: TokenServer, private_key: rsa.RSAPrivateKey
) -> None:
    far = format_datetime(datetime.now(UTC) + timedelta(minutes=42, seconds=5), usegmt=True)
    tokens.answer = lambda _: an_error("invalid_grant", Date=far)
    error = refused(access_with(StoredToken(renewal=key_of(private_key), token_uri=tokens.address)))
    assert type(error) is SourceUnavailable
    assert "clock is 42 minutes behind" in str(error)


def test_a_key_that_is_none_or_is_not_valid_any_more(
    tokens: TokenServer, private_key: rsa.RSAPrivateKey
) -> None:
    tokens.answer = lambda _: an_error("invalid_grant")
    good = key_of(private_key)
    broken = good.model_copy(update={"private_key": SecretStr("PRIVATE KEY it is not")})
    for key in (good, broken):
        error = refused(access_with(StoredToken(renewal=key, token_uri=tokens.address)))
        assert isinstance(error, NeedsReauthorization)
        assert "--import FILE" in str(error)


def test_no_secret_shows_when_it_is_printed(
    tokens: TokenServer, private_key: rsa.RSAPrivateKey
) -> None:
    for stored in (ended(tokens), StoredToken(renewal=key_of(private_key))):
        access = access_with(stored)
        shown = f"{stored!r} {stored} {access!r} {access} {access.credentials!r}"
        assert not any(secret in shown for secret in SECRETS)
        assert StoredToken.from_bytes(stored.as_bytes()) == stored


@pytest.mark.parametrize("content", [b"", b"{}", b"the-refresh-token", b'{"renewal": {}}'])
def test_what_is_no_token_is_refused_without_repeating_it(content: bytes) -> None:
    with pytest.raises(NotAToken) as raised:
        StoredToken.from_bytes(content)
    assert "the-refresh-token" not in "".join(format_exception(raised.value))


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/token",
        "http://127.0.0.1.example.org/token",
        "http://[::ffff:10.0.0.1]/token",
        "https://169.254.169.254/token",
        "https://name:password@example.org/token",
        "ftp://example.org/token",
        "file:///etc/passwd",
        "token",
        "",
    ],
)
def test_addresses_that_secrets_must_not_go_to(address: str) -> None:
    with pytest.raises(ValueError, match=r"must|leads"):
        StoredToken(renewal=USER, token_uri=address)


@pytest.mark.parametrize(
    "address",
    ["http://localhost:1/token", "http://127.0.0.1/t", "http://[::1]:5/t", "https://example.org/t"],
)
def test_addresses_that_they_may_go_to(address: str) -> None:
    assert StoredToken(renewal=USER, token_uri=address).token_uri == address
