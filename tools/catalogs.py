"""Bring the catalogs of all languages up to what the program says: `make catalogs`.

Messages come from the sources of the wording, and from the tables of the rules: names of workouts,
headlines and foods. What is new stands in the catalog without a translation until somebody writes
it, what is no longer said goes; a test fails on both.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from rules.evidence import EXPLANATIONS
from rules.fueling import all_foods
from rules.wording import all_names

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "sync_service" / "locale"
_KEYWORDS = {"say": None, "message": None}
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_NAME = "A name in three forms: alone | behind before, after, between | behind move"


def template() -> Catalog:
    """Every message that the program says."""
    catalog = Catalog()
    sources = str(ROOT / "sync_service" / "wording")
    for _, _, told, _, _ in extract_from_dir(sources, [("**.py", "python")], keywords=_KEYWORDS):
        catalog.add(told)
    for name in (*all_names(), "intervals"):
        catalog.add(name, auto_comments=[_NAME])
    for explanation in EXPLANATIONS:
        catalog.add(explanation.headline)
    for food in all_foods():
        for words in filter(None, (food.one, food.many)):
            catalog.add(words)
    return catalog


def update(path: Path, wanted: Catalog) -> None:
    """Rewrite one catalog: in the order of the messages, translations kept."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.parts[-3])
    fresh = Catalog(locale=path.parts[-3])
    for entry in sorted((each for each in wanted if each.id), key=lambda each: str(each.id)):
        old = known.get(entry.id)
        fresh.add(entry.id, old.string if old else "", auto_comments=entry.auto_comments)
    with path.open("wb") as file:
        file.write(_HEADER.format(language=path.parts[-3]).encode())
        write_po(file, fresh, width=0, omit_header=True)


def main() -> None:
    """Update every catalog."""
    wanted = template()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/counterpoint.po")):
        update(path, wanted)


if __name__ == "__main__":
    main()
