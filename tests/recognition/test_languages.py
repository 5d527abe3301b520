"""Titles in seven languages, and an eighth that is added by a file alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rules.recognition import recognize
from rules.recognition.lexicon import FOLDER, load_lexicon
from rules.recognition.senses import Sense
from tests.recognition.brief import brief

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
LANGUAGES = sorted(path.stem for path in (HERE / "titles").glob("*.txt"))
ESPERANTO = """
language = "Esperanto"
plurals = ["j"]
capitals_are_names = true

[run]
likely = ["kuri"]
[run.long]
certain = ["longa kurado"]
[no_workout]
always = ["kunveno"]
[units.distance_m]
km = ["kilometroj"]
[exercises]
"squat" = ["kaŭro"]
"""


def labeled(language: str) -> list[tuple[str, str]]:
    """The rows of `titles/<language>.txt`: "title => sessions", nothing where it is no workout."""
    text = (HERE / "titles" / f"{language}.txt").read_text(encoding="utf-8")
    rows = [line.partition("=>") for line in text.splitlines() if "=>" in line]
    return [(title.strip(), wanted.strip()) for title, _, wanted in rows]


def test_every_language_has_titles_and_a_lexicon() -> None:
    lexicons = {path.name.removesuffix(".toml") for path in FOLDER.iterdir()}
    assert len(LANGUAGES) == 7
    assert set(LANGUAGES) <= lexicons


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_told_as_their_athletes_mean_them(language: str) -> None:
    rows = labeled(language)
    assert len(rows) >= 120
    assert sum(not wanted for _, wanted in rows) >= 30
    told = [(title, " + ".join(map(brief, recognize(title)))) for title, _ in rows]
    assert told == rows


def test_a_language_is_added_by_a_file_and_no_code(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    added = tmp_path / "rules" / "recognition" / "lexicons" / "esperanto.toml"
    added.write_text(ESPERANTO, encoding="utf-8")
    titles = ["Kuri 5 kilometroj", "Longa kurado", "Kaŭroj 5x5", "Kunveno: kuri", "Kuri Parko"]
    program = (
        "import sys; from rules.recognition import recognize\n"
        "for t in sys.argv[1:]: print(*[(s.sport.value, s.run_type) for s in recognize(t)])"
    )
    done = subprocess.run(  # noqa: S603 our own copy of our own code
        [sys.executable, "-c", program, *titles],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "('run', None)",
        "('run', <RunType.LONG: 'long'>)",
        "('lift', None)",
        "",
        "('run', None)",
    ]
    assert recognize("Longa kurado") == ()


def test_the_files_of_a_folder_are_the_languages(tmp_path: Path) -> None:
    (tmp_path / "esperanto.toml").write_text(ESPERANTO, encoding="utf-8")
    lexicon = load_lexicon(tmp_path)
    assert lexicon.means("kuri", Sense.RUN)
    assert lexicon.means("kurij", Sense.RUN)
    assert not lexicon.means("rodaje", Sense.RUN)


def test_a_table_that_is_not_known_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "elvish.toml").write_text(
        'language = "Elvish"\n[flying]\ncertain = ["x"]\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"elvish\.toml: table \[flying\]"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Gym with Max", ["lift"]),
        ("Correr Retiro", ["run"]),
        ("Run Payroll", []),
        ("Course à pied 8 km", ["run"]),
        ("Course", []),
        ("Marche 1h", ["walk"]),
        ("Marché", []),
        ("Marathon de La Rochelle", ["run:race"]),
        ("10K Vallecas", ["run"]),
        ("Half Term", []),
        ("Recuperación activa: 30 min de caminata", ["walk"]),
        ("Palestra con Anna", ["lift"]),
        ("Palestra sobre liderança", []),
        ("Rust training", []),
        ("DL 10 km locker", ["run:easy"]),
        ("DL 5x3 @ 85%", ["lift:lower:heavy"]),
    ],
)
def test_words_that_differ_between_languages_are_told_apart(title: str, wanted: list[str]) -> None:
    assert [brief(session) for session in recognize(title)] == wanted
