"""What the published feeds hold: the workouts with annotations, and our own companions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from connectors.calendar_event import CalendarEvent, EventDraft
from rules.finding import Finding
from rules.weeks import Week
from rules.workout import Workout
from sync_service.annotation import annotated
from sync_service.check_calendars import CheckReport
from sync_service.identity import identities
from sync_service.own_draft import OwnDraft, owned_uid
from sync_service.wording import Wording


def annotated_drafts(report: CheckReport, wording: Wording) -> Iterator[EventDraft]:
    """The athlete's workouts as they stand, each with what was found in its description.

    Events that are no workouts are left out: their text is nobody's business.
    """
    telling = wording.knowing(report.workouts)
    uids: set[str] = set()
    for placed in report.placed:
        ids = {workout.id for workout in placed.workouts}
        found = [finding for finding in _of_workouts(report) if ids & set(finding.workouts)]
        uid = _occurrence_uid(placed.event)
        if uid in uids:  # one UID in two feeds, or on two days: both are to be seen
            uid = f"{uid}_{placed.workouts[0].id}"
        uids.add(uid)
        yield _own_workout(placed.event, uid, telling.annotation_lines(found))


def _occurrence_uid(event: CalendarEvent) -> str:
    """An instance of a series becomes an event of its own, as the series is not published."""
    return f"{event.uid}_{event.recurrence_id}" if event.recurrence_id else event.uid


def _own_workout(event: CalendarEvent, uid: str, lines: tuple[str, ...]) -> EventDraft:
    return EventDraft(
        uid=uid,
        start=event.start,
        end=event.end,
        summary=event.summary,
        description=annotated(event.description, lines),
        location=event.location,
        status=event.status,
        busy=event.busy,
        private=event.private,
        owned=False,
        categories=event.categories,
    )


def overlay_drafts(report: CheckReport, wording: Wording) -> Iterator[EventDraft]:
    """Our own items alone, as events."""
    return (own.draft for own in companions(report, wording))


def companions(
    report: CheckReport, wording: Wording, names: Mapping[str, str] | None = None
) -> Iterator[OwnDraft]:
    """A companion beside each workout that something should be said of, and notes on weeks.

    A finding stands once, beside the last of its workouts; what is said of a whole week stands on
    its Monday, if it is more than advice. `names` are the workouts' identities where more is known
    of them than the report holds.
    """
    telling = wording.knowing(report.workouts)
    named = identities(report.placed) if names is None else names
    for workout in report.workouts:
        found = [finding for finding in _of_workouts(report) if finding.workouts[-1] == workout.id]
        if found:
            yield _companion(workout, named.get(workout.id, workout.id), found, telling)
    for week in report.weeks:
        about = [f for f in report.findings if f.about_week and f.dates[0] == week.days.start]
        if any(finding.above_advice for finding in about):
            yield _week_note(week, about, telling)


def _of_workouts(report: CheckReport) -> Iterator[Finding]:
    """What was found of single workouts; a whole week's findings would stand on each of them."""
    return (f for f in report.findings if f.workouts and not f.about_week)


def _week_note(week: Week, findings: list[Finding], wording: Wording) -> OwnDraft:
    key = f"week {week.name}"
    draft = EventDraft(
        uid=owned_uid(key),
        start=week.days.start,
        end=week.days.start + timedelta(days=1),
        summary=wording.week_title(week, findings),
        description="\n".join(wording.annotation_lines(findings)),
    )
    return OwnDraft(key, draft, tuple(findings))


def _companion(
    workout: Workout, identity: str, findings: list[Finding], wording: Wording
) -> OwnDraft:
    key, untimed = f"companion {identity}", workout.time_assumed
    draft = EventDraft(
        uid=owned_uid(key),
        start=workout.day if untimed else workout.start,
        end=workout.day + timedelta(days=1) if untimed else workout.end,
        summary=wording.companion_title(workout, findings),
        description="\n".join(wording.annotation_lines(findings)),
    )
    return OwnDraft(key, draft, tuple(findings), identity)
