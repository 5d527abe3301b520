"""What should stand in the athlete's calendars, from findings, moves and fuel alone.

Given the same circle, the same things in the same order and words: keys are made of causes, never
of hours, so that a workout that moves takes along what was said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from connectors.calendar_event import CalendarEvent, EventDraft
from rules.checks.reported import PAIR_RULE_IDS
from rules.finding import Finding
from rules.rule_id import RuleId
from sync_service.causes import cause_of, joined
from sync_service.circle import Circle
from sync_service.desired import Desired, last_day
from sync_service.desired_moves import desired_moves, moved_by_us, moved_here
from sync_service.early_advice import timely
from sync_service.feed_drafts import companions
from sync_service.fuel_events import fuel_items
from sync_service.identity import annotation_key
from sync_service.own_draft import OwnDraft
from sync_service.place_workouts import PlacedEvent
from sync_service.store.records import ItemKind

_OF_PLACES = frozenset({*PAIR_RULE_IDS, RuleId.SEPARATE_DAYS})


def desired_state(circle: Circle) -> tuple[Desired, ...]:
    """Everything that should stand from today on."""
    return tuple(each for each in every_desire(circle) if last_day(each.draft) >= circle.today)


def every_desire(circle: Circle) -> Iterator[Desired]:
    """The same for all days that were checked, those that are over as well."""
    yield from _annotations(circle)
    yield from _beside(circle)
    yield from desired_moves(circle)
    yield from _fuel(circle)


def _annotations(circle: Circle) -> Iterator[Desired]:
    """What is said inside the athlete's own events."""
    if circle.settings.annotate != "description":
        return
    told = _not_weighed(circle)
    for placed in circle.report.placed:
        calendar = circle.writable(placed.event)
        found, moved = _about(placed, told), moved_here(placed, circle)
        if calendar is None or not (found or moved):
            continue
        name = circle.names[placed.workouts[0].id]
        lines = circle.wording.annotation_lines(found, moved.was_start if moved else None)
        yield Desired(
            key=annotation_key(name),
            kind=ItemKind.ANNOTATION,
            cause=_causes(found, circle, *((moved.cause,) if moved else ())),
            calendar=calendar,
            draft=_lines_at(placed.event, name, "\n".join(lines)),
            workout=name,
            event=placed.event,
        )


def _about(placed: PlacedEvent, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    ids = {workout.id for workout in placed.workouts}
    return tuple(each for each in findings if not each.about_week and ids & set(each.workouts))


def _not_weighed(circle: Circle) -> tuple[Finding, ...]:
    """The findings without advice on where a workout stands that we moved: we chose its place."""
    moved = {
        workout.id
        for placed in circle.report.placed
        if moved_by_us(placed, circle)
        for workout in placed.workouts
    }
    return tuple(
        each
        for each in circle.findings
        if each.above_advice or each.rule not in _OF_PLACES or not moved & set(each.workouts)
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
    found = timely(_not_weighed(circle), circle.report.days, circle.today)
    told = replace(circle.report, findings=found)
    for own in companions(told, circle.wording, circle.names):
        if own.workout not in annotated:
            yield _own(own, ItemKind.COMPANION, circle)


def _own(own: OwnDraft, kind: ItemKind, circle: Circle) -> Desired:
    cause = _causes(own.findings, circle) if own.findings else own.key
    draft = replace(own.draft, private=True)  # nobody else is to read it (FAILURES 20)
    return Desired(own.key, kind, cause, circle.own, draft, own.workout)


def _causes(findings: tuple[Finding, ...], circle: Circle, *others: str) -> str:
    return joined((*(cause_of(each, circle.names) for each in findings), *others))


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
