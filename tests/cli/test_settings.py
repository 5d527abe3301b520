"""`counterpoint settings`: what holds, where it comes from, and nothing that is secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Counterpoint, Outcome
from tests.cli.writing import is_one_sentence

FILE = """
interval_min = 30
web = { public_url = "https://training.example/" }

[[athletes]]
name = "Sam"
weight_kg = 62.5
one_rep_max_kg = { squat = 137.5 }
sources = [{ kind = "ics_feed", address = "https://example.org/planted-feed.ics" }]
thresholds = { same_day_gap_min_h = 5 }
"""


def told(outcome: Outcome) -> dict[str, tuple[Any, str]]:
    assert outcome.status == 0, outcome.err
    return {each["key"]: (each["value"], each["origin"]) for each in outcome.document}


def test_each_value_is_told_with_where_it_comes_from(
    counterpoint: Counterpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "counterpoint.toml").write_text(FILE)
    (tmp_path / "urls").write_text("mailto://planted-user@example.org\nntfy://planted-topic\n")
    monkeypatch.setenv("COUNTERPOINT_INTERVAL_MIN", "45")
    monkeypatch.setenv("COUNTERPOINT_LOG", '{"level": "debug"}')
    monkeypatch.setenv("COUNTERPOINT_NOTIFY__URLS_FILE", str(tmp_path / "urls"))
    monkeypatch.setenv("COUNTERPOINT_ATHLETES__0__PLANNED_INTAKE_KCAL", "2345")
    found = told(counterpoint("settings", "--format", "json"))
    masked = "********"
    expected = {
        "interval_min": (45, "COUNTERPOINT_INTERVAL_MIN"),
        "workers": (4, "default"),
        "web.public_url": ("https://training.example", "counterpoint.toml:web.public_url"),
        "web.port": (8787, "default"),
        "log.level": ("debug", "COUNTERPOINT_LOG"),
        "notify.urls[0]": (masked, "secret file of COUNTERPOINT_NOTIFY__URLS_FILE"),
        "notify.urls[1]": (masked, "secret file of COUNTERPOINT_NOTIFY__URLS_FILE"),
        "notify.on": (["reauthorization", "held"], "default"),
        "database_url": (f"sqlite:///{tmp_path}/counterpoint.db", "default"),
        "athletes[0].name": ("Sam", "counterpoint.toml:athletes[0].name"),
        "athletes[0].weight_kg": (masked, "counterpoint.toml:athletes[0].weight_kg"),
        "athletes[0].planned_intake_kcal": (
            masked,
            "COUNTERPOINT_ATHLETES__0__PLANNED_INTAKE_KCAL",
        ),
        "athletes[0].sources[0].address": (
            masked,
            "counterpoint.toml:athletes[0].sources[0].address",
        ),
        "athletes[0].thresholds.same_day_gap_min_h": (
            5,
            "counterpoint.toml:athletes[0].thresholds.same_day_gap_min_h",
        ),
        "athletes[0].thresholds.same_day_gap_ideal_h": (6, "default"),
        "athletes[0].height_cm": (None, "default"),
    }
    assert {key: found[key] for key in expected} == expected


def test_nothing_secret_is_shown(
    counterpoint: Counterpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "counterpoint.toml").write_text(FILE)
    secrets = ("planted-feed", "62.5", "137.5", "planted-pass", "planted-option", "planted-client")
    monkeypatch.setenv(
        "COUNTERPOINT_DATABASE_URL",
        "postgresql://sam:planted-pass@db.example:5433/kept?password=planted-option",
    )
    monkeypatch.setenv("COUNTERPOINT_GOOGLE__CLIENT_SECRET", "planted-client")
    for form in ("text", "json"):
        shown = counterpoint("settings", "--format", form)
        assert shown.status == 0
        assert not [each for each in secrets if each in shown.out + shown.err]
        assert "postgresql://sam:********@db.example:5433/kept" in shown.out


def test_a_person_reads_a_line_for_each_key(counterpoint: Counterpoint, tmp_path: Path) -> None:
    (tmp_path / "counterpoint.toml").write_text(FILE)
    lines = counterpoint("settings").out.splitlines()
    assert "interval_min = 30   # counterpoint.toml:interval_min" in lines
    assert 'web.host = "127.0.0.1"   # default' in lines
    assert (
        "athletes[0].weight_kg = " + '"********"   # counterpoint.toml:athletes[0].weight_kg'
        in (lines)
    )


def test_without_a_file_the_defaults_hold(counterpoint: Counterpoint) -> None:
    found = told(counterpoint("settings", "--format", "json"))
    assert {origin for _, origin in found.values()} == {"default"}
    assert found["athletes"] == ([], "default")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("intervall_min = 5", 'unknown key "intervall_min"; did you mean interval_min?'),
        ("[web]\nprot = 1", 'unknown key "web.prot"; did you mean port?'),
        ("[log]\nformt = 1", 'unknown key "log.formt"; did you mean format?'),
        ("interval_min = true", '"interval_min" must not be true or false.'),
        ("interval_min = 0", '"interval_min" must lie between 1 and 1440.'),
        ("workers = 65", '"workers" must lie between 1 and 64.'),
        ("workers = 2.5", '"workers" must be a whole number.'),
        ("jitter_percent = 51", '"jitter_percent" must lie between 0 and 50.'),
        ("[web]\nport = 65536", '"web.port" must lie between 0 and 65535.'),
        ('[web]\nhost = "http://x"', '"web.host" must be an address to listen on'),
        ('[web]\npublic_url = "training.example"', '"web.public_url" must be an address such as'),
        ('[web]\npublic_url = "https://a:b@c"', '"web.public_url" must be an address such as'),
        ('[log]\nformat = "xml"', '"log.format" must be one of auto, json, console.'),
        ('[notify]\non = ["held", "all"]', '"notify.on[1]" must be one of reauthorization, held,'),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    counterpoint: Counterpoint, tmp_path: Path, content: str, sentence: str
) -> None:
    (tmp_path / "counterpoint.toml").write_text(content)
    refused = counterpoint("settings")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert f"counterpoint.toml: {sentence}" in refused.err


@pytest.mark.parametrize(
    "content",
    [
        "interval_min = 1\nworkers = 64\njitter_percent = 0\n[web]\nport = 0",
        "interval_min = 1440\nworkers = 1\njitter_percent = 50\n[web]\nport = 65535",
        '[web]\nhost = "::1"\npublic_url = "http://192.168.1.5:8787"',
    ],
)
def test_what_lies_at_the_edge_is_taken(
    counterpoint: Counterpoint, tmp_path: Path, content: str
) -> None:
    (tmp_path / "counterpoint.toml").write_text(content)
    assert counterpoint("settings").status == 0
