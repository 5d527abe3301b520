"""Every rule in English and German, as it stands in a calendar: short and kind.

The tables `sentences.en.txt` and `sentences.de.txt` hold what is said; who changes a sentence
changes them too (`python -m tests.wording.test_sentences` writes them anew).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rules.checks import registered
from rules.evidence import EXPLANATIONS
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.wording import all_names
from sync_service.annotation import annotated
from sync_service.wording import LONGEST_LINE, LONGEST_TITLE, Language, Wording
from tests.checks.builders import BERLIN, MONDAY
from tests.wording.cases import CASES, Case

HERE = Path(__file__).parent
LANGUAGES = tuple(Language)
GUILT = re.compile(
    r"\b(you must|must|should|fail\w*|bad|wrong|musst|falsch|schlecht)\b|!",
    re.IGNORECASE,
)


def wording(language: str, case: Case) -> Wording:
    return Wording.of(language, BERLIN).knowing(case.workouts)


def table(language: Language) -> str:
    told_before: set[str] = set()
    lines = []
    for case in CASES:
        says = wording(language, case)
        for finding in case.findings:
            told = says.said(finding)
            text = f"{finding.rule}: {told.message}\n    → {told.remedy}"
            if text not in told_before:
                told_before.add(text)
                lines.append(text)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_as_in_the_table(language: Language) -> None:
    assert table(language) == (HERE / f"sentences.{language}.txt").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_tables() -> None:
    assert {finding.rule for case in CASES for finding in case.findings} == set(registered())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_told_in_our_words_and_not_in_those_of_the_report(
    language: Language,
) -> None:
    for case in CASES:
        for finding in case.findings:
            assert wording(language, case).said(finding).message != finding.message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(set(RuleId) - set(registered())))
def test_rules_that_the_fuel_plan_keeps_have_sentences_too(rule: str, language: Language) -> None:
    finding = Finding(rule, Severity.ADVICE, (), (MONDAY,), "Plain.", "Plain too.")
    told = Wording.of(language, BERLIN).said(finding)
    assert "Plain." not in (told.message, told.remedy)
    assert ("Montag" if language is Language.GERMAN else "Monday") in told.message


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_few_short_and_kind(language: Language) -> None:
    for case in CASES:
        lines = wording(language, case).annotation_lines(case.findings)
        assert len(annotated("", lines).splitlines()) <= 8
        assert all(len(line) <= LONGEST_LINE for line in lines)
        assert not any(line.endswith("…") for line in lines)
        assert not any(GUILT.search(line[2:]) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headlines_fit_whole_beside_the_longest_name(language: Language) -> None:
    speech = Wording.of(language, BERLIN).speech
    longest = max(len(speech.noun(name).alone) for name in all_names() if "core" not in name)
    of_pairs = {finding.rule for case in CASES for finding in case.findings if finding.workouts}
    for explanation in EXPLANATIONS:
        if explanation.rule in of_pairs:
            about = len("Woche 53") if _about_week(explanation.rule) else longest
            told = speech.translated(explanation.headline)
            runs = "Harter Erholungslauf" if "after heavy leg" in explanation.headline else None
            about = len(runs) if runs else about
            assert len(f"✗ : {told} (+1)") + about <= LONGEST_TITLE, told


def _about_week(rule: str) -> bool:
    found = [f for case in CASES for f in case.findings if f.rule == rule]
    return any(finding.about_week for finding in found)


SIDES = (
    (RuleId.LIFTING_FREQUENCY, "lifts", "lifts_per_week_min", ("few lifts", "many lifts")),
    (
        RuleId.QUALITY_RUNS,
        "quality_runs",
        "quality_runs_per_week_min",
        ("few quality runs", "many quality runs"),
    ),
    (
        RuleId.INTENSITY_BALANCE,
        "hard_share_percent",
        "hard_share_min_percent",
        ("little hard running", "much hard running"),
    ),
    (RuleId.LIFTING_LOAD, "percent_1rm", "load_min_percent_1rm", ("light", "heavy")),
    (RuleId.LIFTING_REST, "rest_s", "set_rest_min_s", ("little rest", "much rest")),
)


@pytest.mark.parametrize(("rule", "found", "least", "sides"), SIDES)
def test_a_title_says_whether_it_is_too_little_or_too_much(
    rule: RuleId, found: str, least: str, sides: tuple[str, str]
) -> None:
    tempo = next(case for case in CASES if case.name == "close").workouts[1]
    for value, side in zip((1, 2), sides, strict=True):
        measures = (Measure(found, value), Measure(least, 2))
        finding = Finding(rule, Severity.CAUTION, (tempo.id,), (MONDAY,), "", "", measures)
        for language in LANGUAGES:
            title = Wording.of(language, BERLIN).companion_title(tempo, [finding])
            assert len(title) < LONGEST_TITLE
            if language is Language.ENGLISH:
                assert title == f"! Tempo run: too {side}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_short(language: Language) -> None:
    for case in CASES:
        for finding in case.findings:
            for workout in case.workouts:
                title = wording(language, case).companion_title(workout, [finding] * 12)
                assert len(title) <= LONGEST_TITLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_body_and_what_is_planned_to_be_eaten_are_never_told(language: Language) -> None:
    [food] = [case for case in CASES if case.name == "food"]
    text = "\n".join(wording(language, food).annotation_lines(food.findings))
    assert not re.search(r"81|1500|kcal|\b90\b|\b17\b|kg", text)


def test_a_rule_of_another_package_keeps_its_own_words() -> None:
    theirs = Finding(
        "late-runs", Severity.CAUTION, ("x",), (MONDAY,), "Late {run}\n── again.", "Run " * 60
    )
    for language in LANGUAGES:
        says = Wording.of(language, BERLIN)
        first, second = says.annotation_lines([theirs])
        assert first == "! Late {run} ── again."
        assert len(second) <= LONGEST_LINE
        assert says.companion_title(CASES[0].workouts[1], [theirs]).startswith("! Tempo")


def test_a_finding_whose_workouts_are_not_known_keeps_its_own_words() -> None:
    finding = CASES[0].findings[0]
    assert Wording.of("de", BERLIN).said(finding).message == finding.message
    bare = replace(finding, numbers=())
    assert wording("de", CASES[0]).said(bare).message == finding.message


def test_the_worst_comes_first_and_eight_lines_are_enough() -> None:
    def plain(severity: Severity, number: int) -> Finding:
        return Finding("x", severity, (), (MONDAY,), f"Message {number}.", f"Remedy {number}.")

    says = Wording.of("en", BERLIN)
    few = [plain(Severity.ADVICE, 1), plain(Severity.VIOLATION, 2)]
    told = ("✗ Message 2.", "→ Remedy 2.", "· Message 1.", "→ Remedy 1.")
    assert says.annotation_lines(few) == told
    many = says.annotation_lines([plain(Severity.CAUTION, number) for number in range(9)])
    assert len(annotated("", many).splitlines()) <= 8
    assert many[-1] == "· and 7 more"
    assert says.annotation_lines([]) == ()


if __name__ == "__main__":
    for each in LANGUAGES:
        (HERE / f"sentences.{each}.txt").write_text(table(each), encoding="utf-8")
