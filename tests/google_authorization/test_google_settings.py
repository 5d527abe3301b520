"""`google` in the settings, and calendars of Google's in an athlete's."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync_service.calendar_settings import GoogleCalendarSource, GoogleCalendarTarget
from sync_service.errors import SettingsError
from sync_service.settings import load_settings


def loaded(folder: Path, text: str) -> object:
    file = folder / "counterpoint.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as raised:
        loaded(folder, text)
    return str(raised.value)


def test_google_itself_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "counterpoint.toml").write_text("")
    google = load_settings(tmp_path / "counterpoint.toml").google
    assert google.api_root == "https://www.googleapis.com/"
    assert (google.client_file, google.token_uri, google.auth_uri) == (None, None, None)


def test_another_server_may_stand_in(tmp_path: Path) -> None:
    file = tmp_path / "counterpoint.toml"
    file.write_text('[google]\napi_root = "http://127.0.0.1:8080/x"\nclient_file = "c.json"\n')
    google = load_settings(file).google
    assert google.api_root == "http://127.0.0.1:8080/x/"
    assert google.client_file == tmp_path / "c.json"


@pytest.mark.parametrize("key", ["api_root", "token_uri", "auth_uri"])
def test_plain_http_is_for_this_machine_alone(tmp_path: Path, key: str) -> None:
    told = refusal(tmp_path, f'[google]\n{key} = "http://tokens.example/secret"\n')
    assert f'"google.{key}" must begin with https://' in told
    assert "tokens.example" not in told


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    told = refusal(tmp_path, '[google]\nclient_fiel = "c.json"\n')
    assert 'unknown key "google.client_fiel"; did you mean client_file?' in told


def test_a_calendar_is_the_account_s_own_where_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "counterpoint.toml"
    file.write_text(
        '[[athletes]]\nsources = [{ kind = "google_calendar" }]\n'
        'write_to = { kind = "google_calendar" }\n'
    )
    [athlete] = load_settings(file).athletes
    [source] = athlete.sources
    assert isinstance(source, GoogleCalendarSource)
    assert isinstance(athlete.write_to, GoogleCalendarTarget)
    assert source.calendar == athlete.write_to.calendar == "primary"


@pytest.mark.parametrize(
    "calendar", ["", "my calendar", "https://calendar.google.com/calendar/embed?src=x"]
)
@pytest.mark.parametrize("where", ["sources = [{0}]", "write_to = {0}"])
def test_what_is_no_id_of_a_calendar(tmp_path: Path, calendar: str, where: str) -> None:
    entry = f'{{ kind = "google_calendar", calendar = "{calendar}" }}'
    told = refusal(tmp_path, f"[[athletes]]\n{where.format(entry)}\n")
    assert 'calendar" must be the id of a Google calendar, such as "primary"' in told
    assert "embed" not in told


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('{ kind = "google_calendar", calender = "x" }', "did you mean calendar?"),
        ('{ kind = "google_calendar", role = "bussy" }', "must be one of training, busy"),
    ],
)
def test_a_source_that_is_mistyped(tmp_path: Path, entry: str, words: str) -> None:
    assert words in refusal(tmp_path, f"[[athletes]]\nsources = [{entry}]\n")
