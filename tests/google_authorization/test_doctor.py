"""What `doctor` finds of a Google account, and the mend that it names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome
from tests.google_authorization.files import WRITER, client, key, settings, user, written
from tests.google_authorization.token_server import Reply, TokenServer, a_token, an_error


def connect(
    counterpoint: Counterpoint, tokens: TokenServer, folder: Path, document: object = None
) -> None:
    settings(folder, athletes=WRITER)  # no calendar at Google is read: there is none here
    file = written(folder, "token.json", document or user(tokens.address))
    assert counterpoint("auth", "google", "--import", file).status == 0
    tokens.asked.clear()


def row(outcome: Outcome, words: str) -> tuple[str, str]:
    """The entry that begins with the words or holds them, and its mend, each on one line."""
    entries = re.split(r"^(?=[✓!✗] )", outcome.out, flags=re.MULTILINE)
    whole = [re.sub(r"\s+", " ", entry).strip() for entry in entries]
    [entry] = [each for each in whole if words in each]
    line, arrow, mend = entry.partition(" → ")
    return line, arrow.strip() + " " + mend


def test_an_account_that_is_not_connected_and_no_client_to_connect_it_with(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    settings(tmp_path)
    outcome = counterpoint("doctor")
    assert outcome.status == 3
    assert "google.client_file" in row(outcome, "! There is no OAuth client for Google")[1]
    mend = row(outcome, "✗ Sam: no Google account is connected.")[1]
    assert mend == "→ Run counterpoint auth google --athlete Sam."
    assert not (tmp_path / "counterpoint.db").exists()


def test_a_client_that_cannot_be_used(counterpoint: Counterpoint, tmp_path: Path) -> None:
    settings(tmp_path, '[google]\nclient_file = "c.json"\n')
    written(tmp_path, "c.json", key("https://x.example/token"))
    line, mend = row(counterpoint("doctor"), "✗ c.json")
    assert "service account's key" in line
    assert "--import" in mend


@pytest.mark.parametrize("kind", ["installed", "web"])
def test_a_client_of_either_kind_is_well(
    counterpoint: Counterpoint, tmp_path: Path, kind: str
) -> None:
    """One for this machine, or one for the service's page."""
    settings(tmp_path, '[google]\nclient_file = "c.json"\n')
    written(tmp_path, "c.json", client("https://x.example", kind))
    outcome = counterpoint("doctor")
    assert "OAuth client" not in outcome.out
    assert row(outcome, "✗ Sam: no Google account is connected.")


def test_an_athlete_without_google_is_told_nothing_of_it(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    (tmp_path / "plan.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    settings(tmp_path, athletes='[[athletes]]\nname = "Sam"\n')
    outcome = counterpoint("doctor", "plan.ics")
    assert outcome.status == 0
    assert "Google" not in outcome.out


def test_an_account_that_works_is_tried(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    connect(counterpoint, tokens, tmp_path)
    outcome = counterpoint("doctor")
    assert outcome.status == 0, outcome.out
    assert row(outcome, "✓ Sam: the Google account is connected and can be reached.")
    assert len(tokens.asked) == 1
    assert "OAuth client" not in outcome.out


def test_without_the_network_nothing_is_asked(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    connect(counterpoint, tokens, tmp_path)
    outcome = counterpoint("doctor", "--offline")
    assert outcome.status == 0
    assert row(outcome, "it was not tried")
    assert tokens.asked == []


@pytest.mark.parametrize(
    ("reply", "words", "mended"),
    [
        (an_error("invalid_grant"), "revoked", "Connect again with counterpoint auth google"),
        (a_token(scope="other"), "does not allow", "Connect again with counterpoint auth google"),
        (Reply("<html>", 502), "trouble of its own", "tried again later"),
        (Reply("<html>", 407), "no answer of its kind", "proxy"),
    ],
)
def test_an_account_that_does_not_work(
    counterpoint: Counterpoint,
    tokens: TokenServer,
    tmp_path: Path,
    reply: Reply,
    words: str,
    mended: str,
) -> None:
    connect(counterpoint, tokens, tmp_path)
    tokens.answer = lambda _: reply
    outcome = counterpoint("doctor")
    assert outcome.status == 3
    line, mend = row(outcome, "✗ Sam:")
    assert words in line
    assert mended in mend


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(10, "✗ This machine's clock is 10 minutes behind Google's."), (-2, "! This machine's")],
)
def test_a_clock_that_is_off(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path, minutes: int, words: str
) -> None:
    connect(counterpoint, tokens, tmp_path)
    then = datetime.now(UTC) + timedelta(minutes=minutes)
    date = format_datetime(then, usegmt=True)
    tokens.answer = lambda _: Reply(a_token().content, 200, {"Date": date})
    assert "Set it right" in row(counterpoint("doctor"), words)[1]


@pytest.mark.parametrize("subject", [(), ("--subject", "sam@club.example")])
def test_a_service_account_of_its_own_is_told_what_nobody_will_see(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path, subject: tuple[str, ...]
) -> None:
    settings(tmp_path)
    file = written(tmp_path, "key.json", key(tokens.address))
    assert counterpoint("auth", "google", "--import", file, *subject).status == 0
    outcome = counterpoint("doctor", "--offline")
    if subject:
        assert "service account" not in outcome.out
    else:
        assert "by its id" in row(outcome, "! Sam: “primary” is the service account's")[1]
        assert "--subject" in row(outcome, "! Sam: suggestions and meals go into")[1]


def test_a_clock_that_spoils_a_signature(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    connect(counterpoint, tokens, tmp_path, key(tokens.address))
    date = format_datetime(datetime.now(UTC) - timedelta(minutes=30), usegmt=True)
    tokens.answer = lambda _: an_error("invalid_grant", Date=date)
    outcome = counterpoint("doctor")
    assert "clock is 30 minutes ahead" in row(outcome, "✗ Sam:")[0]
    assert "auth google" not in outcome.out


def test_a_key_of_another_database_is_told(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    connect(counterpoint, tokens, tmp_path)
    (tmp_path / "counterpoint.key").write_bytes(b"A" * 43 + b"=")
    outcome = counterpoint("doctor")
    assert outcome.status == 3
    assert "is not the one that sealed the credentials" in row(outcome, "✗ Sam:")[0]
