"""How a language says messages, names of workouts, numbers, hours and days.

Messages stand in the code in English. `message` marks one that is said elsewhere, so that
`make catalogs` finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.wording import capitalized, hours, minutes, name_of
from rules.workout import Workout
from sync_service.wording.language import Language, translations


def message(text: str) -> str:
    """The text itself, marked for translation."""
    return text


_WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)
_SHORT_WEEKDAYS = (
    message("Mon"),
    message("Tue"),
    message("Wed"),
    message("Thu"),
    message("Fri"),
    message("Sat"),
    message("Sun"),
)
_MONTHS = (
    message("Jan"),
    message("Feb"),
    message("Mar"),
    message("Apr"),
    message("May"),
    message("Jun"),
    message("Jul"),
    message("Aug"),
    message("Sep"),
    message("Oct"),
    message("Nov"),
    message("Dec"),
)
_FORMS = 3


@dataclass(frozen=True, slots=True)
class Noun:
    """A workout's name in the forms that sentences need.

    `alone`: "tempo run"; `beside`, behind before, after and between: "the tempo run" (a dative in
    German); `moved`, behind verbs: the same in English, an accusative in German.
    """

    alone: str
    beside: str
    moved: str

    @property
    def first(self) -> str:
        """The name alone at the beginning of a sentence."""
        return capitalized(self.alone)


@dataclass(frozen=True, slots=True)
class Speech:
    """One language."""

    language: Language

    def say(self, text: str, **values: str) -> str:
        """A message with its placeholders filled; what is not translated stays English."""
        return self.language.contracted(self.translated(text).format(**values))

    def translated(self, text: str) -> str:
        """A message as the catalog has it, its placeholders untouched."""
        return translations(self.language).get(text, text)

    def noun(self, name: str) -> Noun:
        """The forms of a name; the catalog tells all three with bars between them."""
        forms = translations(self.language).get(name, "").split(" | ")
        if len(forms) == _FORMS:
            return Noun(*forms)
        return Noun(name, f"the {name}", f"the {name}")

    def workout(self, workout: Workout) -> Noun:
        """The forms of a workout's name."""
        return self.noun(name_of(workout))

    def number(self, value: float, digits: int = 1) -> str:
        """A number with as many decimals at most, and none that say nothing."""
        text = f"{value:.{digits}f}"
        short = text.rstrip("0").rstrip(".") if "." in text else text
        return short.replace(".", self.language.decimal_sign)

    def hours(self, value: float) -> str:
        """A span of hours: "2 h 10 min", which both languages write alike."""
        return hours(value)

    def minutes(self, seconds: float) -> str:
        """A span of minutes: "1 min 30 s"."""
        return minutes(seconds)

    def weekday(self, day: date) -> str:
        """A day by its name: "Tuesday"."""
        return self.say(_WEEKDAYS[day.weekday()])

    def short_weekday(self, day: date) -> str:
        """A day by its short name: "Tue"."""
        return self.say(_SHORT_WEEKDAYS[day.weekday()])

    def day(self, day: date) -> str:
        """A day with its date: "Tue 6 Jan"."""
        return self.say(
            "{weekday} {day} {month}",
            weekday=self.short_weekday(day),
            day=str(day.day),
            month=self.say(_MONTHS[day.month - 1]),
        )

    def time(self, start: datetime | date) -> str:
        """A day with its date and, where there is one, the time: "Tue 6 Jan 18:00"."""
        return (
            f"{self.day(start)} {start:%H:%M}" if isinstance(start, datetime) else self.day(start)
        )

    def short_time(self, start: datetime | date) -> str:
        """The same without the date: "Tue 18:00"."""
        clock = f" {start:%H:%M}" if isinstance(start, datetime) else ""
        return f"{self.short_weekday(start)}{clock}"

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list in a sentence: "one, two and three"."""
        *head, last = names
        return self.say("{names} and {last}", names=", ".join(head), last=last) if head else last
