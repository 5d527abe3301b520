"""`recognition_rules` and `holds`: read, refused where they make no sense, documented, obeyed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from connectors.calendar_event import CalendarEvent
from rules.athlete import Athlete
from rules.say import Holds, Say, TitleRule
from rules.workout import Focus, RunType, Sport, Workout
from sync_service.calendar_settings import AnySource
from sync_service.errors import SettingsError
from sync_service.place_workouts import ReadEvent, place_workouts
from sync_service.recognition_settings import RecognitionRule
from sync_service.settings import load_athlete

DOCS = Path(__file__).parents[2] / "docs"
SIX = datetime(2026, 1, 7, 6, 0, tzinfo=UTC)


@pytest.fixture
def sam(tmp_path: Path) -> Path:
    return tmp_path / "sam.toml"


def trouble(file: Path, rule: str) -> str:
    file.write_text(f"recognition_rules = [{{ {rule} }}]", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_athlete(file)
    return str(caught.value).removeprefix("sam.toml: ")


def test_rules_come_to_the_athlete_in_their_order(sam: Path) -> None:
    sam.write_text(
        """
        [[recognition_rules]]
        title = "Base*"
        run_type = "easy"

        [[recognition_rules]]
        title = "*with Kim*"
        sport = "lift"
        focus = "full"
        heavy = false
        hard = true
        fixed = true
        """,
        encoding="utf-8",
    )
    assert load_athlete(sam).athlete().title_rules == (
        TitleRule("Base*", Say(run_type=RunType.EASY)),
        TitleRule(
            "*with Kim*",
            Say(sport=Sport.LIFT, focus=Focus.FULL, heavy=False, hard=True, fixed=True),
        ),
    )


AT = '"recognition_rules[0]"'


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            'title = "x", sprot = "run"',
            'unknown key "recognition_rules[0].sprot"; did you mean sport?',
        ),
        ('sport = "run"', '"recognition_rules[0].title" is missing.'),
        ('title = "x"', f"{AT} says nothing of the titles; add sport, run_type, focus or"),
        ('title = "**", sport = "run"', 'must name a part of the title, as in "Base*"'),
        ('title = "x", run_type = "tempo", sport = "lift"', f"{AT} has a run_type, which only"),
        ('title = "x", run_type = "tempo", focus = "lower"', f"{AT} has a run_type, which only"),
        ('title = "x", heavy = true, sport = "run"', f"{AT} has a focus or heavy, which only"),
        ('title = "x", ignore = true, sport = "run"', f"{AT} ignores the event, so that"),
        ('title = "x", run_type = "easy", hard = true', f"{AT} is hard by one of its keys and"),
        ('title = "x", run_type = "hills", hard = false', f"{AT} is hard by one of its keys and"),
        ('title = "x", heavy = true, hard = false', f"{AT} is hard by one of its keys and"),
        ('title = "x", sport = "rest", hard = true', f"{AT} is hard by one of its keys and"),
        ('title = "x", hard = "very"', '"recognition_rules[0].hard" '),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(sam: Path, rule: str, sentence: str) -> None:
    assert sentence in trouble(sam, rule)


@pytest.mark.parametrize(
    ("rule", "near"),
    [
        ('title = "x", sport = "runs"', "run, lift, ride, swim, row, walk, mobility, other, rest"),
        ('title = "x", run_type = "tempos"', "; did you mean tempo?"),
        ('title = "x", focus = "uper"', "lower, upper, full, core; did you mean upper?"),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_the_nearest(
    sam: Path, rule: str, near: str
) -> None:
    assert near in trouble(sam, rule)


def test_what_a_source_holds_is_read_and_a_misspelling_named(sam: Path) -> None:
    text = 'sources = [{ kind = "ics_feed", address = "a.ics", holds = "%s" }]'
    sam.write_text(text % "runs", encoding="utf-8")
    assert load_athlete(sam).sources[0].holds is Holds.RUNS
    sam.write_text(text % "rnus", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"training, mixed; did you mean runs\?"):
        load_athlete(sam)
    sam.write_text(text.replace(', holds = "%s"', ""), encoding="utf-8")
    assert load_athlete(sam).sources[0].holds is Holds.TRAINING


def test_every_key_and_every_word_is_documented() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    keys = (*RecognitionRule.model_fields, *AnySource.model_fields)
    words = (*Sport, *RunType, *Focus, *Holds)
    assert [name for name in (*keys, *words) if f"`{name}`" not in page] == []


def event(title: str, *, days: int = 0) -> CalendarEvent:
    if days:
        first = date(2026, 1, 7)
        return CalendarEvent("uid", first, first + timedelta(days=days), summary=title)
    return CalendarEvent("uid", SIX, SIX + timedelta(hours=1), summary=title)


def placed(read: ReadEvent, *rules: TitleRule) -> list[Workout]:
    athlete = Athlete(ZoneInfo("Europe/Berlin"), title_rules=rules)
    return [workout for each in place_workouts([read], athlete) for workout in each.workouts]


def test_a_rule_tells_the_workout_of_an_event() -> None:
    rule = TitleRule("gibbs*", Say(run_type=RunType.TEMPO, fixed=True))
    [run] = placed(ReadEvent(event("Gibbs +2")), rule)
    assert (run.session.run_type, run.session.hard, run.fixed) == (RunType.TEMPO, True, True)
    assert run.session.duration_min == 60
    assert placed(ReadEvent(event("Gibbs +2"))) == []
    ignored = TitleRule("*", Say(ignore=True))
    assert placed(ReadEvent(event("Easy run")), ignored) == []


def test_fixed_by_a_rule_alone_fixes_what_the_text_tells() -> None:
    rule = TitleRule("*club*", Say(fixed=True))
    [run] = placed(ReadEvent(event("Run club")), rule)
    assert run.fixed
    assert not placed(ReadEvent(event("Easy run")), rule)[0].fixed


def test_the_calendar_tells_what_its_events_are() -> None:
    [run] = placed(ReadEvent(event("Gibbs +2"), Holds.RUNS))
    assert run.session.sport is Sport.RUN
    assert placed(ReadEvent(event("Gibbs +2", days=1), Holds.RUNS)) == []
    assert placed(ReadEvent(event("Base"), Holds.MIXED)) == []
    assert len(placed(ReadEvent(event("Base")))) == 1


def test_an_event_of_two_calendars_is_what_the_first_says() -> None:
    athlete = Athlete(ZoneInfo("Europe/Berlin"))
    both = [ReadEvent(event("Session B"), holds) for holds in (Holds.LIFTS, Holds.RUNS)]
    [only] = place_workouts(both, athlete)
    assert only.workouts[0].session.sport is Sport.LIFT
