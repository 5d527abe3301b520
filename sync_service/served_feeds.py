"""The feeds that an athlete may subscribe to, made of what a cycle saw and wants.

They change with the calendars: a plan that is held back leaves them as they are, a calendar that
fails is in them as it stood. Of events that are no workouts there is nothing in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from zoneinfo import ZoneInfo

from connectors.calendar_event import EventDraft
from connectors.ports import FeedMaker
from rules.workout import Sport, Workout
from sync_service.circle import Circle
from sync_service.desired_state import every_desire
from sync_service.feed_drafts import annotated_drafts
from sync_service.job import Job
from sync_service.outlook import Outlook
from sync_service.own_draft import owned_uid
from sync_service.store.database import Store
from sync_service.store.records import FeedName, ItemKind, PublishedFeed

_SHOWN = frozenset({ItemKind.COMPANION, ItemKind.SUGGESTION, ItemKind.FUEL})
_BUSY = "Busy"
_UTC = ZoneInfo("UTC")  # the zone of a discreet feed tells nothing


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed before it is bytes."""

    name: FeedName
    title: str
    zone: ZoneInfo
    drafts: tuple[EventDraft, ...]

    @property
    def made_of(self) -> str:
        """The same as long as the feed would say the same, in whichever order it was read."""
        drafts = sorted(map(repr, self.drafts))
        content = repr((version("counterpoint"), self.title, self.zone.key, drafts))
        return sha256(content.encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Served:
    """Feeds that say something new, and sentences about those that could not be made."""

    feeds: tuple[PublishedFeed, ...] = ()
    problems: tuple[str, ...] = ()


def changed_feeds(job: Job, store: Store, outlook: Outlook, now: datetime) -> Served:
    """The feeds that say something else than what is served; nothing is kept yet.

    As long as no calendar could ever be read, there are none.
    """
    make = job.publish
    if make is None or (outlook.unread and not outlook.report.workouts):
        return Served()
    with store.reading(job.athlete) as ledger:
        served = ledger.feeds_made_of()
        fresh = [each for each in _feeds(outlook.circle) if served.get(each.name) != each.made_of]
        before = [ledger.feed(each.name) for each in fresh]
    feeds: list[PublishedFeed] = []
    problems: list[str] = []
    for feed, known in zip(fresh, before, strict=True):
        try:
            feeds.append(_made(feed, known, make, now))
        except ValueError as error:  # it names the place of an event, never its text
            problems.append(f"{feed.name}.ics stays as it was: {error}")
    return Served(tuple(feeds), tuple(problems))


def emptied_feeds(job: Job, store: Store, now: datetime) -> tuple[PublishedFeed, ...]:
    """What was served, with nothing in it any more."""
    make = job.publish
    if make is None:
        return ()
    with store.reading(job.athlete) as ledger:
        served = [ledger.feed(name) for name in ledger.feeds_made_of()]
    zone = ZoneInfo(job.settings.time_zone)
    return tuple(
        _made(_Feed(each.name, _BUSY, zone, ()), each, make, now) for each in served if each
    )


def _made(
    feed: _Feed, before: PublishedFeed | None, make: FeedMaker, now: datetime
) -> PublishedFeed:
    content = make(
        feed.drafts,
        calendar_name=feed.title,
        time_zone=feed.zone,
        now=now,
        previous=before.content if before else None,
    )
    changed_at = now.astimezone(UTC).replace(microsecond=0)
    if before is not None:  # who asks by time has whole seconds, and a clock may be set back
        changed_at = max(changed_at, before.changed_at + timedelta(seconds=1))
    digest = sha256(content).hexdigest()[:32]
    return PublishedFeed(feed.name, content, feed.made_of, digest, changed_at)


def _feeds(circle: Circle) -> Iterator[_Feed]:
    zone, name = ZoneInfo(circle.settings.time_zone), circle.settings.name
    yield _Feed(
        FeedName.OVERLAY, f"{name}: Counterpoint", zone, tuple(_in_zone(_overlay(circle), zone))
    )
    told = replace(circle.report, findings=circle.findings)
    workouts = annotated_drafts(told, circle.wording)
    title = circle.wording.workouts_feed(name)
    yield _Feed(FeedName.ANNOTATED, title, zone, tuple(_in_zone(workouts, zone)))
    yield _Feed(FeedName.BUSY, _BUSY, _UTC, tuple(_busy(circle)))


def _in_zone(drafts: Iterable[EventDraft], zone: ZoneInfo) -> Iterator[EventDraft]:
    """The drafts on the athlete's clock: what comes from the store would else look new in UTC."""
    for draft in drafts:
        start, end = draft.start, draft.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            yield replace(draft, start=start.astimezone(zone), end=end.astimezone(zone))
        else:
            yield draft


def _overlay(circle: Circle) -> Iterator[EventDraft]:
    """What stands beside the workouts; what is said within them is in the annotated feed."""
    for each in every_desire(circle):
        if each.kind in _SHOWN:
            # some calendars show a private event of a feed as busy time alone, even to its owner
            private = each.kind is ItemKind.FUEL
            yield replace(each.draft, uid=owned_uid(each.key), private=private)


def _busy(circle: Circle) -> Iterator[EventDraft]:
    """When the athlete trains; the UID is made of the times, as any other would tell more."""
    for start, end in _joined(_spans(circle)):
        times = f"{start:%Y%m%dT%H%M%SZ}-{end:%Y%m%dT%H%M%SZ}"
        uid = f"busy-{times}@counterpoint"
        yield EventDraft(uid=uid, start=start, end=end, summary=_BUSY, busy=True, owned=False)


def _spans(circle: Circle) -> Iterator[tuple[datetime, datetime]]:
    for placed in circle.report.placed:
        for workout in placed.workouts:
            if _takes_time(workout):
                yield workout.start.astimezone(UTC), workout.end.astimezone(UTC)


def _takes_time(workout: Workout) -> bool:
    """Whether it is known when the workout is; a time that we assume blocks nobody's calendar."""
    return workout.session.sport is not Sport.REST and not workout.time_assumed


def _joined(
    spans: Iterable[tuple[datetime, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """The spans in order, those that touch as one: how many sessions they are is not told."""
    held: tuple[datetime, datetime] | None = None
    for start, end in sorted(spans):
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
