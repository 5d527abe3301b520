"""The fence in a description: the athlete's own text stays what it was."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.finding import Finding, Severity
from sync_service.annotation import annotated, finding_lines, without_annotation

fences = st.sampled_from(
    ["── Counterpoint ──\n", "\n── /Counterpoint abc123 ──", "\n── /Counterpoint ──", "\n\n"]
)
own_texts = st.lists(st.text(max_size=40) | fences, max_size=8).map("".join)
lines = st.lists(st.text(st.characters(exclude_characters="\n─"), max_size=40), max_size=6)


def finding(severity: Severity, number: int) -> Finding:
    return Finding(
        "rule", severity, ("id",), (date(2026, 1, 5),), f"Message {number}.", f"Remedy {number}."
    )


@given(own_texts, lines)
def test_the_own_text_comes_back_byte_for_byte(text: str, said: list[str]) -> None:
    assert without_annotation(annotated(text, said)) == text


@given(own_texts, lines, lines)
def test_a_new_annotation_replaces_the_old_one(text: str, old: list[str], new: list[str]) -> None:
    assert annotated(annotated(text, old), new) == annotated(text, new)


def test_the_annotation_stands_below_the_own_text() -> None:
    assert annotated("8 km easy", ["! Too soon.", "→ Wait."]) == (
        "8 km easy\n\n── Counterpoint ──\n! Too soon.\n→ Wait.\n── /Counterpoint 94e383 ──"
    )
    assert annotated("8 km easy", []) == "8 km easy"


def test_the_worst_comes_first_and_eight_lines_are_enough() -> None:
    few = [finding(Severity.ADVICE, 1), finding(Severity.VIOLATION, 2)]
    assert finding_lines(few) == ("✗ Message 2.", "→ Remedy 2.", "· Message 1.", "→ Remedy 1.")
    many = [finding(Severity.CAUTION, number) for number in range(9)]
    assert len(annotated("", finding_lines(many)).splitlines()) <= 8
    assert "7 more" in finding_lines(many)[-1]


def test_what_the_athlete_changes_in_our_annotation_is_theirs() -> None:
    ours = annotated("8 km easy", ["! Too soon."])
    edited = ours.replace("Too soon", "I know")
    assert without_annotation(edited) == edited


def test_a_fence_of_the_athlete_is_their_text() -> None:
    text = "mine\n── Counterpoint ──\nmine too\n── /Counterpoint ──\nand this"
    again = annotated(annotated(text, ["one"]), ["two"])
    assert without_annotation(again) == text
