"""Settings files, the environment and secret files, right and wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from rules.athlete import Priority
from sync_service.calendar_settings import IcsFeedSource
from sync_service.errors import SettingsError
from sync_service.settings import load_athlete, load_settings
from sync_service.settings_layers import laid_by

WriteFile = Callable[[str], Path]


@pytest.fixture
def toml(tmp_path: Path) -> WriteFile:
    def write(content: str) -> Path:
        path = tmp_path / "sam.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def no_settings_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def trouble(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_athlete(path)
    return str(caught.value)


def test_an_athlete_of_a_file_of_their_own(toml: WriteFile) -> None:
    athlete = load_athlete(
        toml(
            """
            time_zone = "Europe/Berlin"
            priority = "running"
            usual_slot = { run = "6:15" }
            rules_off = ["monotony", "same-day-gap"]
            thresholds = { same_day_gap_ideal_h = 8 }
            """
        )
    ).athlete()
    assert athlete.time_zone.key == "Europe/Berlin"
    assert athlete.priority is Priority.RUNNING
    assert athlete.usual_slots.run == time(6, 15)
    assert athlete.usual_slots.lift == time(18, 0)
    assert athlete.rules_off == {"monotony", "same-day-gap"}
    assert athlete.thresholds.same_day_gap_ideal_h == 8
    assert athlete.thresholds.same_day_gap_min_h == 4


def test_the_athlete_of_the_design_is_understood(toml: WriteFile) -> None:
    settings = load_athlete(
        toml(
            """
            name = "Sam"
            time_zone = "Europe/Berlin"
            language = "en"
            priority = "muscle"
            sex = "female"
            birth_year = 1990
            height_cm = 170
            weight_kg = 62
            body_fat_percent = 22
            planned_intake_kcal = 2300
            one_rep_max_kg = { squat = 100, deadlift = 120 }
            diet = "omnivore"
            wake = "06:30"
            bed = "22:30"
            usual_slot = { run = "06:30", lift = "18:00" }
            windows = { mon = ["06:00-08:30", "17:00-20:30"], sat = ["07:00-18:00"] }
            annotate = "description"
            moves = "suggest"
            fuel = "key_sessions"
            rules_off = ["monotony"]
            thresholds = { same_day_gap_min_h = 4, same_day_gap_ideal_h = 6 }
            write_to = { kind = "google_calendar", calendar = "primary" }

            [[sources]]
            kind = "ics_feed"
            address = "https://example.org/a.ics"
            role = "training"

            [[sources]]
            kind = "google_calendar"
            calendar = "primary"
            role = "busy"
            """
        )
    )
    assert settings.name == "Sam"
    assert [source.kind for source in settings.sources] == ["ics_feed", "google_calendar"]
    assert settings.windows.mon == ("06:00-08:30", "17:00-20:30")
    assert "example.org" not in repr(settings)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('prority = "muscle"', 'unknown key "prority"; did you mean priority?'),
        (
            "thresholds = { same_day_gap_mim_h = 3 }",
            'unknown key "thresholds.same_day_gap_mim_h"; did you mean same_day_gap_min_h?',
        ),
        ('usual_slot = { rnu = "06:30" }', 'unknown key "usual_slot.rnu"; did you mean run?'),
        ("xyzzy = 1", 'unknown key "xyzzy".'),
        (
            'priority = "muscles"',
            '"priority" must be one of muscle, balanced, running.',
        ),
        (
            'time_zone = "Europe/Berln"',
            '"time_zone" must be a time zone such as "Europe/Berlin"; did you mean Europe/Berlin?',
        ),
        (
            'rules_off = ["same-day-gab"]',
            '"rules_off[0]" must be the id of a rule (counterpoint explain lists them); '
            "did you mean same-day-gap?",
        ),
        ("weight_kg = 6200", '"weight_kg" must lie between 25 and 300.'),
        ("height_cm = 1.70", '"height_cm" must lie between 100 and 250.'),
        ("body_fat_percent = 0", '"body_fat_percent" must lie between 2 and 70.'),
        ("wake = 630", '"wake" must be a time of day such as "06:30".'),
        ('bed = "25:00"', '"bed" must be a time of day such as "06:30".'),
        (
            'windows = { mon = ["20:00-18:00"] }',
            '"windows.mon[0]" must end later than it starts, as in "17:00-20:30".',
        ),
        (
            "thresholds = { same_day_gap_min_h = 7 }",
            "same_day_gap_min_h (7) must not exceed same_day_gap_ideal_h (6).",
        ),
        ('sources = [{ kind = "ics_feed" }]', '"sources[0].address" is missing.'),
        ("weight_kg = nan", '"weight_kg" must be a finite number.'),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    toml: WriteFile, content: str, sentence: str
) -> None:
    assert trouble(toml(content)) == f"sam.toml: {sentence}"


@pytest.mark.parametrize(
    "name", ["S\\u001bam", "S\\u0007am", "Sam\\nKim", "\\u202Emas", "S\\u2028am", "S\\u200Bam", " "]
)
def test_a_name_that_steers_a_terminal_is_refused(toml: WriteFile, name: str) -> None:
    told = trouble(toml(f'name = "{name}"'))
    assert told.startswith('sam.toml: "name" must ')
    assert told.isprintable()


def test_a_name_may_be_of_any_script_and_loses_what_is_round_it(toml: WriteFile) -> None:
    for name in ("Zoë Müller-Lüdenscheidt", "山田 太郎", "نِیم\u200cفاصله", "👩\u200d🚀"):
        assert load_athlete(toml(f'name = "  {name}\\t"')).name == name


def test_values_are_never_repeated(toml: WriteFile) -> None:
    said = trouble(
        toml('weight_kg = 812\nsources = [{ kind = "ics", address = "https://s3cret" }]')
    )
    assert "812" not in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    ("content", "part"),
    [("priority = muscle", "this is no valid TOML"), ('name = "a"\nname = "b"', "no valid TOML")],
)
def test_a_file_that_is_no_toml(toml: WriteFile, content: str, part: str) -> None:
    assert part in trouble(toml(content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    said = trouble(tmp_path / "none.toml")
    assert said == "none.toml: the settings cannot be read (No such file or directory)."


def test_without_any_settings_there_are_defaults() -> None:
    assert load_settings().athletes == ()


def test_counterpoint_toml_is_found_where_the_command_runs() -> None:
    Path("counterpoint.toml").write_text('[[athletes]]\nname = "Kim"\n', encoding="utf-8")
    assert [athlete.name for athlete in load_settings().athletes] == ["Kim"]


def test_a_settings_file_of_one_athlete_serves_as_an_athletes_file(toml: WriteFile) -> None:
    assert load_athlete(toml('[[athletes]]\nname = "Kim"')).name == "Kim"
    assert "2 athletes" in trouble(toml('[[athletes]]\nname="a"\n[[athletes]]\nname="b"'))


def test_the_environment_wins_over_the_file_and_secrets_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("counterpoint.toml").write_text(
        '[[athletes]]\nname = "Kim"\nweight_kg = 60\n'
        'sources = [{ kind = "ics_feed", address = "a" }]\n',
        encoding="utf-8",
    )
    (tmp_path / "secret").write_text("https://example.org/s.ics\n", encoding="utf-8")
    monkeypatch.setenv("COUNTERPOINT_ATHLETES__0__WEIGHT_KG", "61")
    monkeypatch.setenv("COUNTERPOINT_ATHLETES__0__RULES_OFF", '["monotony"]')
    monkeypatch.setenv("COUNTERPOINT_ATHLETES__1__NAME", "Alex")
    monkeypatch.setenv(
        "COUNTERPOINT_ATHLETES__0__SOURCES__0__ADDRESS_FILE", str(tmp_path / "secret")
    )
    kim, alex = load_settings().athletes
    assert (kim.name, kim.weight_kg, kim.rules_off) == ("Kim", 61, ("monotony",))
    [source] = kim.sources
    assert source.kind == "ics_feed"
    assert source.address.get_secret_value() == "https://example.org/s.ics"
    assert alex.name == "Alex"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("COUNTERPOINT_ATHLETS", "x", 'COUNTERPOINT_ATHLETS: unknown key "athlets"; did you mean'),
        (
            "COUNTERPOINT_ATHLETES__0__SOURCES__0",
            '{"kind": "ics_feed", "adress": "x"}',
            'COUNTERPOINT_ATHLETES__0__SOURCES__0: unknown key "athletes[0].sources[0].adress"',
        ),
        ("COUNTERPOINT_WEB__PORT", "all", 'COUNTERPOINT_WEB__PORT: "web.port" must be'),
        ("COUNTERPOINT_ATHLETES__3__NAME", "x", "there is no such place"),
        ("COUNTERPOINT_ATHLETES", "[1,", "begins like JSON, but is none"),
        ("COUNTERPOINT_ATHLETES__0__NAME_FILE", "/nowhere", "the file that it names cannot be"),
    ],
)
def test_a_wrong_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as told:
        load_settings()
    assert sentence in str(told.value)


def test_a_variable_is_named_beside_a_file_and_the_file_for_what_stands_there(
    toml: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPOINT_WEB__PROT", "1")
    with pytest.raises(SettingsError) as told:
        load_settings(toml("interval_mni = 3"))
    blamed = [line.partition(":")[0] for line in str(told.value).splitlines()]
    assert sorted(blamed) == ["COUNTERPOINT_WEB__PROT", "sam.toml"]


def test_the_database_stands_beside_the_settings_and_its_key_beside_it(toml: WriteFile) -> None:
    file = toml('database_url = "sqlite:///kept/a.db?timeout=1"')
    settings = load_settings(file)
    assert (
        settings.database_url.get_secret_value() == f"sqlite:///{file.parent}/kept/a.db?timeout=1"
    )
    assert settings.key_path == file.parent / "kept" / "counterpoint.key"


def test_without_settings_the_database_stands_where_the_command_runs(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path}/counterpoint.db"
    assert settings.key_path == tmp_path / "counterpoint.key"


def test_the_key_of_a_server_stands_beside_the_settings_or_where_it_is_said(
    toml: WriteFile, tmp_path: Path
) -> None:
    server = 'database_url = "postgresql://sam:s3cret@host/name"\n'
    settings = load_settings(toml(server))
    assert settings.key_path == tmp_path / "counterpoint.key"
    assert "s3cret" not in repr(settings)
    named = load_settings(toml(f'{server}key_path = "/run/key"'))
    assert named.key_path == Path("/run/key")


def test_the_key_is_named_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_KEY_PATH", "/run/secrets/counterpoint.key")
    assert load_settings().key_path == Path("/run/secrets/counterpoint.key")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('databse_url = "x"', 'unknown key "databse_url"; did you mean database_url?'),
        ('database_url = "mysql://s3cret"', '"database_url" must be an address such as'),
    ],
)
def test_a_wrong_database_is_said_in_a_sentence(
    toml: WriteFile, content: str, sentence: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(toml(content))
    assert sentence in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("plan.ics", "{there}/plan.ics"),
        (" feeds/plan.ics", "{there}/feeds/plan.ics"),
        ("/srv/plan.ics", "/srv/plan.ics"),
        ("~/plan.ics", "{home}/plan.ics"),
        ("~nobody-of-this-name/plan.ics", "{there}/~nobody-of-this-name/plan.ics"),
        ("-", "-"),
        ("file:///srv/plan.ics", "file:///srv/plan.ics"),
        ("webcal://example.org/plan.ics", "webcal://example.org/plan.ics"),
    ],
)
@pytest.mark.parametrize("head", ["", "[[athletes]]\n"])
def test_a_feed_in_a_file_is_meant_from_the_settings_file_on(
    tmp_path: Path, head: str, address: str, meant: str
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    source = f'sources = [{{ kind = "ics_feed", address = "{address}" }}]\n'
    (there / "sam.toml").write_text(head + source)
    (read,) = load_athlete(Path("there/sam.toml")).sources
    assert isinstance(read, IcsFeedSource)
    expected = meant.format(there=there, home=Path.home())
    assert read.address.get_secret_value() == expected


@pytest.mark.parametrize("named", ["", "-", "-/nowhere/at-all", "-there"])
def test_a_variable_that_names_no_file_sets_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL", "sqlite:///kept.db")
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL_FILE", named)
    settings = load_settings()
    assert settings.database_url.get_secret_value().endswith("kept.db")
    assert [each.is_file for each in laid_by(os.environ) if "database_url" in each.keys] == [False]


@pytest.mark.parametrize("named", ["there", "-there"])
def test_a_file_that_may_be_missing_counts_where_it_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL_FILE", named)
    (tmp_path / "there").write_text("sqlite:///of-the-file.db", encoding="utf-8")
    assert load_settings().database_url.get_secret_value().endswith("of-the-file.db")
    (tmp_path / "there").unlink()
    (tmp_path / "there").symlink_to("nowhere")  # it is there, and cannot be read
    with pytest.raises(SettingsError, match="the file that it names cannot be read"):
        load_settings()
