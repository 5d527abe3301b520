"""A feed in a file: what stood there before decides which events are revised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import EventDraft
from connectors.ics_publish.feed import publish
from connectors.ics_publish.feed_file import make_folder_of, read_feed, write_feed


def publish_to_file(
    path: Path,
    drafts: Iterable[EventDraft],
    *,
    calendar_name: str,
    time_zone: ZoneInfo,
    now: datetime,
) -> None:
    """Make the file, and the folder where it is missing, show `drafts`; see `publish`.

    With nothing changed the file is not touched. Raises NotWritable, with the file as it was,
    where the operating system refuses, and ValueError as `publish` does.
    """
    previous = read_feed(path)
    body = publish(
        drafts, calendar_name=calendar_name, time_zone=time_zone, now=now, previous=previous
    )
    make_folder_of(path)
    write_feed(path, body)
