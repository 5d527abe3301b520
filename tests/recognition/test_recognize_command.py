"""`counterpoint recognize` and the athlete's rules for titles."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rules.say import Say, TitleRule
from rules.workout import Sport
from sync_service.cli.main import app
from sync_service.recognize_text import recognize_lines

RULES = (TitleRule("zog*", Say(sport=Sport.MOBILITY, reason="rule")),)


def test_lines_are_recognized_with_the_rules_for_titles() -> None:
    source, target = io.BytesIO(b'{"title": "Zog"}\n{"title": "Leg day"}\n'), io.StringIO()
    assert recognize_lines(source, target, RULES) == 0
    zog, legs = map(json.loads, target.getvalue().splitlines())
    assert [one["sport"] for one in zog["workouts"]] == ["mobility"]
    assert [one["sport"] for one in legs["workouts"]] == ["lift"]


@pytest.mark.parametrize(
    ("arguments", "typed"), [(("Zog 3",), ""), (("--jsonl",), '{"title": "Zog 3"}')]
)
def test_the_rules_of_the_athletes_file_count(
    arguments: tuple[str, ...], typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "sam.toml"
    file.write_text('recognition_rules = [{ title = "zog*", run_type = "tempo" }]\n', "utf-8")
    without = CliRunner().invoke(app, ["recognize", *arguments], input=typed)
    ruled = CliRunner().invoke(app, ["recognize", *arguments, "--athlete", str(file)], input=typed)
    assert "tempo" not in without.stdout
    assert ruled.exit_code == 0
    assert "tempo" in ruled.stdout
