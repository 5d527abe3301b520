"""What should stand in the athlete's calendars, from findings, moves and fuel alone.

Given the same circle, the same things in the same order and words: keys are made of causes, never
of hours, so that a workout that moves takes along what was said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, EventDraft, EventStatus
from rules.finding import Finding
from rules.moves import Move
from rules.workout import Workout
from sync_service.athlete_settings import AthleteSettings
from sync_service.causes import Refused, cause_of, joined
from sync_service.check_calendars import CheckReport
from sync_service.desired import Desired, last_day
from sync_service.early_advice import timely
from sync_service.feed_drafts import companions
from sync_service.fuel_events import fuel_items
from sync_service.observe import Sighting
from sync_service.own_draft import OwnDraft
from sync_service.place_workouts import PlacedEvent
from sync_service.store.records import Decision, Item, ItemKind, Verdict
from sync_service.wording import AnswerBy, Wording


@dataclass(frozen=True)
class Circle:
    """Everything that the desired state is made of.

    `names` are the identities of the workouts by their ids. `own` is the key of the calendar for
    our own items.
    """

    report: CheckReport
    names: Mapping[str, str]
    sightings: tuple[Sighting, ...]
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    settings: AthleteSettings
    own: str
    now: datetime

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that the athlete has not dismissed."""
        return self.refused.of(self.report.findings, self.names)

    @cached_property
    def refused(self) -> Refused:
        """What the athlete does not want to see again."""
        return Refused.by(self.decisions)

    @cached_property
    def wording(self) -> Wording:
        """The athlete's language."""
        zone = ZoneInfo(self.settings.time_zone)
        return Wording.of(self.settings.language, zone).knowing(self.report.workouts)

    @cached_property
    def places(self) -> Mapping[int, Sighting]:
        """In which calendar each event stands, by the event's identity in memory."""
        return {id(event): each for each in self.sightings for event in each.events}

    @property
    def today(self) -> date:
        """The athlete's day."""
        return self.now.astimezone(ZoneInfo(self.settings.time_zone)).date()

    def writable(self, event: CalendarEvent) -> str | None:
        """The key of the calendar where the event may be changed, None where it may not."""
        place = self.places.get(id(event))
        if place is None or event.handle is None or place.calendar.writer is None:
            return None
        can = place.calendar.writer.capabilities
        editable = can.edits and (can.edits_instances or not event.handle.recurrence_id)
        return place.calendar.key if editable else None

    def placed_of(self, workout: Workout) -> PlacedEvent | None:
        """The event that holds a workout."""
        found = (each for each in self.report.placed if workout in each.workouts)
        return next(found, None)


def desired_state(circle: Circle) -> tuple[Desired, ...]:
    """Everything that should stand from today on."""
    return tuple(each for each in every_desire(circle) if last_day(each.draft) >= circle.today)


def every_desire(circle: Circle) -> Iterator[Desired]:
    """The same for all days that were checked, those that are over as well."""
    yield from _annotations(circle)
    yield from _beside(circle)
    yield from _moves(circle)
    yield from _fuel(circle)


def _annotations(circle: Circle) -> Iterator[Desired]:
    """What is said inside the athlete's own events."""
    if circle.settings.annotate != "description":
        return
    for placed in circle.report.placed:
        calendar = circle.writable(placed.event)
        found = _about(placed, circle)
        if calendar is None or not found:
            continue
        name = circle.names[placed.workouts[0].id]
        lines = circle.wording.annotation_lines(found)
        yield Desired(
            key=f"annotation {name}",
            kind=ItemKind.ANNOTATION,
            cause=_causes(found, circle),
            calendar=calendar,
            draft=_lines_at(placed.event, name, "\n".join(lines)),
            workout=name,
            event=placed.event,
        )


def _about(placed: PlacedEvent, circle: Circle) -> tuple[Finding, ...]:
    ids = {workout.id for workout in placed.workouts}
    return tuple(
        each for each in circle.findings if not each.about_week and ids & set(each.workouts)
    )


def _lines_at(event: CalendarEvent, name: str, lines: str) -> EventDraft:
    return EventDraft(
        uid=name, start=event.start, end=event.end, summary="", description=lines, owned=False
    )


def _beside(circle: Circle) -> Iterator[Desired]:
    """Companions of workouts that cannot be written in, and what is said of whole weeks."""
    if circle.settings.annotate == "off":
        return
    annotated = {
        circle.names[workout.id]
        for placed in circle.report.placed
        if circle.settings.annotate == "description" and circle.writable(placed.event)
        for workout in placed.workouts
    }
    told = replace(circle.report, findings=timely(circle.findings, circle.today))
    for own in companions(told, circle.wording, circle.names):
        if own.workout not in annotated:
            yield _own(own, ItemKind.COMPANION, circle)


def _own(own: OwnDraft, kind: ItemKind, circle: Circle) -> Desired:
    cause = _causes(own.findings, circle) if own.findings else own.key
    draft = replace(own.draft, private=True)  # nobody else is to read it (FAILURES 20)
    return Desired(own.key, kind, cause, circle.own, draft, own.workout)


def _causes(findings: tuple[Finding, ...], circle: Circle) -> str:
    return joined(cause_of(each, circle.names) for each in findings)


def _fuel(circle: Circle) -> Iterator[Desired]:
    report, settings = circle.report, circle.settings
    items = fuel_items(
        report.fuel,
        report.workouts,
        settings.fuel,
        circle.names,
        circle.wording,
        grams=settings.fuel_grams,
    )
    for own in items:
        if own.key not in circle.refused.causes:
            yield _own(own, ItemKind.FUEL, circle)


def _moves(circle: Circle) -> Iterator[Desired]:
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
            yield _suggestion(move, name, circle, can_be_moved=calendar is not None)


def _suggestion(move: Move, name: str, circle: Circle, *, can_be_moved: bool) -> Desired:
    text = circle.wording.suggestion(
        move.workout,
        move.start,
        move.end,
        move.settles,
        move.alternatives,
        answer_by=_answer_by(circle, can_be_moved=can_be_moved),
        makes_room_for=move.makes_room_for,
    )
    key = f"suggestion {name}"
    draft = EventDraft(
        uid=key,
        start=move.start,
        end=move.end,
        summary=text.title,
        description=text.description,
        status=EventStatus.TENTATIVE,
        private=True,
    )
    cause = f"{key} {move.start.date()}"
    return Desired(key, ItemKind.SUGGESTION, cause, circle.own, draft, name)


def _answer_by(circle: Circle, *, can_be_moved: bool) -> AnswerBy:
    own = next(each.calendar for each in circle.sightings if each.calendar.own)
    if not can_be_moved:
        return AnswerBy.PLATFORM
    takes_answers = own.writer is not None and own.writer.capabilities.answers
    return AnswerBy.RSVP if takes_answers else AnswerBy.MOVING


def _accepted(circle: Circle) -> Iterator[Desired]:
    """The moves of suggestions that were answered with yes while they stand."""
    yes = {each.key for each in circle.decisions if each.verdict is Verdict.ACCEPTED and each.day}
    by_name = {circle.names[each.workouts[0].id]: each for each in circle.report.placed}
    for item in circle.items:
        placed = by_name.get(item.workout or "")
        if item.key not in yes or item.kind is not ItemKind.SUGGESTION or placed is None:
            continue
        calendar = circle.writable(placed.event)
        if calendar is not None and placed.event.start != item.written.start:
            times = (item.written.start, item.written.end)
            yield _moved(placed, calendar, item.workout or "", times)


def _moved(
    placed: PlacedEvent, calendar: str, name: str, times: tuple[datetime | date, datetime | date]
) -> Desired:
    start, end = times
    draft = EventDraft(uid=name, start=start, end=end, summary="", owned=False)
    key = f"moved {name}"
    return Desired(key, ItemKind.MOVED, key, calendar, draft, name, placed.event)
