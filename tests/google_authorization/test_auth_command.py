"""`counterpoint auth google`: an account is connected, kept sealed, and taken away."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.writing import is_one_sentence
from tests.google_authorization.files import KIM, SAM, SECRETS, client, key, settings, user, written
from tests.google_authorization.token_server import Reply, TokenServer, a_token, an_error

ALL = "https://www.googleapis.com/auth/calendar"


def connected(counterpoint: Counterpoint, name: str = "Sam") -> bool:
    outcome = counterpoint("auth", "google", "--athlete", name, "--remove")
    return outcome.status == 0


def test_a_credential_of_google_auth_is_taken_over_and_kept_sealed(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    file = written(tmp_path, "token.json", user(tokens.address))
    outcome = counterpoint("auth", "google", "--athlete", "Sam", "--import", file)
    assert outcome.status == 0, outcome.err
    assert outcome.out == "Sam: the Google account is connected.\n"
    assert tokens.asked[0]["refresh_token"] == "the-refresh-token"  # noqa: S105
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("counterpoint.*"))
    assert not any(secret.encode() in kept for secret in SECRETS)
    assert connected(counterpoint)
    assert not connected(counterpoint)


def test_a_token_that_still_holds_costs_no_request(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    file = written(tmp_path, "t.json", user(tokens.address, expiry="2999-01-01T00:00:00Z"))
    assert counterpoint("auth", "google", "--import", file).status == 0
    assert tokens.asked == []


def test_a_token_of_which_nobody_knows_when_it_ends_is_renewed(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    file = written(tmp_path, "t.json", user(tokens.address, expiry=None))
    assert counterpoint("auth", "google", "--import", file).status == 0
    assert len(tokens.asked) == 1


def test_a_service_account_is_taken_over_with_its_subject(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    file = written(tmp_path, "key.json", key(tokens.address))
    outcome = counterpoint(
        "auth", "google", "--athlete", "Sam", "--import", file, "--subject", "sam@club.example"
    )
    assert outcome.status == 0, outcome.err
    assert tokens.asked[0]["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"


def test_a_token_alone_is_taken_over_with_a_warning(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    alone = user(tokens.address, refresh_token=None, expiry=None)
    outcome = counterpoint("auth", "google", "--import", written(tmp_path, "t.json", alone))
    assert outcome.status == 0, outcome.err
    assert "cannot be renewed" in outcome.err


def test_the_settings_say_where_tokens_are_given_if_the_file_does_not(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path, f'[google]\ntoken_uri = "{tokens.address}"\n')
    file = written(tmp_path, "token.json", user(None))
    assert counterpoint("auth", "google", "--import", file).status == 0
    assert len(tokens.asked) == 1


def test_what_cannot_be_tried_is_kept_and_told(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    tokens.answer = lambda _: Reply("<html>", 503)
    file = written(tmp_path, "token.json", user(tokens.address))
    outcome = counterpoint("auth", "google", "--import", file)
    assert outcome.status == 0
    assert "could not be tried" in outcome.err
    assert connected(counterpoint)


@pytest.mark.parametrize(
    ("reply", "changes", "words"),
    [
        (an_error("invalid_grant"), {}, "revoked"),
        (a_token(scope=f"{ALL}.events"), {}, "make a calendar of its own"),
        (a_token(), {"scopes": [f"{ALL}.readonly"], "expiry": "2999-01-01T00:00:00Z"}, "allow"),
    ],
)
def test_an_access_that_is_gone_or_too_narrow_is_not_kept(
    counterpoint: Counterpoint,
    tokens: TokenServer,
    tmp_path: Path,
    reply: Reply,
    changes: dict[str, object],
    words: str,
) -> None:
    settings(tmp_path)
    tokens.answer = lambda _: reply
    file = written(tmp_path, "token.json", user(tokens.address, **changes))
    outcome = counterpoint("auth", "google", "--import", file)
    assert outcome.status == 3
    assert words in outcome.err
    assert is_one_sentence(outcome)
    assert not connected(counterpoint)


def test_one_athlete_s_account_is_no_other_s(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path, athletes=SAM + KIM)
    file = written(tmp_path, "token.json", user(tokens.address))
    assert "--athlete" in counterpoint("auth", "google", "--import", file).err
    assert counterpoint("auth", "google", "--athlete", "Nobody", "--import", file).status == 2
    assert counterpoint("auth", "google", "--athlete", "Kim", "--import", file).status == 0
    assert not connected(counterpoint, "Sam")
    assert connected(counterpoint, "Kim")


HTTP = "http://tokens.example/token"
BAD_IMPORTS = [
    ("{", "no JSON file"),
    ("[]", "no JSON file"),
    ("[" * 100_000, "no JSON file"),
    ("<html>Log in first</html>", "no JSON file"),
    ({}, '"client_id" is missing'),
    (user("https://x.example/t", refresh_token=7), '"refresh_token" is not'),
    (user(HTTP), '"token_uri" is not'),
    (user("https://169.254.169.254/token"), '"token_uri" is not'),
    (user("https://x.example/t", expiry="soon"), '"expiry" is not'),
    (key("https://x.example/t", private_key="the-client-secret"), '"private_key" is no key'),
    (key("https://x.example/t", client_email=None), '"client_email" is not'),
    ({"type": "external_account", "client_id": "x"}, "a kind that is not known"),
    ({"type": ["authorized_user"]}, "a kind that is not known"),
    (client("https://x.example"), "--client-file"),
    (client("https://x.example", "web"), "--client-file"),
]


@pytest.mark.parametrize(("document", "words"), BAD_IMPORTS)
def test_a_file_that_is_no_credential_is_told_in_a_sentence(
    counterpoint: Counterpoint, tmp_path: Path, document: object, words: str
) -> None:
    settings(tmp_path)
    outcome = counterpoint("auth", "google", "--import", written(tmp_path, "f.json", document))
    assert outcome.status == 2
    assert words in outcome.err
    assert is_one_sentence(outcome)
    assert not any(secret in outcome.err for secret in SECRETS)
    assert not (tmp_path / "counterpoint.db").exists()


BAD_CLIENTS = [
    ("nothing", "no JSON file"),
    (client("https://x.example", "web"), 'of the kind "Desktop app"'),
    (client("https://x.example", client_id=None), '"client_id" is missing'),
    (client("http://x.example"), '"auth_uri" is not'),
    (key("https://x.example/t"), "service account's key"),
    (user("https://x.example/t"), "this is a token"),
    ({"other": {}}, '"installed" is missing'),
]


@pytest.mark.parametrize(("document", "words"), BAD_CLIENTS)
def test_a_file_that_is_no_client_is_told_in_a_sentence(
    counterpoint: Counterpoint, tmp_path: Path, document: object, words: str
) -> None:
    settings(tmp_path, '[google]\nclient_file = "c.json"\n')
    written(tmp_path, "c.json", document)
    outcome = counterpoint("auth", "google", "--no-browser")
    assert outcome.status == 2
    assert words in outcome.err
    assert is_one_sentence(outcome)
    assert not any(secret in outcome.err for secret in SECRETS)


@pytest.mark.parametrize("option", ["--import", "--client-file"])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "this is a folder"),
        (lambda path: path.symlink_to("nowhere"), "cannot be read"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "no JSON file"),
        (lambda path: path.write_bytes(b" " * 1_000_001), "no JSON file"),
    ],
)
def test_what_is_no_file_to_read_is_told(
    counterpoint: Counterpoint, tmp_path: Path, option: str, make: object, words: str
) -> None:
    settings(tmp_path)
    make(tmp_path / "place")  # type: ignore[operator]
    outcome = counterpoint("auth", "google", "--no-browser", option, "place")
    assert outcome.status == 2
    assert words in outcome.err
    assert is_one_sentence(outcome)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--remove", "--import", "f"),
        ("--import", "f", "--client-file", "c"),
        ("--subject", "sam@club.example"),
        ("--wait", "0"),
    ],
)
def test_options_that_contradict_each_other(
    counterpoint: Counterpoint, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    settings(tmp_path)
    outcome = counterpoint("auth", "google", *arguments)
    assert outcome.status == 2
    assert is_one_sentence(outcome)


def test_a_subject_is_for_keys_alone(counterpoint: Counterpoint, tmp_path: Path) -> None:
    settings(tmp_path)
    file = written(tmp_path, "t.json", user("https://x.example/t"))
    outcome = counterpoint("auth", "google", "--import", file, "--subject", "a@b.example")
    assert outcome.status == 2
    assert "service account" in outcome.err


def test_without_a_client_the_mend_is_told(counterpoint: Counterpoint, tmp_path: Path) -> None:
    settings(tmp_path)
    outcome = counterpoint("auth", "google", "--no-browser")
    assert outcome.status == 2
    assert "google.client_file" in outcome.err


def running(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command as a process of its own: it waits for a browser."""
    return subprocess.Popen(  # noqa: S603 our own command
        [Path(sys.executable).parent / "counterpoint", "auth", "google", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_address_is_printed_and_the_answer_is_waited_for(
    tokens: TokenServer, tmp_path: Path
) -> None:
    tokens.answer = lambda _: a_token(refresh_token="the-refresh-token")  # noqa: S106
    settings(tmp_path)
    file = written(tmp_path, "c.json", client(tokens.origin))
    command = running(tmp_path, "--no-browser", "--wait", "60", "--client-file", file)
    assert command.stdout is not None
    command.stdout.readline()
    with urlopen(command.stdout.readline().strip()) as page:  # noqa: S310
        assert "Thank you" in page.read().decode()
    out, err = command.communicate(timeout=60)
    assert (command.returncode, out, err) == (0, "Sam: the Google account is connected.\n", "")


def test_the_browser_is_opened_and_the_client_may_come_from_a_secret_file(
    tokens: TokenServer, tmp_path: Path
) -> None:
    replies = iter([a_token(), a_token(refresh_token="the-refresh-token")])  # noqa: S106
    tokens.answer = lambda _: next(replies)
    settings(tmp_path)
    written(tmp_path, "browser.py", "import sys, urllib.request as r; r.urlopen(sys.argv[1])")
    written(tmp_path, "secret", client(tokens.origin, client_secret=None))
    written(tmp_path, "client_secret", "from-a-file\n")
    command = running(
        tmp_path,
        BROWSER=f"{sys.executable} {tmp_path / 'browser.py'} %s &",
        COUNTERPOINT_GOOGLE__CLIENT_FILE=str(tmp_path / "secret"),
        COUNTERPOINT_GOOGLE__CLIENT_SECRET_FILE=str(tmp_path / "client_secret"),
    )
    out, err = command.communicate(timeout=60)
    assert command.returncode == 0, err
    assert re.search(r"If no browser opens, .*\nhttp://127", out)
    assert out.count("it asks you once more") == 1
    assert tokens.asked[0]["client_secret"] == "from-a-file"  # noqa: S105


def test_nobody_who_answers_ends_it_with_the_mend(tokens: TokenServer, tmp_path: Path) -> None:
    settings(tmp_path)
    file = written(tmp_path, "c.json", client(tokens.origin))
    command = running(tmp_path, "--no-browser", "--wait", "1", "--client-file", file)
    _, err = command.communicate(timeout=60)
    assert command.returncode == 3
    assert err.startswith("Google: nobody answered in 1 seconds; run counterpoint auth google")
