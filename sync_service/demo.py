"""The main job on the embedded sample, through a real HTTP server and the real reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from sync_service.app import calendars_of, publish_report
from sync_service.athlete_settings import AthleteSettings
from sync_service.check_calendars import CheckReport, check_calendars
from sync_service.demo_server import serving
from sync_service.errors import CounterpointError
from sync_service.publish_feeds import ANNOTATED, OVERLAY
from sync_service.sample_feed import sample_days, sample_feed_from, sample_file
from sync_service.settings import load_athlete

_SAMPLE = "sample_feed.ics"


def sample_athlete() -> AthleteSettings:
    """The athlete whose four weeks the sample shows."""
    return load_athlete(sample_file("athlete.toml"))


@contextmanager
def serving_sample(now: datetime, folder: Path, port: int) -> Iterator[str]:
    """Serve the sample, and the feeds that will lie in `folder`; yields the server's address.

    Raises:
        CounterpointError: the port is taken.
    """
    sample = sample_feed_from(_monday(now))
    documents = {
        f"/{_SAMPLE}": lambda: sample,
        f"/{ANNOTATED}": (folder / ANNOTATED).read_bytes,
        f"/{OVERLAY}": (folder / OVERLAY).read_bytes,
    }
    with ExitStack() as stack:
        try:
            address = stack.enter_context(serving(documents, port))
        except OSError:
            raise CounterpointError(
                f"--port: {port} cannot be listened on; name another, or 0 for any free one."
            ) from None
        yield address


def check_sample(
    address: str, settings: AthleteSettings, now: datetime, folder: Path
) -> CheckReport:
    """Read the sample from the server, check it, and write both feeds into `folder`."""
    report = check_calendars(
        calendars_of([f"{address}/{_SAMPLE}"], settings),
        settings.athlete(),
        sample_days(_monday(now)),
        settings.planning(now),
    )
    publish_report(report, folder, settings, now)
    return report


def _monday(now: datetime) -> date:
    return now.date() - timedelta(days=now.weekday())
