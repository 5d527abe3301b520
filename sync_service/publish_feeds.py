"""Write the two feeds of a report into a folder: `annotated.ics` and `overlay.ics`."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from pathlib import Path

from connectors.errors import NotWritable
from connectors.ports import FeedWriter
from sync_service.athlete_settings import AthleteSettings
from sync_service.check_calendars import CheckReport
from sync_service.errors import CounterpointError
from sync_service.feed_drafts import annotated_drafts, overlay_drafts
from sync_service.fuel_events import fuel_drafts

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
    fuel = fuel_drafts(report.fuel, report.workouts, settings.fuel, grams=settings.fuel_grams)
    feeds = (
        (ANNOTATED, f"{settings.name}: workouts with Counterpoint", annotated_drafts(report)),
        (OVERLAY, f"{settings.name}: Counterpoint", chain(overlay_drafts(report), fuel)),
    )
    try:
        for file_name, title, drafts in feeds:
            write(folder / file_name, drafts, calendar_name=title, time_zone=zone, now=now)
    except NotWritable as error:
        raise CounterpointError(str(error)) from None


def _shows_something(feed: Path) -> bool:
    try:
        return b"BEGIN:VEVENT" in feed.read_bytes()
    except OSError:
        return False
