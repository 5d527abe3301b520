"""Write the two feeds of a report into a folder: `annotated.ics` and `overlay.ics`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from connectors.calendar_event import EventDraft
from connectors.errors import NotWritable
from connectors.ports import FeedWriter
from sync_service.athlete_settings import AthleteSettings
from sync_service.check_calendars import CheckReport
from sync_service.errors import CounterpointError
from sync_service.feed_drafts import annotated_drafts, overlay_drafts
from sync_service.fuel_events import fuel_items
from sync_service.identity import identities
from sync_service.wording import Wording

ANNOTATED = "annotated.ics"
OVERLAY = "overlay.ics"


def publish_feeds(
    report: CheckReport,
    folder: Path,
    settings: AthleteSettings,
    now: datetime,
    write: FeedWriter,
) -> None:
    """Write both feeds; an event that has not changed keeps its stamp and sequence.

    Raises:
        CounterpointError: the folder or a file in it cannot be written, or everything that was
            published would vanish.
    """
    if not report.workouts and _shows_something(folder / ANNOTATED):
        raise CounterpointError(
            f"{folder}: the feeds there stay as they are, as no workout was found this time; "
            "delete them if that is right."
        )
    zone = report.athlete.time_zone
    wording = Wording.of(settings.language, zone)
    overlay = chain(overlay_drafts(report, wording), _fuel(report, settings, wording))
    feeds = (
        (ANNOTATED, wording.workouts_feed(settings.name), annotated_drafts(report, wording)),
        (OVERLAY, f"{settings.name}: Counterpoint", overlay),
    )
    try:
        for file_name, title, drafts in feeds:
            write(folder / file_name, drafts, calendar_name=title, time_zone=zone, now=now)
    except NotWritable as error:
        raise CounterpointError(str(error)) from None


def _fuel(report: CheckReport, settings: AthleteSettings, wording: Wording) -> Iterator[EventDraft]:
    named = identities(report.placed)
    grams = settings.fuel_grams
    items = fuel_items(report.fuel, report.workouts, settings.fuel, named, wording, grams=grams)
    return (item.draft for item in items)


def _shows_something(feed: Path) -> bool:
    try:
        return b"BEGIN:VEVENT" in feed.read_bytes()
    except OSError:
        return False
