"""What docs/google.md shows is what there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from connectors.google_calendar.authorization import Need, least_scopes
from sync_service.athlete_settings import AthleteSettings
from sync_service.google_settings import GoogleSettings
from tests.cli.conftest import Counterpoint
from tests.google_authorization.files import key, settings, user, written
from tests.google_authorization.token_server import TokenServer

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "google.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`counterpoint (auth google[^`]*|doctor[^`]*)`", PAGE)


def test_the_settings_shown_are_valid() -> None:
    shown = tomllib.loads(PAGE.split("```toml\n")[1].split("```")[0])
    GoogleSettings.model_validate(shown["google"])
    assert [AthleteSettings.model_validate(each).name for each in shown["athletes"]] == ["Sam"]


def test_every_key_of_google_is_documented() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    for name in GoogleSettings.model_fields:
        assert f"`{name}`" in page


def test_the_scopes_told_are_those_asked_for() -> None:
    rows = re.findall(r"^\| `(calendar\.\S+)` \|", PAGE, re.MULTILINE)
    assert rows == [scope.rsplit("/", 1)[1] for scope in least_scopes(Need)]


def test_the_commands_shown_run(
    counterpoint: Counterpoint, tokens: TokenServer, tmp_path: Path
) -> None:
    settings(tmp_path)
    written(tmp_path, "token.json", user(tokens.address))
    written(tmp_path, "key.json", key(tokens.address))
    found = [each.split() for each in COMMANDS]
    assert {"--import", "--remove", "--no-browser", "--offline"} <= {w for c in found for w in c}
    for command in found:
        outcome = counterpoint(*command)
        # one that asks a person needs a client, which is looked for after the options are read
        asks = "google" in command and not {"--import", "--remove"} & set(command)
        assert outcome.status == 2 if asks else outcome.status in {0, 1, 3}, command
        assert not asks or "google.client_file" in outcome.err
