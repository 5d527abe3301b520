"""Our own items beside workouts and on weeks, each with what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.calendar_event import CalendarEvent
from connectors.ports import ReadResult, TimeWindow
from sync_service.annotation import annotation_in
from sync_service.check_calendars import Calendar, CheckReport, check_calendars
from sync_service.feed_drafts import annotated_drafts, companions, overlay_drafts
from sync_service.identity import identities
from sync_service.wording import Wording
from tests.checks.builders import BERLIN, WEEK, at, athlete

ENGLISH, GERMAN = Wording.of("en", BERLIN), Wording.of("de", BERLIN)


@dataclass(frozen=True)
class Shelf:
    """A source that holds what it was given."""

    events: tuple[CalendarEvent, ...]
    label: str = "shelf"

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        return ReadResult(self.events, window)


def event(uid: str, start: datetime, title: str) -> CalendarEvent:
    return CalendarEvent(uid, start, start + timedelta(hours=1), summary=title)


def report(tempo_at: str = "18:00") -> CheckReport:
    legs = event("legs", at(0, "15:00"), "Heavy squats 5x5 @ 80%")
    tempo = event("tempo", at(0, tempo_at), "Tempo run 60 min")
    return check_calendars([Calendar(Shelf((legs, tempo)))], athlete(), WEEK)


def test_a_companion_tells_its_findings_and_its_workout() -> None:
    checked = report()
    [beside, *weeks] = companions(checked, ENGLISH)
    [tempo] = [each for each in checked.workouts if each.event_uid == "tempo"]
    assert beside.workout == identities(checked.placed)[tempo.id]
    assert beside.key == f"companion {beside.workout}"
    assert {finding.rule for finding in beside.findings} >= {"same-day-gap"}
    assert beside.draft.summary.startswith("✗ Tempo run: ")
    assert [(week.key, week.workout) for week in weeks] == [("week 2026-W02", None)]
    assert all(finding.about_week for finding in weeks[0].findings)


def test_the_overlay_holds_just_these() -> None:
    drafts = [own.draft for own in companions(report(), ENGLISH)]
    assert list(overlay_drafts(report(), ENGLISH)) == drafts


def test_a_companion_keeps_its_uid_when_the_workout_moves() -> None:
    [before, *_], [after, *_] = (companions(report(clock), ENGLISH) for clock in ("18:00", "18:30"))
    assert before.draft.start != after.draft.start
    assert (before.key, before.draft.uid) == (after.key, after.draft.uid)


def test_annotations_and_titles_are_in_the_athletes_language() -> None:
    [beside, week] = companions(report(), GERMAN)
    assert beside.draft.summary.startswith("✗ Tempolauf: ")
    assert week.draft.summary.startswith("! Woche 2: ")
    annotated = {draft.uid: draft for draft in annotated_drafts(report(), GERMAN)}
    lines = annotation_in(annotated["tempo"].description).lines
    assert "! Nur 2 h" in lines[0] or "✗ Nur 2 h" in lines[0]
    assert annotated["tempo"].summary == "Tempo run 60 min"
