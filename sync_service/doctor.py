"""What hinders Counterpoint, or would help it, and the mend: the diagnosis of `doctor`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.days import DayRange
from rules.wording import counted
from sync_service.athlete_settings import AthleteSettings
from sync_service.check_calendars import Calendar, read_all, window_of
from sync_service.errors import ExitStatus
from sync_service.place_workouts import place_workouts


class State(StrEnum):
    """How well something is."""

    WELL = "✓"
    COULD_BE_BETTER = "!"
    BROKEN = "✗"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at, in a sentence, with its mend where it needs one."""

    state: State
    sentence: str
    mend: str = ""


def diagnose(
    settings: AthleteSettings, calendars: Sequence[Calendar], days: DayRange
) -> Iterator[Diagnosis]:
    """The settings, each source and what is told of the body, in this order."""
    yield Diagnosis(State.WELL, "The settings can be read.")
    for calendar in calendars:
        yield diagnose_source(calendar, settings, days)
    if settings.write_to is None:
        yield Diagnosis(
            State.WELL,
            "No calendar is written, as write_to names none; the feeds that can be subscribed to "
            "(counterpoint athlete feeds) hold everything.",
        )
    yield from _body(settings)


def diagnose_source(calendar: Calendar, settings: AthleteSettings, days: DayRange) -> Diagnosis:
    """Whether a source can be read, and what it holds."""
    athlete = settings.athlete()
    readings = read_all([calendar], window_of(days, athlete))
    label = calendar.reader.label
    if readings.unread:
        what = next((each.what for each in readings.problems), "it cannot be read")
        sentence, _, mend = what.partition("; ")
        told = f"{mend[:1].upper()}{mend[1:]}." if mend else "Check the address and the network."
        return Diagnosis(State.BROKEN, f"{label}: {sentence}", told)
    workouts = sum(len(each.workouts) for each in place_workouts(readings.read, athlete))
    found = f"{counted(len(readings.events), 'event')}, {counted(workouts, 'workout')}"
    told = f"{label}: {found} in {_length(days)} days."
    if readings.problems:
        parts = f"{len(readings.problems)} of its parts could not be read"
        return Diagnosis(State.COULD_BE_BETTER, f"{told[:-1]}, but {parts}.", "See `check`.")
    if not workouts:
        mend = "Look at other days, or at `counterpoint recognize --explain-unknown`."
        return Diagnosis(State.COULD_BE_BETTER, told, mend)
    return Diagnosis(State.WELL, told)


def _length(days: DayRange) -> int:
    return (days.end - days.start).days


def _body(settings: AthleteSettings) -> Iterator[Diagnosis]:
    if settings.weight_kg is None:
        yield Diagnosis(
            State.COULD_BE_BETTER,
            "Fueling tells amounts by the kilogram, as your weight is not known.",
            "Add weight_kg.",
        )
    missing = _missing_for_energy(settings)
    if missing:
        yield Diagnosis(
            State.COULD_BE_BETTER,
            "The energy of a day is not told.",
            f"Add {', '.join(missing)}; or body_fat_percent beside weight_kg.",
        )
    elif settings.planned_intake_kcal is None:
        yield Diagnosis(
            State.COULD_BE_BETTER,
            "What you eat is not compared with what a day burns.",
            "Add planned_intake_kcal, if you want that.",
        )
    if settings.weight_kg is not None and not missing:
        yield Diagnosis(State.WELL, "The body is known well enough for a fuel plan.")


def _missing_for_energy(settings: AthleteSettings) -> tuple[str, ...]:
    body = settings.athlete().body
    if body.fat_free_kg is not None:
        return ()
    needed = ("weight_kg", "height_cm", "birth_year", "sex")
    return tuple(name for name in needed if getattr(settings, name) is None)


def exit_status(diagnoses: Sequence[Diagnosis]) -> ExitStatus:
    """3 where a source could not be read, else 0."""
    broken = any(each.state is State.BROKEN for each in diagnoses)
    return ExitStatus.SOURCE_UNREAD if broken else ExitStatus.OK
