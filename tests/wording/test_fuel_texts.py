"""The fuel plan in both languages; what must never stand in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest

from connectors.calendar_event import EventDraft
from rules.athlete import Thresholds, WakingHours
from rules.body import Body, Sex
from rules.days import DayRange
from rules.fueling import FuelDay, plan_days
from rules.workout import RunType, Sport, Workout
from sync_service.athlete_settings import FuelEvents
from sync_service.fuel_events import fuel_items
from sync_service.own_draft import OwnDraft
from sync_service.wording import LONGEST_LINE, LONGEST_TITLE, Language, Wording
from tests.checks.builders import BERLIN, WEEK, at, athlete, lift, other, run, timed
from tests.wording.cases import legs

SAM = Body(Sex.FEMALE, 1990, 170, 62, 22, planned_intake_kcal=2311)
INTERVALS = timed(run(at(1, "18:00"), RunType.INTERVALS, 70, id_="intervals"))
EARLY = timed(run(at(3, "06:45"), RunType.TEMPO, 90, id_="early"))
PLAN = (legs(0, "18:00"), INTERVALS, EARLY, lift(at(5, "10:00"), heavy=True))


def days(*workouts: Workout, body: Body = SAM) -> tuple[FuelDay, ...]:
    return plan_days(WEEK, workouts, (), athlete(body=body))


def items(
    *workouts: Workout,
    language: str = "en",
    body: Body = SAM,
    events: FuelEvents = FuelEvents.FULL,
    grams: bool = True,
) -> list[OwnDraft]:
    wording = Wording.of(language, BERLIN)
    plan = days(*workouts, body=body)
    return list(fuel_items(plan, workouts, events, {}, wording, grams=grams))


def drafts(language: str = "en", **given: bool) -> Iterator[EventDraft]:
    return (own.draft for own in items(*PLAN, language=language, **given))  # type: ignore[arg-type]


def test_titles_tell_what_counts_and_for_what() -> None:
    titles = {re.sub(r"\d+ g", "N g", draft.summary) for draft in drafts()}
    assert titles >= {
        "Fuel: N g protein, N g carbs",
        "Fuel: N g protein after the heavy lower-body lift",
        "Fuel: N g carbs before the intervals",
        "Fuel: N g carbs after the intervals",
        "Fuel: N g carbs for the tempo run tomorrow",
        "Fuel: N g carbs during the tempo run",
        "Fuel: N g protein before sleep",
    }


def test_and_so_they_do_in_german() -> None:
    titles = {re.sub(r"\d+ g", "N g", draft.summary) for draft in drafts("de")}
    assert titles >= {
        "Essen: N g Eiweiß, N g Kohlenhydrate",
        "Essen: N g Eiweiß nach dem schweren Beintraining",
        "Essen: N g Kohlenhydrate vor den Intervallen",
        "Essen: N g Kohlenhydrate nach den Intervallen",
        "Essen: N g Kohlenhydrate für den Tempolauf morgen",
        "Essen: N g Kohlenhydrate beim Tempolauf",
        "Essen: N g Eiweiß vor dem Schlafen",
    }


def titles_of(*workouts: Workout, body: Body = SAM, **given: bool) -> list[str]:
    own = items(*workouts, body=body, events=FuelEvents.KEY_SESSIONS, **given)  # type: ignore[arg-type]
    return [each.draft.summary for each in own]


UNKNOWN = replace(SAM, weight_kg=None)


@pytest.mark.parametrize(("body", "grams"), [(UNKNOWN, True), (SAM, False)])
def test_without_grams_titles_tell_amounts_by_the_kilogram(body: Body, grams: bool) -> None:
    """They differ by what is eaten, and a day of rest says something too."""
    rest = other(at(6, "12:00"), Sport.REST)
    titles = titles_of(legs(0, "18:00"), INTERVALS, rest, body=body, grams=grams)
    assert titles[:2] == [
        "Fuel: 1.8 g/kg protein, 6 g/kg carbs",
        "Fuel: 0.3–0.4 g/kg protein after the heavy lower-body lift",
    ]
    assert any(re.fullmatch(r"Fuel: [\d.]+ g/kg carbs before the intervals", t) for t in titles)
    assert "Fuel: 1 g/kg carbs after the intervals" in titles
    assert titles[-1] == "Fuel: 1.8 g/kg protein, 4 g/kg carbs"


def test_the_days_figures_by_the_kilogram_are_the_athletes_own() -> None:
    who = athlete(body=UNKNOWN, thresholds=Thresholds(protein_aim_g_per_kg=2.2))
    [day, *_] = plan_days(WEEK, [legs(0, "18:00")], (), who)
    assert Wording.of("de", BERLIN).fuel(grams=True).day_title(day) == (
        "Essen: 2,2 g/kg Eiweiß, 6 g/kg Kohlenhydrate"
    )


def test_a_meal_for_two_runs_is_named_by_the_one_that_comes_next() -> None:
    first = timed(run(at(1, "14:00"), RunType.INTERVALS, 60, id_="first"))
    second = timed(run(at(1, "15:30"), RunType.TEMPO, 60, id_="second"))
    own = items(first, second, events=FuelEvents.KEY_SESSIONS)
    shared = [each.draft for each in own if "first" in each.key and "second" in each.key]
    noon = [draft.summary for draft in shared if draft.start < first.start]
    assert noon
    assert all(re.fullmatch(r"Fuel: \d+ g carbs before the intervals", title) for title in noon)


def test_the_evening_before_counts_past_midnight_too() -> None:
    """Whoever goes to bed at three eats for the next run on its own calendar day."""
    owl = athlete(body=SAM, waking=WakingHours(wake=time(11), bed=time(3)))
    noon = timed(run(at(2, "11:30"), RunType.TEMPO, 60, id_="noon"))
    plan = plan_days(DayRange(at(1, "12:00").date(), WEEK.end), [noon], (), owl)
    wording = Wording.of("en", BERLIN)
    own = fuel_items(plan, [noon], FuelEvents.KEY_SESSIONS, {}, wording, grams=True)
    night = [
        each.draft.summary for each in own if str(each.draft.start).startswith("2026-01-07 02")
    ]
    assert len(night) == 1
    assert re.fullmatch(r"Fuel: \d+ g carbs for the tempo run", night[0])


def test_foods_have_german_names() -> None:
    texts = "\n".join(draft.description for draft in drafts("de"))
    assert "Zum Beispiel " in texts
    assert re.search(r"\d+ g (gekochter Reis|gekochte Nudeln|gekochte Kartoffeln)", texts)
    assert not re.search(r"cooked|slice|protein|carbs|For example| and ", texts)


@pytest.mark.parametrize("language", tuple(Language))
def test_titles_and_lines_are_short(language: Language) -> None:
    for draft in drafts(language):
        assert len(draft.summary) <= LONGEST_TITLE
        assert all(len(line) <= LONGEST_LINE for line in draft.description.splitlines())


@pytest.mark.parametrize("language", tuple(Language))
def test_grams_can_be_kept_out(language: Language) -> None:
    texts = [f"{draft.summary}\n{draft.description}" for draft in drafts(language, grams=False)]
    assert texts
    assert not any(re.search(r"\d g\b(?!/kg)", text) for text in texts)


@pytest.mark.parametrize("language", tuple(Language))
def test_the_body_and_the_energy_are_never_told(language: Language) -> None:
    text = "\n".join(f"{draft.summary}\n{draft.description}" for draft in drafts(language))
    assert not re.search(r"\b62\b kg|1990|2311|\bkcal\b", text)


def test_without_a_weight_amounts_are_told_by_the_kilogram() -> None:
    unknown = replace(SAM, weight_kg=None)
    texts = "\n".join(own.draft.description for own in items(*PLAN, body=unknown, language="de"))
    assert "0,3 bis 0,4 g/kg Eiweiß" in texts
    assert re.search(r"\d g/kg Kohlenhydrate", texts)


def test_keys_outlive_a_shift_in_the_time_of_day() -> None:
    def keys(clock: str, id_: str) -> set[str]:
        evening = timed(run(at(1, clock), RunType.TEMPO, 90, id_=id_))
        plan = plan_days(DayRange(evening.day, WEEK.end), [evening], (), athlete(body=SAM))
        named, wording = {id_: "the-same"}, Wording.of("en", BERLIN)
        own = fuel_items(plan, [evening], FuelEvents.KEY_SESSIONS, named, wording, grams=True)
        return {item.key for item in own}

    assert keys("18:00", "old") == keys("18:30", "new") == keys("17:15", "newer")
    assert any("the-same" in key for key in keys("18:00", "old"))


def test_keys_and_uids_are_one_to_one() -> None:
    own = items(*PLAN)
    assert len({item.key for item in own}) == len(own) == len({item.draft.uid for item in own})
