"""Pages that are a contract: the schema, the rules, the settings, the ids."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from rules.athlete import Priority, Thresholds
from rules.checks import explanation_of, registered
from rules.evidence import EXPLANATIONS, Reference, references
from rules.rule_id import RuleId
from sync_service.athlete_settings import AthleteSettings
from sync_service.report_schema import schema_text
from sync_service.settings import Settings
from sync_service.settings_key import Group
from sync_service.settings_page import GROUPS, page_with_tables
from sync_service.threshold_settings import ThresholdSettings

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


STATEMENTS = re.compile(r"^\| (.+?) \| `([a-z-]+)` \| `(tests/\S+?)::(test_\w+)` \|$", re.MULTILINE)


def test_every_rule_is_led_to_from_the_guide_and_shown_by_a_test() -> None:
    rows = STATEMENTS.findall(page("guide.md"))
    assert {rule for _, rule, _, _ in rows} == set(RuleId) >= set(registered())
    for statement, rule, file, name in rows:
        explanation = explanation_of(rule)
        assert explanation is not None
        assert explanation.references, f"{rule} has no reference"
        assert statement in {explanation.guide, "(from the evidence, not the guide)"} or (
            rule in {"lifting-prescription"}
        )
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{rule}: no {name}"


def test_every_reference_is_used_and_stands_once() -> None:
    kept = [value for value in vars(references).values() if isinstance(value, Reference)]
    used = [each for explanation in EXPLANATIONS for each in explanation.references]
    assert {(each.authors, each.year, each.journal) for each in used} == {
        (each.authors, each.year, each.journal) for each in kept
    }
    assert len({(each.authors, each.year, each.journal) for each in kept}) == len(kept)


def test_figures_that_follow_the_priority_are_told() -> None:
    settings = page("settings.md")
    for priority in Priority:
        thresholds = Thresholds.of(priority)
        band = thresholds.hard_share_min_percent, thresholds.hard_share_max_percent
        told = (
            "`hard_share_min_percent` | 15" if priority is Priority.MUSCLE else f"{band[0]:g} and"
        )
        assert told in settings


def test_every_threshold_is_explained_and_can_be_set() -> None:
    explained = {name for explanation in EXPLANATIONS for name in explanation.thresholds}
    settings, names = page("settings.md"), {field.name for field in fields(Thresholds)}
    assert names == explained == set(ThresholdSettings.model_fields)
    for name in names:
        assert f"| `{name}` | {getattr(Thresholds(), name):g} |" in settings


def test_the_tables_of_the_settings_are_those_of_the_program() -> None:
    assert page("settings.md") == page_with_tables(page("settings.md")), "run: make settings"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_every_key_is_told_once_and_stands_in_the_page(group: Group) -> None:
    told = [name for key in group.keys for name in key.names]
    assert sorted(told) == sorted(group.model.model_fields)
    assert f"<!-- table: {group.name} -->\n\n| {group.title} |" in page("settings.md")


def test_the_defaults_of_the_brake_and_the_horizon_are_those_of_the_program() -> None:
    settings = page("settings.md")
    for key in ("brake", "horizon"):
        kept = Settings.model_fields[key].default.model_dump()
        told = ", ".join(f"{name} = {value}" for name, value in kept.items())
        assert f"| `{{ {told} }}` |" in settings


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
        " --now 2026-01-08T08:00"
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
