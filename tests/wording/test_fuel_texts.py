"""The fuel plan in both languages; what must never stand in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from connectors.calendar_event import EventDraft
from rules.body import Body, Sex
from rules.days import DayRange
from rules.fueling import FuelDay, plan_days
from rules.workout import RunType, Workout
from sync_service.athlete_settings import FuelEvents
from sync_service.fuel_events import fuel_items
from sync_service.own_draft import OwnDraft
from sync_service.wording import LONGEST_LINE, LONGEST_TITLE, Language, Wording
from tests.checks.builders import BERLIN, WEEK, at, athlete, lift, run, timed
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
        "Fuel: N g protein",
    }


def test_and_so_they_do_in_german() -> None:
    titles = {re.sub(r"\d+ g", "N g", draft.summary) for draft in drafts("de")}
    assert titles >= {
        "Essen: N g Eiweiß, N g Kohlenhydrate",
        "Essen: N g Eiweiß nach dem schweren Beintraining",
        "Essen: N g Kohlenhydrate vor den Intervallen",
        "Essen: N g Kohlenhydrate nach den Intervallen",
        "Essen: N g Kohlenhydrate für den Tempolauf morgen",
        "Essen: N g Kohlenhydrate bei dem Tempolauf",
        "Essen: N g Eiweiß vor dem Schlafen",
        "Essen: N g Eiweiß",
    }


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
