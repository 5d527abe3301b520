"""Events gathered by UID, and which of them have to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from connectors.ics_feed.cursor import KnownGroup
from connectors.ics_feed.feed_text import FeedText
from connectors.ics_feed.frame import CalendarFrame
from connectors.ics_feed.slicing import uid_of
from connectors.ics_feed.text import decode
from connectors.ics_feed.window_filter import DayRange, named_line


@dataclass(frozen=True, slots=True)
class Member:
    """One event block: its place, bytes and calendar, and whether it can touch the window."""

    index: int
    part: bytes
    frame: CalendarFrame
    touches: bool


@dataclass(slots=True)
class Group:
    """All blocks of one UID, in the feed's order."""

    uid: str
    members: list[Member] = field(default_factory=list)

    @property
    def live(self) -> bool:
        """Whether anything of it can touch the window."""
        return any(member.touches for member in self.members)

    def needed(self) -> list[Member]:
        """The members without which the window could be read wrongly.

        Those that may touch it, masters, and other versions of the overrides among them.
        """
        named = {named_line(m.part) for m in self.members if m.touches} - {b""}
        return [
            m
            for m in self.members
            if m.touches or not (line := named_line(m.part)) or line in named
        ]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The groups to be read, and the UIDs that stand as the cursor has them."""

    groups: Mapping[str, Group]
    standing: frozenset[str]


def all_groups(text: FeedText, days: DayRange) -> Gathered:
    """Return every group that can touch the days."""
    return Gathered(_live(_gather(text, days, text.indexes())), frozenset())


def changed_groups(text: FeedText, days: DayRange, known: Mapping[str, KnownGroup]) -> Gathered:
    """Return the groups of which a block is new, gone or flawed since the cursor `known`.

    Every block whose number is in `text.known_ids` is as it was; only the others are looked at.
    """
    if not text.in_known_order():
        return _reordered_groups(text, days, known)
    fresh = _gather(text, days, text.fresh_indexes())
    present = text.live_ids()
    suspects = {uid: group for uid, group in fresh.items() if uid in known or group.live}
    for uid, group in known.items():
        stands = group.ids and present.issuperset(group.ids)
        if uid not in suspects and (group.flawed or not stands):
            suspects[uid] = Group(uid)
    strangers = [uid for uid in suspects if uid not in known or not known[uid].ids]
    if strangers:
        # Their other blocks, if any, are somewhere among those that never touched the window.
        everything = _gather(text, days, text.indexes())
        suspects |= {uid: everything.get(uid, Group(uid)) for uid in strangers}
    returning = suspects.keys() & known.keys()
    numbers = frozenset(number for uid in returning for number in known[uid].ids)
    places = text.indexes_of(numbers)
    for uid in returning:
        old = chain.from_iterable(places.get(number, ()) for number in set(known[uid].ids))
        _complete(suspects[uid], text, days, old)
    return Gathered(_live(suspects), frozenset(known.keys() - suspects.keys()))


def _reordered_groups(text: FeedText, days: DayRange, known: Mapping[str, KnownGroup]) -> Gathered:
    """Return the groups that changed where blocks changed places: of equals the last counts."""
    groups = _live(_gather(text, days, text.indexes()))
    standing = frozenset(
        uid for uid, group in groups.items() if uid in known and _stands(group, text, known[uid])
    )
    return Gathered({uid: group for uid, group in groups.items() if uid not in standing}, standing)


def _stands(group: Group, text: FeedText, known: KnownGroup) -> bool:
    ids = tuple(text.ids[member.index] for member in group.members)
    return ids == known.ids and not known.flawed


def _live(groups: Mapping[str, Group]) -> dict[str, Group]:
    return {uid: group for uid, group in groups.items() if group.live}


def _complete(group: Group, text: FeedText, days: DayRange, indexes: Iterable[int]) -> None:
    """Add the blocks that stand as they stood to those that are new."""
    there = {member.index for member in group.members}
    added = [_member(text, days, index) for index in indexes if index not in there]
    group.members = sorted(chain(group.members, added), key=lambda member: member.index)


def _gather(text: FeedText, days: DayRange, indexes: Iterable[int]) -> dict[str, Group]:
    gathered: dict[bytes, list[Member]] = {}
    for index in indexes:
        member = _member(text, days, index)
        key = uid_of(member.part) or b"\n%016x" % text.content_id(index)
        gathered.setdefault(key, []).append(member)
    groups: dict[str, Group] = {}
    for key, members in gathered.items():
        uid = _uid(key)
        group = groups.setdefault(uid, Group(uid))
        group.members += members
        if len(group.members) > len(members):
            # Two spellings of one UID, told apart only by octets that are no text.
            group.members.sort(key=lambda member: member.index)
    return groups


def _member(text: FeedText, days: DayRange, index: int) -> Member:
    part = text.part(index)
    return Member(index, part, text.frame_of(index), days.may_touch(part))


def _uid(key: bytes) -> str:
    """The UID as text; what has none is named by its content, which outlives its place."""
    return f"no-uid-{decode(key[1:])}" if key.startswith(b"\n") else decode(key)
