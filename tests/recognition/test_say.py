"""The athlete's say beyond tags: rules for titles, and what a calendar holds."""

from __future__ import annotations

import pytest

from rules.recognition import Expectation, is_ruled_out, recognize, say_on
from rules.recognition.title_rules import matches
from rules.say import Holds, Say, TitleRule
from rules.workout import Focus, RunType, Session, Sport
from tests.hanging import ends


def with_rule(title: str, say: Say, description: str = "", **known: object) -> list[Session]:
    """What a title is taken for under a rule that matches every title."""
    expectation = Expectation(say=say_on(title, [TitleRule("*", say)]))
    return list(recognize(title, description, expectation=expectation, **known))  # type: ignore[arg-type]


def held(holds: Holds, title: str, *, all_day: bool = False, description: str = "") -> list[str]:
    """The sports and kinds of a title in a calendar."""
    found = recognize(title, description, expectation=Expectation(holds, all_day))
    return [":".join(filter(None, (s.sport, s.run_type or s.focus))) for s in found]


@pytest.mark.parametrize(
    ("pattern", "title", "does"),
    [
        ("Base*", "Base", True),
        ("Base*", "base 3", True),
        ("Base*", "My base", False),
        ("*hills*", "Tuesday HILLS, with Ana", True),
        ("*hills*", "hilly", False),
        ("Run ?", "Run 7", True),
        ("Run ?", "Run 17", False),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "a-b-b-d", False),
        ("Côtes", "cotes", True),
        ("Run", "Run  #fixed ", True),
        ("[Run] (easy)", "[run] (EASY)", True),
        ("[abc]", "a", False),
        (".*", "Run", False),
        ("*", "", True),
    ],
)
def test_a_pattern_matches_the_whole_title(pattern: str, title: str, does: bool) -> None:
    rules = [TitleRule(pattern, Say(hard=True))]
    assert (say_on(title, rules) is not None) is does


def test_no_pattern_can_hang() -> None:
    with ends():
        assert not matches("*a" * 100 + "b", "a" * 400)
        assert not matches("*" * 200 + "b", "a" * 400)


def test_the_first_rule_that_matches_wins() -> None:
    rules = [
        TitleRule("Base hard*", Say(hard=True)),
        TitleRule("Base*", Say(run_type=RunType.EASY)),
        TitleRule("*", Say(ignore=True)),
    ]
    say = say_on("Base 4", rules)
    assert say is not None
    assert say.run_type is RunType.EASY
    assert say_on("Base", []) is None


def test_a_rule_wins_over_the_text_and_the_platform() -> None:
    (run,) = with_rule("Tempo 8k", Say(run_type=RunType.EASY))
    assert (run.run_type, run.hard, run.distance_km, run.confidence) == (
        RunType.EASY, False, 8, 1.0,
    )  # fmt: skip
    (lift,) = with_rule("Gibbs +2", Say(focus=Focus.LOWER, heavy=True), sport_hint="Ride")
    assert (lift.sport, lift.focus, lift.heavy, lift.hard) == (
        Sport.LIFT, Focus.LOWER, True, True,
    )  # fmt: skip
    assert "platform: ride" not in lift.because
    (ride,) = with_rule("6 km easy + upper body", Say(sport=Sport.RIDE))
    assert ride.sport is Sport.RIDE


def test_the_rule_is_named_among_the_reasons() -> None:
    (run,) = with_rule("Gibbs", Say(sport=Sport.RUN))
    assert run.because[0] == "your rule for '*'"


def test_a_rule_makes_a_workout_of_what_is_ruled_out_or_not_understood() -> None:
    assert recognize("Team meeting") == ()
    assert [s.sport for s in with_rule("Team meeting", Say(sport=Sport.RUN))] == [Sport.RUN]
    assert [s.sport for s in with_rule("Team meeting", Say(ignore=False))] == [Sport.OTHER]
    (other,) = with_rule("Zumba", Say(hard=True))
    assert (other.sport, other.hard) == (Sport.OTHER, True)


def test_a_rule_ignores_what_is_plainly_a_workout() -> None:
    assert with_rule("Long run 30 km", Say(ignore=True)) == []


def test_fixed_alone_changes_no_session_and_makes_none() -> None:
    assert with_rule("Team meeting", Say(fixed=True)) == []
    assert with_rule("8 km easy", Say(fixed=True)) == list(recognize("8 km easy"))


def test_a_tag_wins_over_a_rule() -> None:
    (run,) = with_rule("Tempo 8k #easy", Say(run_type=RunType.TEMPO))
    assert run.run_type is RunType.EASY
    (lift,) = with_rule("Gibbs #lower", Say(run_type=RunType.TEMPO))
    assert (lift.sport, lift.focus) == (Sport.LIFT, Focus.LOWER)
    assert [s.sport for s in with_rule("Gibbs #race", Say(ignore=True))] == [Sport.RUN]
    assert with_rule("Gibbs #ignore", Say(sport=Sport.RUN)) == []
    assert with_rule("Gibbs #fixed", Say(ignore=True)) == []


def test_hard_takes_back_a_type_that_it_contradicts() -> None:
    (run,) = with_rule("Easy 8k", Say(hard=True))
    assert (run.run_type, run.hard) == (None, True)
    (run,) = with_rule("Tempo 8k", Say(hard=False))
    assert (run.run_type, run.hard) == (None, False)
    (run,) = with_rule("Long run", Say(hard=True))
    assert (run.run_type, run.hard) == (RunType.LONG, True)


@pytest.mark.parametrize("title", ["Base", "5 mi", "8 x 400", "Push", "Legs", "Tempo"])
def test_weak_titles_count_in_a_training_calendar_only(title: str) -> None:
    assert held(Holds.TRAINING, title) == held(Holds.TRAINING, title, all_day=True) != []
    assert held(Holds.MIXED, title) == []


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Tempo 8k", ["run:tempo"]),
        ("Bench 5x5", ["lift:upper"]),
        ("Leg day", ["lift:lower"]),
        ("Easy run", ["run:easy"]),
        ("Run with Ana", ["run"]),
        ("Base #easy", ["run:easy"]),
    ],
)
def test_a_mixed_calendar_takes_what_is_measured_or_plain(title: str, wanted: list[str]) -> None:
    assert held(Holds.MIXED, title) == wanted


def test_the_platforms_word_is_enough_in_a_mixed_calendar() -> None:
    found = recognize("Gibbs", sport_hint="Run", expectation=Expectation(Holds.MIXED))
    assert [session.sport for session in found] == [Sport.RUN]


def test_every_event_of_a_calendar_of_runs_is_one() -> None:
    assert held(Holds.RUNS, "Gibbs +2") == ["run"]
    assert held(Holds.RUNS, "With Ana along the canal") == ["run"]
    assert held(Holds.RUNS, "Base") == ["run:easy"]
    assert held(Holds.RUNS, "Push") == ["run"]
    assert held(Holds.RUNS, "Workout") == ["run"]
    assert held(Holds.RUNS, "Gibbs #hard") == ["run"]
    assert recognize("Gibbs", expectation=Expectation(Holds.RUNS))[0].because == (
        "calendar of runs",
    )


def test_every_event_of_a_calendar_of_lifts_is_one() -> None:
    assert held(Holds.LIFTS, "Session B") == ["lift"]
    assert held(Holds.LIFTS, "Row") == ["lift:upper"]
    assert held(Holds.LIFTS, "Tempo") == ["lift"]
    assert held(Holds.LIFTS, "Legs") == ["lift:lower"]


def test_another_sport_that_is_clearly_named_stays_what_it_is() -> None:
    assert held(Holds.RUNS, "Leg day") == ["lift:lower"]
    assert held(Holds.RUNS, "Rest") == ["rest"]
    assert held(Holds.RUNS, "Rest day") == ["rest"]
    assert held(Holds.LIFTS, "Easy run 5 km") == ["run:easy"]
    assert held(Holds.RUNS, "Bench 5x5") == ["lift:upper"]
    assert held(Holds.RUNS, "Legs 10k") == ["run"]
    assert held(Holds.LIFTS, "Tempo 8k") == ["run:tempo"]
    assert held(Holds.RUNS, "6 km easy + upper body") == ["run:easy", "lift:upper"]


def test_what_a_word_rules_out_is_no_run_of_a_calendar_of_runs() -> None:
    assert held(Holds.RUNS, "Team meeting") == []
    assert held(Holds.RUNS, "Race registration closes") == []


def test_a_marker_without_a_time_of_day_needs_a_word_of_its_own() -> None:
    assert held(Holds.RUNS, "Holiday in Rome", all_day=True) == []
    assert held(Holds.RUNS, "Gibbs +2", all_day=True) == []
    assert held(Holds.RUNS, "5 mi", all_day=True) == ["run"]


def test_a_rule_wins_over_the_calendar() -> None:
    expectation = Expectation(Holds.RUNS, say=Say(focus=Focus.UPPER))
    (lift,) = recognize("Gibbs +2", expectation=expectation)
    assert (lift.sport, lift.focus) == (Sport.LIFT, Focus.UPPER)


def test_plain_words_rule_out() -> None:
    assert is_ruled_out("Team meeting")
    assert not is_ruled_out("Gibbs +2")
    assert not is_ruled_out("Easy run")
