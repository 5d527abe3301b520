"""The main job on the embedded sample, through a real HTTP server and the real reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from sync_service.app import calendars_of, job_of, publish_report
from sync_service.athlete_settings import AthleteSettings
from sync_service.brake_limits import Limits
from sync_service.calendar_settings import IcsFeedSource, LocalCalendarTarget
from sync_service.check_calendars import CheckReport, check_calendars
from sync_service.database_settings import DEFAULT_URL, key_beside, url_in
from sync_service.demo_server import serving
from sync_service.errors import CounterpointError
from sync_service.publish_feeds import ANNOTATED, OVERLAY
from sync_service.sample_feed import sample_days, sample_feed_from, sample_file
from sync_service.settings import load_athlete

if TYPE_CHECKING:
    from sync_service.sync_athlete import CycleReport

CALENDAR = "calendar"
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


def write_sample(
    address: str, settings: AthleteSettings, now: datetime, folder: Path
) -> CycleReport:
    """Run one cycle that reads the sample and writes into a calendar in `folder`.

    What the cycle remembers stands beside it, so that a second run finds its own work. A week
    later the whole sample has moved, which is no reason to ask: the brake is off.

    Raises:
        CounterpointError: the folder or the database in it cannot be used.
    """
    from sync_service.holding import holding  # noqa: PLC0415 slow to import
    from sync_service.store.database import open_store  # noqa: PLC0415
    from sync_service.sync_athlete import Run, sync_athlete  # noqa: PLC0415

    place = folder.absolute()
    athlete = settings.model_copy(
        update={
            "sources": (IcsFeedSource(kind="ics_feed", address=SecretStr(f"{address}/{_SAMPLE}")),),
            "write_to": LocalCalendarTarget(kind="local_calendar", folder=str(place / CALENDAR)),
        }
    )
    url = url_in(place, DEFAULT_URL)
    with closing(open_store(url, now=now, key_file=key_beside(place, url, None))) as store:
        with store.reading(athlete.name) as ledger:
            written = {item.calendar for item in ledger.items()}
        job = replace(job_of(athlete, written), limits=Limits(share=1))
        with holding(store, athlete.name) as lease:
            return sync_athlete(job, Run(store, lease), now)


def _monday(now: datetime) -> date:
    return now.date() - timedelta(days=now.weekday())
