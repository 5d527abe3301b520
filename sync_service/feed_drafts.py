"""What the published feeds hold: the workouts with annotations, and our own companions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from connectors.calendar_event import CalendarEvent, EventDraft
from rules.checks import explanation_of
from rules.finding import Finding
from rules.weeks import Week
from rules.wording import capitalized, name_of
from rules.workout import Workout
from sync_service.annotation import MARKS, annotated, finding_lines
from sync_service.check_calendars import CheckReport


def annotated_drafts(report: CheckReport) -> Iterator[EventDraft]:
    """The athlete's workouts as they stand, each with what was found in its description.

    Events that are no workouts are left out: their text is nobody's business.
    """
    uids: set[str] = set()
    for placed in report.placed:
        ids = {workout.id for workout in placed.workouts}
        found = [finding for finding in _of_workouts(report) if ids & set(finding.workouts)]
        uid = _occurrence_uid(placed.event)
        if uid in uids:  # one UID in two feeds, or on two days: both are to be seen
            uid = f"{uid}_{placed.workouts[0].id}"
        uids.add(uid)
        yield _own_workout(placed.event, uid, found)


def _occurrence_uid(event: CalendarEvent) -> str:
    """An instance of a series becomes an event of its own, as the series is not published."""
    return f"{event.uid}_{event.recurrence_id}" if event.recurrence_id else event.uid


def _own_workout(event: CalendarEvent, uid: str, findings: list[Finding]) -> EventDraft:
    return EventDraft(
        uid=uid,
        start=event.start,
        end=event.end,
        summary=event.summary,
        description=annotated(event.description, finding_lines(findings)),
        location=event.location,
        status=event.status,
        busy=event.busy,
        private=event.private,
        owned=False,
        categories=event.categories,
    )


def overlay_drafts(report: CheckReport) -> Iterator[EventDraft]:
    """Our own items alone: a companion beside each workout that something should be said of.

    A finding stands once, beside the last of its workouts; what is said of a whole week stands on
    its Monday, if it is more than advice.
    """
    for workout in report.workouts:
        found = [finding for finding in _of_workouts(report) if finding.workouts[-1] == workout.id]
        if found:
            yield _companion(workout, found)
    for week in report.weeks:
        about = [f for f in report.findings if f.about_week and f.dates[0] == week.days.start]
        if any(finding.above_advice for finding in about):
            yield _week_note(week, about)


def _of_workouts(report: CheckReport) -> Iterator[Finding]:
    """What was found of single workouts; a whole week's findings would stand on each of them."""
    return (f for f in report.findings if f.workouts and not f.about_week)


def _week_note(week: Week, findings: list[Finding]) -> EventDraft:
    name = f"Week {week.days.start.isocalendar().week}"
    return EventDraft(
        uid=_owned_uid(f"week {week.name}"),
        start=week.days.start,
        end=week.days.start + timedelta(days=1),
        summary=_headline(name, findings),
        description="\n".join(finding_lines(findings)),
    )


def _owned_uid(key: str) -> str:
    return f"{sha256(key.encode()).hexdigest()[:24]}@counterpoint"


def _companion(workout: Workout, findings: list[Finding]) -> EventDraft:
    untimed = workout.time_assumed
    return EventDraft(
        uid=_owned_uid(f"companion {workout.id}"),
        start=workout.day if untimed else workout.start,
        end=workout.day + timedelta(days=1) if untimed else workout.end,
        summary=_headline(capitalized(name_of(workout)), findings),
        description="\n".join(finding_lines(findings)),
    )


def _headline(about: str, findings: list[Finding]) -> str:
    """Short enough for a month's view: "✗ Tempo run: too soon after heavy leg work (+1)"."""
    worst = min(findings, key=lambda finding: finding.severity.rank)
    explanation = explanation_of(worst.rule)
    fault = explanation.headline if explanation else worst.rule
    more = f" (+{len(findings) - 1})" if len(findings) > 1 else ""
    return f"{MARKS[worst.severity]} {about}: {fault}{more}"
