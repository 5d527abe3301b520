"""From the bytes of a feed to what one read of it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from connectors.calendar_event import CalendarEvent
from connectors.guarded_http import NO_VALIDATORS, Validators
from connectors.ics_feed.cursor import (
    Cursor,
    Head,
    KnownGroup,
    KnownOccurrence,
    opened,
    pack,
    pack_ids,
    parse,
)
from connectors.ics_feed.dialects import identified
from connectors.ics_feed.digest import body_digest
from connectors.ics_feed.feed_text import FeedBody, FeedText
from connectors.ics_feed.group_reader import GroupReader, Placed
from connectors.ics_feed.groups import Gathered, Group, all_groups, changed_groups
from connectors.ics_feed.series import Bounds
from connectors.ics_feed.window_filter import day_range
from connectors.ics_feed.words import FILE
from connectors.ports import EventKey, Problem, ReadResult, TimeWindow

_MAX_PROBLEMS = 200


def read_calendar(
    body: bytes, window: TimeWindow, default_zone: tzinfo, label: str, cursor: str | None = None
) -> ReadResult:
    """Read the occurrences in a file that touch `window`; floating times are in `default_zone`.

    `body` is its content. With the cursor of an earlier read, only what changed since. `label`
    names the source in problems. Raise BadFeed where `body` is no calendar.
    """
    return read_feed(FeedBody(body, label, default_zone, words=FILE), window, cursor)


def read_feed(
    feed: FeedBody,
    window: TimeWindow,
    cursor: str | None = None,
    validators: Validators = NO_VALIDATORS,
) -> ReadResult:
    """Read a fetched feed as `read_calendar` does; `validators` go into the cursor."""
    known = parse(cursor)
    body = body_digest(feed.content)
    if known is not None and known.head.body == body and _asked_before(feed, window, known.head):
        return unchanged(known.with_head(validators=validators), window)
    text = FeedText(feed, window, known)
    blocks = pack_ids(text.ids)
    if (
        known is not None
        and _stands(known, blocks, text)
        and _asked_before(feed, window, known.head)
    ):
        return unchanged(known.with_head(body=body, validators=validators), window)
    return _Read(feed, window, text, known).result(body, validators)


def _stands(known: Cursor, blocks: str, text: FeedText) -> bool:
    return text.complete and known.blocks == blocks and known.head.frames == text.frames_digest


def unchanged(cursor: Cursor, window: TimeWindow) -> ReadResult:
    """Return the result of a read that found everything as the cursor has it."""
    head = cursor.head
    return ReadResult((), window, head.complete, (), head.problems, str(cursor))


def _asked_before(feed: FeedBody, window: TimeWindow, head: Head) -> bool:
    """Whether the same bytes would be read to the same result, and were to their end."""
    return (
        head.complete and not feed.cut_off and head.context == feed.context and head.covers(window)
    )


@dataclass(frozen=True, slots=True)
class _ReadGroup:
    """A group that was read: the numbers of its blocks, its events, whether it has a problem."""

    ids: tuple[int, ...]
    events: tuple[Placed, ...]
    flawed: bool

    def known(self, uid: str) -> KnownGroup:
        """Return what the cursor keeps of it."""
        return KnownGroup(
            self.ids, self.flawed, tuple(_occurrence(uid, each) for each in self.events)
        )


class _Read:
    """One read that has to look at events."""

    def __init__(
        self, feed: FeedBody, window: TimeWindow, text: FeedText, cursor: Cursor | None
    ) -> None:
        self._feed = feed
        self._window = window
        self._text = text
        self._bounds = _bounds(window, feed.default_zone)
        readable, self._known = opened(cursor)
        self._head = None if readable is None else readable.head
        self._reader = GroupReader(feed.label, self._bounds)
        self._left: set[int] = set()

    def result(self, body: str, validators: Validators) -> ReadResult:
        """Return what is new, changed and gone, and the cursor for the next read."""
        gathered = self._gathered()
        read = self._identified(dict(self._read_groups(gathered.groups)))
        standing = {uid: self._known[uid] for uid in gathered.standing}
        standing |= {uid: group.known(uid) for uid, group in read.items()}
        complete = self._text.complete and not self._feed.cut_off and not self._reader.exhausted
        gone = tuple(self._gone(standing)) if complete else ()
        standing |= self._unread(standing, complete=complete)
        problems = tuple(self._problems(complete=complete))
        head = Head(
            context=self._feed.context,
            body=body,
            frames=self._text.frames_digest,
            plain=self._text.plain,
            window=self._window,
            validators=validators if complete else NO_VALIDATORS,
            complete=complete,
            problems=problems,
        )
        cursor = Cursor(head, self._blocks(), pack(standing))
        events = tuple(self._new(read))
        return ReadResult(events, self._window, complete, gone, problems, str(cursor))

    def _gathered(self) -> Gathered:
        days = day_range(self._window)
        head = self._head
        if (
            head is None
            or head.window != self._window
            or head.frames != self._text.frames_digest
            or head.context != self._feed.context
            # What tells two workouts of a platform apart is their order among all of them.
            or self._text.of_platform
        ):
            return all_groups(self._text, days)
        return changed_groups(self._text, days, self._known)

    def _read_groups(self, groups: Mapping[str, Group]) -> Iterator[tuple[str, _ReadGroup]]:
        """Read the groups until the bound of a read is reached; the rest is left for the next."""
        for uid, group in groups.items():
            read = self._read(group)
            if self._reader.exhausted:
                self._left.update(member.index for member in group.members)
            else:
                yield uid, read

    def _blocks(self) -> str:
        """The numbers of the blocks; what was not read is left out, so that it counts as new."""
        ids = self._text.ids
        left = {ids[index] for index in self._left}
        return pack_ids([number for number in ids if number not in left])

    def _read(self, group: Group) -> _ReadGroup:
        ids = tuple(self._text.ids[member.index] for member in group.members)
        found = self._reader.read(group)
        return _ReadGroup(ids, found.events, found.flawed)

    def _identified(self, read: Mapping[str, _ReadGroup]) -> Mapping[str, _ReadGroup]:
        """Name platform workouts by day, sport, title and order in the feed."""
        if not self._text.of_platform:
            return read
        flat = [(uid, each) for uid, group in read.items() for each in group.events]
        flat.sort(key=lambda pair: pair[1].position)
        events = identified((each.event for _, each in flat), self._feed.default_zone)
        named: dict[str, list[Placed]] = {uid: [] for uid in read}
        for (uid, each), event in zip(flat, events, strict=True):
            named[uid].append(each._replace(event=event))
        return {uid: replace(read[uid], events=tuple(named[uid])) for uid in read}

    def _new(self, read: Mapping[str, _ReadGroup]) -> Iterator[CalendarEvent]:
        """The events that the caller does not have as they are."""
        head = self._head
        same_reading = (
            head is not None
            and head.frames == self._text.frames_digest
            and head.context == self._feed.context
        )
        for uid, group in read.items():
            known = self._known.get(uid)
            stood = known is not None and same_reading and known.ids == group.ids
            had = set(known.occurrences) if known is not None and stood else None
            for each in group.events:
                if had is None or _occurrence(uid, each) not in had:
                    yield each.event

    def _gone(self, standing: Mapping[str, KnownGroup]) -> Iterator[EventKey]:
        """The occurrences that stood in the window and no longer do.

        What is merely outside of the window now is not gone, nor is what could not be read.
        """
        for uid, known in self._known.items():
            now = standing.get(uid)
            if now is not None and now.flawed:
                continue
            names = {each.name for each in now.occurrences} if now else set()
            for each in known.occurrences:
                if each.name not in names and self._bounds.touched_by(each.start_s, each.end_s):
                    yield EventKey(each.uid or uid, each.recurrence_id)

    def _unread(
        self, standing: Mapping[str, KnownGroup], *, complete: bool
    ) -> dict[str, KnownGroup]:
        """Known groups that could not be read now; without numbers, so that they are read again."""
        kept: dict[str, KnownGroup] = {}
        for uid, known in self._known.items():
            now = standing.get(uid)
            if now is None and not complete:
                kept[uid] = replace(known, ids=())
            elif now is not None and (now.flawed or not complete):
                names = {each.name for each in now.occurrences}
                lost = tuple(each for each in known.occurrences if each.name not in names)
                # What is lost for now makes the group one that is read again.
                flawed = now.flawed or bool(lost)
                kept[uid] = replace(now, flawed=flawed, occurrences=now.occurrences + lost)
        return kept

    def _problems(self, *, complete: bool) -> Iterator[Problem]:
        label, words = self._feed.label, self._feed.words
        found = [*self._reader.problems, *_zone_problems(label, self._text)]
        if not complete:
            yield Problem(label, words.too_large if self._reader.exhausted else words.cut_off)
        yield from found[:_MAX_PROBLEMS]
        if len(found) > _MAX_PROBLEMS:
            yield Problem(label, f"{len(found) - _MAX_PROBLEMS} more events have problems")


def _bounds(window: TimeWindow, zone: tzinfo) -> Bounds:
    return Bounds(window.start.astimezone(UTC), window.end.astimezone(UTC), zone)


def _occurrence(uid: str, placed: Placed) -> KnownOccurrence:
    event, _, begin_s, stop_s = placed
    own = "" if event.uid == uid else event.uid
    identity = event.identity if event.platform else ""
    return KnownOccurrence(event.recurrence_id, begin_s, stop_s, identity, own)


def _zone_problems(label: str, text: FeedText) -> Iterator[Problem]:
    for name in dict.fromkeys(name for frame in text.frames for name in frame.unknown_zones):
        shown = "".join(character for character in name[:40] if character.isprintable())
        yield Problem(
            label, f"the time zone {shown!r} is known to nobody; its times are read as local times"
        )
