"""Moves that should stand: as suggestions, or made; and what is told of those that were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from connectors.calendar_event import EventDraft, EventStatus
from rules.moves import Move
from sync_service.circle import Circle
from sync_service.desired import Desired
from sync_service.identity import suggestion_cause, suggestion_key
from sync_service.instants import instant
from sync_service.place_workouts import PlacedEvent
from sync_service.standing import same_moment
from sync_service.store.records import Decision, ItemKind, Verdict
from sync_service.wording import AnswerBy


@dataclass(frozen=True, slots=True)
class MovedHere:
    """That we moved a workout of our own accord; `cause` is what a dismissal is kept for."""

    was_start: datetime | date
    cause: str


def moved_here(placed: PlacedEvent, circle: Circle) -> MovedHere | None:
    """What is told of a workout that we moved, unless the athlete took that out."""
    moved = moved_by_us(placed, circle)
    return None if moved is None or moved.cause in circle.refused.causes else moved


def moved_by_us(placed: PlacedEvent, circle: Circle) -> MovedHere | None:
    """From where we moved the workout to where it stands, unless the athlete asked for that."""
    name = circle.names[placed.workouts[0].id]
    asked = {each.key for each in circle.decisions if each.verdict is Verdict.ACCEPTED}
    for item in circle.items:
        if item.kind is not ItemKind.MOVED or item.workout != name or item.was_start is None:
            continue
        stands = same_moment(placed.event.start, item.written.start)
        if stands and suggestion_key(name) not in asked:
            cause = f"moved-here {name} {instant(item.written.start):%Y%m%dT%H%M}"
            return MovedHere(item.was_start, cause)
    return None


def desired_moves(circle: Circle) -> Iterator[Desired]:
    """Suggested moves, or on auto the moves themselves; and those that the athlete said yes to."""
    accepted = tuple(_accepted(circle))
    yield from accepted
    taken = {each.workout for each in accepted}
    for move in circle.report.plan.moves:
        name = circle.names[move.workout.id]
        placed = circle.placed_of(move.workout)
        if placed is None or name in taken:
            continue
        calendar = circle.writable(placed.event)
        alone = len(placed.workouts) == 1 and not placed.event.all_day
        if circle.settings.moves == "auto" and calendar is not None and alone:
            yield _moved(placed, calendar, name, (move.start, move.end))
        else:
            yield _suggestion(move, name, circle, placed)


def _suggestion(move: Move, name: str, circle: Circle, placed: PlacedEvent) -> Desired:
    text = circle.wording.suggestion(
        move.workout,
        move.start,
        move.end,
        move.settles,
        move.alternatives,
        answer_by=_answer_by(circle, placed),
        makes_room_for=move.makes_room_for,
    )
    key = suggestion_key(name)
    draft = EventDraft(
        uid=key,
        start=move.start,
        end=move.end,
        summary=text.title,
        description=text.description,
        status=EventStatus.TENTATIVE,
        private=True,
    )
    cause = suggestion_cause(key, move.start.date())
    return Desired(key, ItemKind.SUGGESTION, cause, circle.own, draft, name)


def _answer_by(circle: Circle, placed: PlacedEvent) -> AnswerBy:
    own = next(each.calendar for each in circle.sightings if each.calendar.own)
    if own.writer is None:
        return AnswerBy.SUBSCRIBED
    if circle.writable(placed.event) is None:
        # what we cannot change in a calendar of the athlete's, they still can
        return AnswerBy.MOVING if circle.stands_with_athlete(placed.event) else AnswerBy.PLATFORM
    return AnswerBy.RSVP if own.writer.capabilities.answers else AnswerBy.MOVING


def _accepted(circle: Circle) -> Iterator[Desired]:
    """The moves of suggestions that were answered with yes while they stand."""
    yes = {each.key for each in circle.decisions if _is_yes(each, circle.decisions)}
    by_name = {circle.names[each.workouts[0].id]: each for each in circle.report.placed}
    for item in circle.items:
        placed = by_name.get(item.workout or "")
        if item.key not in yes or item.kind is not ItemKind.SUGGESTION or placed is None:
            continue
        calendar = circle.writable(placed.event)
        if calendar is not None and placed.event.start != item.written.start:
            times = (item.written.start, item.written.end)
            yield _moved(placed, calendar, item.workout or "", times)


def _is_yes(decision: Decision, decisions: tuple[Decision, ...]) -> bool:
    """Whether it is a yes that holds: not one whose move was undone, which wants another."""
    return (
        decision.verdict is Verdict.ACCEPTED
        and decision.day is not None
        and not any(
            each.verdict is Verdict.UNDONE
            and each.key == _move_key(decision.workout or "")
            and each.decided_at >= decision.decided_at
            for each in decisions
        )
    )


def _moved(
    placed: PlacedEvent, calendar: str, name: str, times: tuple[datetime | date, datetime | date]
) -> Desired:
    start, end = times
    draft = EventDraft(uid=name, start=start, end=end, summary="", owned=False)
    key = _move_key(name)
    return Desired(key, ItemKind.MOVED, key, calendar, draft, name, placed.event)


def _move_key(name: str) -> str:
    return f"moved {name}"
