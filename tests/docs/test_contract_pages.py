"""Pages that are a contract: the schema, the rules, the settings, the ids."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

from rules.athlete import Thresholds
from rules.checks import registered
from rules.evidence import EXPLANATIONS
from rules.rule_id import RuleId
from sync_service.athlete_settings import AthleteSettings, ThresholdSettings
from sync_service.report_schema import schema_text

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_schema_is_that_of_the_program() -> None:
    assert page("check.schema.json") == schema_text(), "run: make schema"


def test_every_rule_has_a_row_an_explanation_and_an_id() -> None:
    rules, readme = page("rules.md"), (ROOT / "README.md").read_text(encoding="utf-8")
    explained = {explanation.rule for explanation in EXPLANATIONS}
    for rule in registered():
        assert f"| `{rule}` |" in rules
        assert f"| `{rule}` |" in readme
        assert rule in explained
        assert rule in set(RuleId)


def test_every_threshold_is_explained_and_can_be_set() -> None:
    explained = {name for explanation in EXPLANATIONS for name in explanation.thresholds}
    settings, names = page("settings.md"), {field.name for field in fields(Thresholds)}
    assert names == explained == set(ThresholdSettings.model_fields)
    for name in names:
        assert f"| `{name}` | {getattr(Thresholds(), name):g} |" in settings


def test_every_key_of_an_athlete_is_documented() -> None:
    settings = page("settings.md")
    for key in AthleteSettings.model_fields:
        assert f"`{key}`" in settings


def test_the_athlete_shown_in_the_readme_is_valid() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("```toml\n")[1].split("```")[0]
    [athlete] = tomllib.loads(block)["athletes"]
    assert AthleteSettings.model_validate(athlete).name == "Sam"


def test_the_report_shown_in_the_readme_is_what_the_program_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\nWeek 3")[1].split("```")[0].splitlines()[1:]
    command = (
        "check examples/sample_feed.ics --athlete examples/athlete.toml --from 2026-01-12 --days 7"
    )
    done = subprocess.run(  # noqa: S603 our own command
        [Path(sys.executable).parent / "counterpoint", *command.split()],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = [line.replace("\N{NO-BREAK SPACE}", " ") for line in done.stdout.splitlines()]
    assert [line for line in shown if line not in printed] == []
