"""The fence in a description: the athlete's own text stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_service.annotation import (
    AnnotationState,
    Fence,
    annotated,
    annotation_in,
    without_annotation,
    without_any_fence,
)
from tests.hanging import ends
from tests.sync_service.google_html import as_google_html, in_paragraphs, in_span

fences = st.sampled_from(
    [
        "── Counterpoint ──\n",
        "\n── /Counterpoint abc123 ──",
        "\n── /Counterpoint ──",
        "\n\n",
        "\r\n",
        "\x00",
        "  ",
        "<br>",
        "<a href=",
        "&nbsp;",
        "&am",
        "https://example.org",
    ]
)
own_texts = st.lists(st.text(max_size=40) | fences, max_size=8).map("".join)
lines = st.lists(st.text(max_size=40), max_size=6)
SAID = ("! Only 2 h between the lift and the tempo run; 6 h would be better.", "→ Swap <& > them.")


@given(own_texts, lines)
def test_the_own_text_comes_back_byte_for_byte(text: str, said: list[str]) -> None:
    assert without_annotation(annotated(text, said)) == text


@given(own_texts, lines)
def test_so_it_does_from_googles_editor(text: str, said: list[str]) -> None:
    assert without_annotation(as_google_html(annotated(text, said))) == as_google_html(text)


@given(own_texts)
def test_so_it_does_from_within_an_element(text: str) -> None:
    assert without_annotation(in_span(annotated(text, SAID))) == in_span(text)


@given(own_texts, lines, lines)
def test_a_new_annotation_replaces_the_old_one(text: str, old: list[str], new: list[str]) -> None:
    assert annotated(annotated(text, old), new) == annotated(text, new)
    in_html = as_google_html(annotated(text, old))
    assert annotated(in_html, new) == annotated(as_google_html(text), new)


@given(own_texts)
def test_our_lines_are_read_back(text: str) -> None:
    ours = AnnotationState(Fence.OURS, SAID)
    assert annotation_in(annotated(text, SAID)) == ours
    assert annotation_in(as_google_html(annotated(text, SAID))) == ours


def test_paragraphs_come_back_as_paragraphs() -> None:
    assert annotation_in(in_paragraphs(annotated("8 km easy", SAID))).lines == SAID
    left = without_annotation(in_paragraphs(annotated("8 km easy", SAID)))
    assert left.startswith("<p>8 km easy</p>")
    assert "Counterpoint" not in left
    assert left.count("<p>") == left.count("</p>")


def test_text_written_behind_it_stays() -> None:
    in_html = as_google_html(annotated("8 km", SAID)) + "<br><b>and mine</b>"
    assert without_annotation(in_html) == "8 km<br><b>and mine</b>"
    assert without_annotation(f"{annotated('8 km', SAID)}\r\nmine") == "8 km\r\nmine"


def test_an_annotation_with_other_line_ends_is_ours() -> None:
    with_crlf = annotated("8 km", SAID).replace("\n", "\r\n")
    assert without_annotation(with_crlf) == "8 km"


def test_the_annotation_stands_below_the_own_text() -> None:
    assert annotated("8 km easy", ["! Too soon.", "→ Wait."]) == (
        "8 km easy\n\n── Counterpoint ──\n! Too soon.\n→ Wait.\n── /Counterpoint 94e383 ──"
    )
    assert annotated("8 km easy", []) == "8 km easy"


@pytest.mark.parametrize("in_form", [str, as_google_html, in_span])
def test_what_the_athlete_changes_in_our_annotation_is_theirs(in_form: type[str]) -> None:
    edited = in_form(annotated("8 km easy", ["! Too soon."]).replace("Too soon", "I know"))
    assert without_annotation(edited) == edited
    assert annotation_in(edited) == AnnotationState(Fence.CHANGED)


def test_half_an_annotation_is_a_changed_one_and_none_is_absent() -> None:
    half = annotated("8 km easy", ["! Too soon."]).rpartition("\n")[0]
    assert annotation_in(half).standing is Fence.CHANGED
    assert annotation_in("8 km easy").standing is Fence.ABSENT
    assert annotation_in("── with Counterpoint ──").standing is Fence.ABSENT


def test_a_fence_of_the_athlete_is_their_text() -> None:
    text = "mine\n── Counterpoint ──\nmine too\n── /Counterpoint ──\nand this"
    again = annotated(annotated(text, ["one"]), ["two"])
    assert without_annotation(again) == text


def test_a_hostile_description_takes_no_time() -> None:
    opening = "── Counterpoint ──\n"
    block = annotated("", SAID)
    for text in (
        opening + " " * 300_000,
        opening * 20_000,
        opening + "\n" * 300_000,
        "<br" * 100_000 + opening,
        "&" * 300_000 + opening,
    ):
        with ends():
            assert without_annotation(text) == text
    with ends():
        assert without_annotation(as_google_html("\n\n".join([block] * 3_000))) == ""


def test_text_typed_below_a_note_that_stood_alone_is_all_there_is() -> None:
    for breaks in ("\n", "\n\n", "\r\n"):
        assert without_annotation(f"{annotated('', SAID)}{breaks}mine") == "mine"
    assert without_annotation(as_google_html(annotated("", SAID)) + "<br><br>mine") == "mine"
    assert without_annotation(f"{annotated('8 km', SAID)}\n\nmine") == "8 km\n\nmine"


def test_text_typed_just_above_a_note_is_all_there_is() -> None:
    assert without_annotation(f"mine\n{annotated('', SAID)}") == "mine"


@given(own_texts, lines)
def test_a_note_that_nobody_touched_is_taken_as_a_whole(text: str, said: list[str]) -> None:
    own = text.replace("Counterpoint", "")
    assert without_any_fence(annotated(own, said)) == own


@pytest.mark.parametrize("in_form", [str, as_google_html, in_span])
def test_an_edited_note_goes_with_its_fences_and_what_stands_outside_stays(
    in_form: type[str],
) -> None:
    edited = annotated("8 km easy", SAID).replace("Only 2 h", "What do I know\n\nof hours")
    assert without_any_fence(in_form(f"{edited}\nmine")) == in_form("8 km easy\nmine")


def test_of_half_a_note_the_fence_goes_and_the_lines_that_look_like_ours() -> None:
    opening, *said, closing = annotated("", SAID).split("\n")
    without_end = "\n".join(("8 km", "", opening, *said, "mine"))
    assert without_any_fence(without_end) == "8 km\nmine"
    without_start = "\n".join(("8 km", *said, closing, "mine"))
    assert without_any_fence(without_start) == "8 km\nmine"
    for alone in (opening, closing):
        assert without_any_fence(f"8 km\n\n{alone}\nmine") == "8 km\nmine"


def test_many_halves_of_notes_go_all_at_once() -> None:
    opening, *said, closing = annotated("", SAID).split("\n")
    for text in ("\n".join([said[0]] * 2_000 + [closing]), "\n".join([opening] * 2_000)):
        assert without_any_fence(text) == ""
    assert without_any_fence("\n".join([said[1], "x"] * 2_000 + [closing])).endswith("x")
