"""How workouts, hours and days are named in the sentences of findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.days import DayRange
from rules.workout import Focus, RunType, Sport, Workout

_RUNS = {
    RunType.RECOVERY: "recovery run",
    RunType.EASY: "easy run",
    RunType.LONG: "long run",
    RunType.STEADY: "steady run",
    RunType.TEMPO: "tempo run",
    RunType.INTERVALS: "interval run",
    RunType.SPRINTS: "sprint session",
    RunType.HILLS: "hill session",
    RunType.RACE: "race",
}
_FOCUS = {
    Focus.LOWER: "lower-body lift",
    Focus.UPPER: "upper-body lift",
    Focus.FULL: "full-body lift",
    Focus.CORE: "core session",
}
_SPORTS = {
    Sport.RIDE: "ride",
    Sport.SWIM: "swim",
    Sport.ROW: "row",
    Sport.WALK: "walk",
    Sport.MOBILITY: "mobility session",
    Sport.OTHER: "session",
    Sport.REST: "rest",
}
_MILD = (RunType.RECOVERY, RunType.EASY, RunType.LONG, RunType.STEADY)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def name_of(workout: Workout) -> str:
    """What a workout is called in a sentence: "tempo run", "heavy lower-body lift"."""
    session = workout.session
    if workout.is_run:
        name = _RUNS[session.run_type] if session.run_type else "run"
        return f"hard {name}" if _hard_by_word_only(workout) else name
    if workout.is_lift:
        name = _FOCUS[session.focus] if session.focus else "lift"
        return f"heavy {name}" if session.heavy else name
    return _SPORTS[session.sport]


def _hard_by_word_only(workout: Workout) -> bool:
    run_type = workout.session.run_type
    return workout.is_hard_run and (run_type is None or run_type in _MILD)


def all_names() -> tuple[str, ...]:
    """Everything that `name_of` may say: what has to be translated."""
    hard = [f"hard {name}" for name in ("run", *(_RUNS[kind] for kind in _MILD))]
    lifts = ["lift", *_FOCUS.values()]
    heavy = [f"heavy {name}" for name in lifts]
    return ("run", *_RUNS.values(), *hard, *lifts, *heavy, *_SPORTS.values())


def article(noun: str) -> str:
    """The noun with "a" or "an" before it."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def capitalized(sentence: str) -> str:
    """The sentence with its first letter large, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "one", "one and two", "one, two and three"."""
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last


def hours(value: float) -> str:
    """A span of hours in words: 2.1666 → "2 h 10 min", 6 → "6 h", 0.5 → "30 min"."""
    whole, minutes = divmod(round(value * 60), 60)
    parts = ([f"{whole} h"] if whole else []) + ([f"{minutes} min"] if minutes else [])
    return " ".join(parts) or "0 h"


def day_name(day: date) -> str:
    """A day as in "Tue 6 Jan"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def name_on_day(workout: Workout) -> str:
    """A workout and its day: "tempo run Tue 6 Jan"."""
    return f"{name_of(workout)} {day_name(workout.day)}"


def the_week(days: DayRange) -> str:
    """A week by its first day: "the week of Mon 5 Jan"."""
    return f"the week of {day_name(days.start)}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 lift", "3 lifts", "no lifts"."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """A share of 0..1 in words: 0.23 → "23 %"."""
    return f"{100 * share:.0f} %"


def beside(value: float, *limits: float, digits: int = 0) -> str:
    """A number with as many decimals as tell it from the limits that it is compared with."""
    for more in range(digits, digits + 3):
        text = f"{value:.{more}f}"
        if all(float(text) != limit or value == limit for limit in limits):
            return text
    return text


def between_words(low: float, high: float) -> str:
    """A range in words: "2 to 3", "3"."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def number(value: float) -> str:
    """A large number without decimals, its thousands set apart: "2,310"."""
    return f"{value:,.0f}"


def minutes(seconds: float) -> str:
    """Some minutes in words: 120 → "2 min", 90 → "1 min 30 s", 45 → "45 s"."""
    whole, rest = divmod(round(seconds), 60)
    parts = ([f"{whole} min"] if whole else []) + ([f"{rest} s"] if rest else [])
    return " ".join(parts) or "0 min"
