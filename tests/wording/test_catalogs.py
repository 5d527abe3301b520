"""The catalogs say everything that the program says, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from rules.wording import all_names
from sync_service.wording import Language, translations
from tools.catalogs import LOCALE, template, update

TRANSLATED = [language for language in Language if language is not Language.ENGLISH]
MESSAGES = {str(entry.id) for entry in template() if entry.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def path(language: Language) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "counterpoint.po"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: Language) -> None:
    assert MESSAGES - set(translations(language)) == set(), "run: make catalogs, and translate"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: Language) -> None:
    with path(language).open("rb") as file:
        catalog = read_po(file)
    kept = {str(entry.id) for entry in catalog if entry.id} | set(map(str, catalog.obsolete))
    assert kept - MESSAGES == set(), "run: make catalogs"
    assert not [entry.id for entry in catalog if entry.id and entry.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same(language: Language) -> None:
    for told, translated in translations(language).items():
        assert placeholders(told) == placeholders(translated), told


@pytest.mark.parametrize("language", TRANSLATED)
def test_names_have_three_forms(language: Language) -> None:
    for name in (*all_names(), "intervals"):
        assert translations(language)[name].count(" | ") == 2, name


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalog_is_as_the_tool_writes_it(language: Language, tmp_path: Path) -> None:
    copy = tmp_path / language / "LC_MESSAGES" / "counterpoint.po"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path(language).read_bytes())
    update(copy, template())
    assert copy.read_bytes() == path(language).read_bytes(), "run: make catalogs"


def test_who_reads_english_never_waits_for_babel() -> None:
    code = (
        "import sys; from zoneinfo import ZoneInfo; from sync_service.wording import Wording;"
        "import sync_service.app; Wording.of('en', ZoneInfo('UTC')).speech.say('carbs');"
        "sys.exit('babel' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 our own code


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        Language("xx")
