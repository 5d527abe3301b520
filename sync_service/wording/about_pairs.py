"""Sentences about two workouts, or a few: how near they are, and which comes first."""

from __future__ import annotations

from datetime import timedelta

from rules.checks.movable import only_movable
from rules.workout import Workout
from sync_service.wording.facts import Facts, Said


def same_day_gap(facts: Facts) -> Said:
    """A run and a lift of one day."""
    ideal = facts.hours("same_day_gap_ideal_h")
    return Said(_too_near(facts, ideal), _apart(facts, ideal))


def _apart(facts: Facts, wanted: str) -> str:
    say, free = facts.speech.say, only_movable(*facts.pair())
    if free is None:
        return say("Leave {wanted} between them, or give one of them its own day.", wanted=wanted)
    return say(
        "Leave {wanted} between them, or give {workout} its own day.",
        wanted=wanted,
        workout=facts.name(free).beside,
    )


def _too_near(facts: Facts, wanted: str) -> str:
    return _meeting(facts) or facts.speech.say(
        "Only {gap} between {first} and {second}{note}; {wanted} would be better.",
        **_between(facts),
        wanted=wanted,
    )


def _between(facts: Facts) -> dict[str, str]:
    first, second = facts.pair()
    return {
        "gap": facts.hours("gap_h"),
        "first": facts.name(first).beside,
        "second": facts.name(second).beside,
        "note": _note(facts),
    }


def _meeting(facts: Facts) -> str | None:
    """What is said of two that overlap, or follow each other at once."""
    gap = facts.value("gap_h")
    first, second = facts.pair()
    names = {"first": facts.name(first).first, "second": facts.name(second).alone}
    note, say = _note(facts), facts.speech.say
    if gap < 0:
        overlap = facts.speech.hours(-gap)
        return say("{first} and {second} overlap by {gap}{note}.", **names, gap=overlap, note=note)
    if gap == 0:
        return say("{first} and {second} leave no break in between{note}.", **names, note=note)
    return None


def _note(facts: Facts, *, order_only: bool = False) -> str:
    """What is assumed of the two, as the calendar does not say it."""
    first, second = facts.pair()
    if first.time_assumed or second.time_assumed:
        return facts.speech.say(" (at your usual times)")
    if first.end_assumed and not order_only:
        return facts.speech.say(" (its length assumed)")
    return ""


def run_after_heavy_lower(facts: Facts) -> Said:
    """A run soon after heavy leg work."""
    wanted = facts.hours("required_gap_h")
    return Said(_too_near(facts, wanted), _after_legs(facts, wanted))


def _after_legs(facts: Facts, wanted: str) -> str:
    say, (lift, run) = facts.speech.say, facts.pair()
    if run.is_race:
        return say("Lift {wanted} or more before the race.", wanted=wanted)
    if only_movable(lift, run) is lift:
        return say("Lift {wanted} or more before the run, or after it.", wanted=wanted)
    if run.is_hard_run or run.is_long_run:
        return say("Run {wanted} or more after the lift, or on a day before it.", wanted=wanted)
    return say("Run before the lift, or {wanted} or more after it.", wanted=wanted)


def separate_days(facts: Facts) -> Said:
    """A run and a lift of one day, of which one could have its own."""
    lift = facts.first_where(lambda workout: workout.is_lift)
    run = facts.first_where(lambda workout: workout.is_run)
    speech = facts.speech
    free = speech.weekday(run.day + timedelta(days=facts.value("days_later")))
    mover = facts.name(lift if facts.value("lift_moves") else run).moved
    return Said(
        speech.say(
            "{run} and {lift} share {day}; on {free} there is room for one of them.",
            run=facts.name(run).first,
            lift=facts.name(lift).alone,
            day=speech.weekday(run.day),
            free=free,
        ),
        speech.say("Move {workout} to {day}.", workout=mover, day=free),
    )


def lift_before_hard_run(facts: Facts) -> Said:
    """A hard run before the lift; turned round for runners."""
    first, second = facts.pair()
    names = {"first": facts.name(first).first, "second": facts.name(second).beside}
    say = facts.speech.say
    if facts.has("same_day_gap_ideal_h"):
        return _run_first(facts, names)
    note = _note(facts, order_only=True)
    return Said(
        say("{first} comes before {second}{note}; lifting first gains more.", **names, note=note),
        _swapped(facts),
    )


def _swapped(facts: Facts) -> str:
    say, free = facts.speech.say, only_movable(*facts.pair())
    if free is None:
        return say("Swap the two, or give one of them its own day.")
    return say("Give {workout} its own day.", workout=facts.name(free).beside)


def _run_first(facts: Facts, names: dict[str, str]) -> Said:
    say, wanted = facts.speech.say, facts.hours("same_day_gap_ideal_h")
    told = say(
        "{first} comes before {second}{note}; running is your priority.",
        **names,
        note=_note(facts, order_only=True),
    )
    if facts.pair()[0].is_run:
        told = _too_near(facts, wanted)
    return Said(told, say("Run first and lift {wanted} later, or on another day.", wanted=wanted))


def day_after_hard_run(facts: Facts) -> Said:
    """What stands on the day after a hard run."""
    hard, next_day = facts.pair()
    say = facts.speech.say
    return Said(
        say(
            "{workout} on the day after {hard}; an easy day helps you recover.",
            workout=facts.name(next_day).first,
            hard=facts.name(hard).beside,
        ),
        _another_day(facts, hard, next_day),
    )


def _another_day(facts: Facts, hard: Workout, next_day: Workout) -> str:
    say = facts.speech.say
    if not next_day.stands:
        return say(
            "Move {workout} a day later, or rest, walk or lift easy upper-body instead.",
            workout=facts.name(next_day).moved,
        )
    if hard.stands:
        return say("Take one of the two easy.")
    return say(
        "Move {workout} a day earlier, or make it an easy run.", workout=facts.name(hard).moved
    )


def hard_days_in_a_row(facts: Facts) -> Said:
    """Too many hard days on end."""
    speech, dates = facts.speech, facts.finding.dates
    return Said(
        speech.say(
            "{days} hard days in a row ({first} to {last}); {most} at most would be better.",
            days=facts.number("days"),
            first=speech.short_weekday(dates[0]),
            last=speech.short_weekday(dates[-1]),
            most=speech.number(facts.value("hard_days_in_a_row") - 1),
        ),
        speech.say("Put rest, an easy run or easy upper-body work in between."),
    )


def race_week(facts: Facts) -> Said:
    """Heavy leg work right before a race."""
    lift, race = facts.pair()
    speech = facts.speech
    return Said(
        speech.say(
            "{lift} is close to your race on {day}; light legs run faster.",
            lift=facts.name(lift).first,
            day=speech.weekday(race.day),
        ),
        speech.say(
            "Move {lift} earlier, or lift light or upper-body instead.",
            lift=facts.name(lift).moved,
        ),
    )
