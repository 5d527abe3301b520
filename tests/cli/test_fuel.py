"""The fuel plan in JSON, in the report and as events; what must never stand in a calendar."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.cli.conftest import Counterpoint, Server, calendar, event

ROOT = Path(__file__).parents[2]
WEEK = ("--from", "2026-01-05", "--days", "7")
TEMPO = event("tempo", "20260107T170000Z", "20260107T180000Z", "Tempo run 60 min")
LEGS = event("legs", "20260109T170000Z", "20260109T180000Z", "Squats 5x5 @ 80%")
EASY = event("easy", "20260110T080000Z", "20260110T084000Z", "Easy run")
MEETING = event("meeting", "20260107T103000Z", "20260107T123000Z", "Secret board meeting")
BODY = (
    'sex = "male"\nbirth_year = 1987\nheight_cm = 183.5\nweight_kg = 81.5\n'
    "body_fat_percent = 17.5\nplanned_intake_kcal = 2719\n"
)


@pytest.fixture
def source(server: Server) -> str:
    return server.serve("/plan.ics", calendar(TEMPO, LEGS, EASY, MEETING))


def athlete(tmp_path: Path, text: str = "") -> str:
    path = tmp_path / "sam.toml"
    path.write_text(f'time_zone = "Europe/Berlin"\n{text}', encoding="utf-8")
    return str(path)


def titles(tmp_path: Path) -> list[str]:
    overlay = (tmp_path / "out" / "overlay.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    found = re.findall(r"^SUMMARY:(.*?)\r?$", overlay, re.MULTILINE)
    return [title.replace("\\,", ",") for title in found if title.startswith("Fuel")]


def test_the_plan_in_json_is_of_the_published_shape(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    document = counterpoint(
        "check", source, *WEEK, "--athlete", athlete(tmp_path, BODY), "--format", "json"
    ).document
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    assert [day["date"] for day in document["fuel"]] == [f"2026-01-{n:02d}" for n in range(5, 12)]
    wednesday = document["fuel"][2]
    assert wednesday["protein_g"] == sum(item["protein_g"] for item in wednesday["items"])
    assert wednesday["carbs_g"] == sum(item["carbs_g"] for item in wednesday["items"])
    assert wednesday["net_exercise_kcal"] == round(81.5 * 60 / 5.5)
    assert {item["kind"] for item in wednesday["items"]} >= {"before_run", "after_run"}


def test_the_sample_validates(counterpoint: Counterpoint) -> None:
    examples = ROOT / "examples"
    document = counterpoint(
        "check", str(examples / "sample_feed.ics"), "--athlete", str(examples / "athlete.toml"),
        "--from", "2026-01-05", "--days", "28", "--format", "json",
    ).document  # fmt: skip
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    assert len(document["fuel"]) == 28


def test_without_a_body_nothing_is_invented(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    document = counterpoint(
        "check", source, *WEEK, "--athlete", athlete(tmp_path), "--format", "json"
    ).document
    day = document["fuel"][2]
    assert [day[key] for key in ("energy_kcal", "protein_g", "carbs_g", "net_exercise_kcal")] == [
        None
    ] * 4
    assert any("g/kg" in item["example"] for item in day["items"])


def test_key_sessions_have_events_and_each_training_day_a_summary(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    who = athlete(tmp_path, BODY)
    counterpoint("check", source, *WEEK, "--athlete", who, "--publish", "out")
    told = titles(tmp_path)
    assert (
        sum(bool(re.fullmatch(r"Fuel: 147 g protein, \d+ g carbs", title)) for title in told) == 3
    )
    assert any(re.fullmatch(r"Fuel: \d+ g carbs before the tempo run", title) for title in told)
    assert any(re.fullmatch(r"Fuel: \d+ g carbs after the tempo run", title) for title in told)
    assert any(
        re.fullmatch(r"Fuel: \d+ g protein after the heavy lower-body lift", title)
        for title in told
    )
    assert not any("easy run" in title for title in told)


@pytest.mark.parametrize(("setting", "count"), [("off", 0), ("summary", 3), ("full", 28 + 3)])
def test_how_many_events_is_the_athletes_say(
    counterpoint: Counterpoint, tmp_path: Path, source: str, setting: str, count: int
) -> None:
    who = athlete(tmp_path, f'{BODY}fuel = "{setting}"\n')
    counterpoint("check", source, *WEEK, "--athlete", who, "--publish", "out")
    told = titles(tmp_path)
    assert len(told) >= count if setting == "full" else len(told) == count


def test_events_are_free_private_and_silent(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    who = athlete(tmp_path, BODY)
    counterpoint("check", source, *WEEK, "--athlete", who, "--publish", "out")
    overlay = (tmp_path / "out" / "overlay.ics").read_text(encoding="utf-8")
    for block in overlay.split("BEGIN:VEVENT")[1:]:
        assert "TRANSP:TRANSPARENT" in block
        assert "VALARM" not in block
        if "SUMMARY:Fuel" in block:
            assert "CLASS:PRIVATE" in block


def test_grams_can_be_kept_out_of_the_calendar(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    who = athlete(tmp_path, f'{BODY}fuel = "full"\nfuel_grams = false\n')
    counterpoint("check", source, *WEEK, "--athlete", who, "--publish", "out")
    overlay = (tmp_path / "out" / "overlay.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    fuel = [block for block in overlay.split("BEGIN:VEVENT") if "SUMMARY:Fuel" in block]
    assert fuel
    assert not any(re.search(r"\d g (protein|carb)", block) for block in fuel)


def test_the_body_stands_in_no_calendar_and_no_report(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    who = athlete(tmp_path, f'{BODY}fuel = "full"\n')
    outcome = counterpoint("check", source, *WEEK, "--athlete", who, "--publish", "out", "--all")
    calendars = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()]
    for figure in ("81.5", "17.5", "183.5", "1987", "2719", "Secret board"):
        assert not any(figure in text for text in (*calendars, outcome.out, outcome.err))
    assert not any("kcal" in text for text in calendars)


def test_the_report_tells_what_a_day_asks_for(
    counterpoint: Counterpoint, tmp_path: Path, source: str
) -> None:
    out = counterpoint("check", source, *WEEK, "--athlete", athlete(tmp_path, BODY)).out
    assert re.search(r"a day: [\d,]+–[\d,]+ kcal  147 g protein  \d+–\d+ g carbohydrate", out)
    assert (
        "a day: 1.6–2.2 g/kg protein"
        in counterpoint("check", source, *WEEK, "--athlete", athlete(tmp_path)).out
    )


@pytest.mark.parametrize(
    ("line", "range_"),
    [
        ("height_cm = 17", "100 and 250"),
        ("weight_kg = 8", "25 and 300"),
        ("body_fat_percent = 95", "2 and 70"),
        ("planned_intake_kcal = 20", "500 and 12000"),
        ("planned_protein_g = 5000", "10 and 600"),
        ("birth_year = 1066", "1900 and 2020"),
        ("thresholds = { activity_factor = 9 }", "1 and 2.5"),
        ("thresholds = { protein_aim_g_per_kg = 40 }", "0.5 and 4"),
    ],
)
def test_impossible_bodies_are_refused_with_the_sensible_range(
    counterpoint: Counterpoint, tmp_path: Path, source: str, line: str, range_: str
) -> None:
    outcome = counterpoint("check", source, *WEEK, "--athlete", athlete(tmp_path, f"{line}\n"))
    assert outcome.status == 2
    assert f"must lie between {range_}" in outcome.err
    assert len(outcome.err.splitlines()) == 1
