"""Every row of docs/failures.md leads to tests that exist, and every test of a row stands there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "failures.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/\S+?)::(test_\w+)`")


def test_every_row_has_tests_and_each_of_them_exists() -> None:
    rows = {int(number): tests for number, _, _, tests in ROW.findall(PAGE)}
    assert list(rows) == list(range(1, 27))
    for number, tests in rows.items():
        found = TEST.findall(tests)
        assert found, f"row {number}"
        for file, name in found:
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), name


def test_every_test_of_a_row_stands_in_the_table() -> None:
    told = set(TEST.findall(PAGE))
    for path in sorted((ROOT / "tests" / "failures").glob("test_*.py")):
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert (str(path.relative_to(ROOT)), name) in told, name


def test_what_is_expected_to_fail_is_told_as_a_gap() -> None:
    for number, _, here, tests in ROW.findall(PAGE):
        files = {ROOT / file for file, _ in TEST.findall(tests) if "/failures/" in file}
        gaps = [name for file in files for name in _expected_to_fail(file)]
        told = any(f"::{name}`" in tests for name in gaps)
        assert told is ("known gap" in here), f"row {number}"


def _expected_to_fail(path: Path) -> list[str]:
    blocks = re.split(r"\n\n\n", path.read_text(encoding="utf-8"))
    marked = [block for block in blocks if "xfail" in block or "NOT_YET)" in block]
    return [
        name for block in marked for name in re.findall(r"^def (test_\w+)", block, re.MULTILINE)
    ]
