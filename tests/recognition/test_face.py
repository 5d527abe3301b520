"""The public face: tags, a platform's sport word, the event's length, reasons, unclean text."""

from __future__ import annotations

import pytest

from rules.recognition import Tag, recognize, tags
from rules.workout import Focus, RunType, Session, Sport


def only(title: str, description: str = "", **known: object) -> Session:
    (session,) = recognize(title, description, **known)  # type: ignore[arg-type]
    return session


def test_a_tag_wins_over_the_text() -> None:
    assert only("Tempo 8k #easy").run_type is RunType.EASY
    assert only("Easy run #hard").hard is True
    assert only("Easy run", "the long one #long").run_type is RunType.LONG
    assert only("10k with friends run #race").run_type is RunType.RACE
    assert only("Gym #lower #heavy").focus is Focus.LOWER
    assert only("Gym #lower #heavy").heavy is True
    assert only("Heavy squats #easy").heavy is False
    assert recognize("Long run #ignore") == ()


def test_a_tag_makes_a_workout_of_what_is_not_understood() -> None:
    assert recognize("Zumbini mit Xaver") == ()
    assert only("Zumbini mit Xaver #hard").sport is Sport.OTHER
    assert only("Zumbini mit Xaver #hard").hard is True
    assert only("Xaver #heavy").sport is Sport.LIFT
    assert only("Xaver #race").sport is Sport.RUN


def test_the_tag_fixed_is_told_apart_and_changes_no_session() -> None:
    assert tags("Run club #fixed", "see you #RACE") == {Tag.FIXED, Tag.RACE}
    assert recognize("Run club #fixed")[0].run_type is None
    assert recognize("Team offsite #fixed") == ()
    assert tags("#fixedgear is no tag") == frozenset()


@pytest.mark.parametrize(
    ("hint", "sport"),
    [
        ("Run", Sport.RUN),
        ("Strength", Sport.LIFT),
        ("LEGS_AND_CORE", Sport.LIFT),
        ("Bike", Sport.RIDE),
        ("Ride", Sport.RIDE),
        ("Swim", Sport.SWIM),
        ("Day Off", Sport.REST),
        ("TEMPO", Sport.RUN),
    ],
)
def test_the_platforms_sport_word_wins_over_the_text(hint: str, sport: Sport) -> None:
    assert only("Gibbs +2", sport_hint=hint).sport is sport


def test_the_platforms_word_tells_more_than_the_sport() -> None:
    assert only("Loading Up", sport_hint="LEGS_AND_CORE").focus is Focus.LOWER
    assert only("Rolling 400s", sport_hint="TEMPO").run_type is not RunType.EASY


def test_a_vague_platform_word_leaves_the_sport_to_the_text() -> None:
    assert only("Hartmut", sport_hint="Custom").sport is Sport.OTHER
    assert only("Easy run", sport_hint="Other").sport is Sport.RUN
    assert only("Valencia", sport_hint="Race").sport is Sport.OTHER


def test_an_unknown_platform_word_says_nothing() -> None:
    assert recognize("Boise", sport_hint="Annotation") == ()


def test_the_events_length_makes_an_easy_run_long_but_is_not_copied() -> None:
    assert only("Run", duration_min=45).run_type is None
    long = only("Run", duration_min=120)
    assert long.run_type is RunType.LONG
    assert long.duration_min is None


@pytest.mark.parametrize(
    ("title", "hard"),
    [
        ("Tempo run", True),
        ("Intervals 6x800", True),
        ("Hill repeats", True),
        ("parkrun", True),
        ("Easy run", False),
        ("Long run", False),
        ("Steady 10k", False),
        ("Run", None),
        ("Hard run 8k", True),
        ("Heavy squats", True),
        ("Bodyweight strength", False),
        ("Gym", None),
        ("Yoga", False),
        ("Walk 5k", False),
        ("Rest day", False),
        ("Bike ride", None),
        ("Hard bike ride", True),
    ],
)
def test_hard_follows_the_kind_of_session_or_the_word(title: str, hard: bool | None) -> None:
    assert only(title).hard is hard


def test_because_names_the_words_relied_on() -> None:
    assert "Leg day" in only("Leg day w/ Tom").because
    assert "Tempo run" in only("Tempo run 6k").because
    assert only("Gibbs", sport_hint="Ride").because == ("platform: ride",)
    assert "#heavy" in only("Gym #heavy").because


def test_certain_words_give_more_confidence_than_ordinary_ones() -> None:
    assert only("Leg day").confidence > only("Legs").confidence
    assert 0 < only("Push").confidence < 1


def test_markup_and_control_characters_are_stripped() -> None:
    session = only("<b>Squat</b>&nbsp;5x5\x00\u200b", "<p>@ 80%</p><script>x</script>")
    assert session.sport is Sport.LIFT
    assert session.sets[0].sets == 5
    assert only("Easy\u00a0run").run_type is RunType.EASY
    assert only("E\u0301asy run").sport is Sport.RUN


def test_words_inside_markup_are_not_read() -> None:
    assert recognize('<a href="https://run.example/easy-run">Quartz</a>') == ()


def test_full_width_and_fancy_signs_are_understood() -> None:
    assert only("8 × 400 m").run_type is RunType.INTERVALS
    assert only("VO₂max 5 × 1,000 m").run_type is RunType.INTERVALS
    assert only("½ hour easy run").duration_min == 30


def test_text_from_right_to_left_is_no_trouble() -> None:
    assert recognize("פגישה עם דנה") == ()
    assert only("ריצה easy run 5 km").run_type is RunType.EASY
