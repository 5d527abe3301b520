"""What a suggested move says: what, why, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from rules.moves import Alternative, MoveIt, Swap
from rules.workout import Workout
from sync_service.wording.lengths import LONGEST_LINE
from sync_service.wording.speech import Speech, message

_MOST_REASONS = 2  # with what, what else and how to answer: at most eight lines


class AnswerBy(Enum):
    """How the athlete can answer.

    By moving the workout, by an RSVP too, or in their platform; where the suggestion stands in a
    feed that was subscribed to, it cannot be deleted.
    """

    MOVING = "moving"
    RSVP = "rsvp"
    PLATFORM = "platform"
    SUBSCRIBED = "subscribed"


@dataclass(frozen=True, slots=True)
class SuggestionText:
    """The text of a suggested move's event."""

    title: str
    description: str


_HOW = {
    AnswerBy.MOVING: (
        message("Move the workout here to accept, or anywhere else that suits you."),
        message("Delete this event to decline; it will not be suggested for this day again."),
    ),
    AnswerBy.RSVP: (
        message("Answer yes to accept, or move the workout anywhere that suits you."),
        message("Answer no, or delete this event, to decline it for this day."),
    ),
    AnswerBy.PLATFORM: (
        message("To accept, move the workout in your training platform; its feed is read-only."),
        message("Delete this event to decline; it will not be suggested for this day again."),
    ),
    AnswerBy.SUBSCRIBED: (
        message("To accept, move the workout where you keep it; this feed cannot be answered."),
    ),
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A workout with its new time on the athlete's clock; dates where it has no time of day."""

    workout: Workout
    new: tuple[datetime | date, datetime | date]
    settles: Sequence[str]
    alternatives: Sequence[Alternative]
    answer_by: AnswerBy
    makes_room_for: Sequence[Workout] = ()

    @property
    def now(self) -> datetime | date:
        """When the workout stands as yet."""
        return self.workout.day if self.workout.time_assumed else self.workout.start


def suggestion_title(suggested: Suggested, speech: Speech) -> str:
    """Such as "Move here? Tempo run (now Tue 18:00)"."""
    return speech.say(
        "Move here? {workout} (now {time})",
        workout=speech.workout(suggested.workout).first,
        time=speech.short_time(suggested.now),
    )


def suggestion_lines(suggested: Suggested, speech: Speech) -> Iterator[str]:
    """The description, at most eight lines."""
    yield speech.say(
        "{workout}: from {old} to {new}",
        workout=speech.workout(suggested.workout).first,
        old=speech.time(suggested.now),
        new=_span(*suggested.new, speech),
    )
    yield from _reasons(suggested, speech)
    yield from _also_good(suggested, speech)
    yield from map(speech.say, _HOW[suggested.answer_by])


def _also_good(suggested: Suggested, speech: Speech) -> Iterator[str]:
    """The alternatives in one line: plain times first; the last goes where all are too long."""
    ordered = sorted(suggested.alternatives, key=lambda each: not _is_time(each, suggested))
    ways = [_way(each, suggested, speech) for each in ordered]
    for count in range(len(ways), 0, -1):
        line = speech.say("Also good: {ways}.", ways=_either(ways[:count], speech))
        if len(line) <= LONGEST_LINE:
            yield line
            return


def _is_time(told: Alternative, suggested: Suggested) -> bool:
    """Whether it is nothing but another time for the same workout."""
    return isinstance(told, MoveIt) and told.workout.id == suggested.workout.id


def _way(told: Alternative, suggested: Suggested, speech: Speech) -> str:
    if isinstance(told, Swap):
        other = speech.workout(told.beside(suggested.workout))
        return speech.say("swap it with {workout}", workout=other.beside)
    time = speech.time(told.start)
    if told.workout.id == suggested.workout.id:
        return time
    other = speech.workout(told.workout)
    return speech.say("move {workout} to {time} instead", workout=other.moved, time=time)


def _either(ways: Sequence[str], speech: Speech) -> str:
    *head, last = ways
    return speech.say("{ways}, or {last}", ways=", ".join(head), last=last) if head else last


def _span(start: datetime | date, end: datetime | date, speech: Speech) -> str:
    until = f"–{end:%H:%M}" if isinstance(start, datetime) else ""
    return f"{speech.time(start)}{until}"


def _reasons(suggested: Suggested, speech: Speech) -> Iterator[str]:
    told = tuple(dict.fromkeys(suggested.settles))
    others = tuple(_making_room(suggested, speech))
    if not told and others:
        yield speech.say("Makes room for {workouts}.", workouts=speech.listed(others))
    if told:
        yield speech.say("This settles:")
    for each in told[:_MOST_REASONS]:
        yield f"· {each}"
    if len(told) > _MOST_REASONS:
        yield speech.say("· and {more} more", more=str(len(told) - _MOST_REASONS))


def _making_room(suggested: Suggested, speech: Speech) -> Iterator[str]:
    """Those that need the room; with the day where the same words would stand twice."""
    others = suggested.makes_room_for
    names = [speech.workout(each).moved for each in (*others, suggested.workout)]
    for name, other in zip(names, others, strict=False):
        day = speech.weekday(other.day)
        twice = names.count(name) > 1
        yield speech.say("{workout} on {day}", workout=name, day=day) if twice else name
