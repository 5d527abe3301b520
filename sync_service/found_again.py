"""What bears our mark or our seal though nobody remembers it: it is taken up again.

It was restored from a calendar's trash, or came with a copy of a workout, or the database was
lost. Then it is changed and taken away like everything else of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from connectors.calendar_event import CalendarEvent, EventDraft, Handle
from sync_service.annotation import Fence, annotation_in
from sync_service.content_hash import content_hash
from sync_service.identity import (
    annotation_key,
    identity_of,
    suggested_workout,
    suggestion_cause,
)
from sync_service.instants import day_of
from sync_service.observe import Sighting
from sync_service.standing import OF_OUR_OWN, Marked, draft_of, marked_events, place_of
from sync_service.store.records import Decision, Item, ItemKind, Verdict

NO_CAUSE = ""


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """Items that stand, and decisions about those that the athlete changed."""

    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]


def found_again(
    sightings: tuple[Sighting, ...], items: Iterable[Item], taken: set[str], now: datetime
) -> FoundAgain:
    """What stands of ours beyond the items that are known.

    `taken` are the keys of which the athlete has decided.
    """
    known = tuple(items)
    marked = tuple(_marked(sightings, known, taken, now))
    found = (each for each in marked if isinstance(each, Item))
    decisions = (each for each in marked if isinstance(each, Decision))
    return FoundAgain((*found, *_notes(sightings, known, taken)), tuple(decisions))


def _marked(
    sightings: tuple[Sighting, ...], items: tuple[Item, ...], taken: set[str], now: datetime
) -> Iterator[Item | Decision]:
    """Events of our own.

    Where one no longer says what its mark says, it is the athlete's. A copy beside the original
    is left alone.
    """
    refs = {item.handle.ref for item in items}
    done = taken | _standing_keys(sightings, items)
    for each in marked_events(sightings):
        key = each.mark.key
        if each.handle.ref in refs or key in done or each.mark.kind not in OF_OUR_OWN:
            continue
        done.add(key)
        if content_hash(draft_of(each.event)) == each.mark.content_hash:
            yield _event_of_ours(each)
        else:
            yield Decision(key, NO_CAUSE, Verdict.EDITED, now)


def _standing_keys(sightings: tuple[Sighting, ...], items: tuple[Item, ...]) -> set[str]:
    """The keys of what is known to stand in the calendars that were looked at."""
    looked_at = {each.calendar.key for each in sightings}
    return {item.key for item in items if item.calendar in looked_at}


def _event_of_ours(each: Marked) -> Item:
    key, kind = each.mark.key, ItemKind(each.mark.kind)
    is_move = kind is ItemKind.SUGGESTION
    return Item(
        key=key,
        kind=kind,
        cause=_cause_told_by(key, kind, each.event),
        calendar=each.calendar,
        handle=each.handle,
        written=draft_of(each.event),
        content_hash=each.mark.content_hash,
        workout=suggested_workout(key) if is_move else None,
    )


def _cause_told_by(key: str, kind: ItemKind, event: CalendarEvent) -> str:
    """The cause as far as the event itself tells it; which findings a text is of it does not."""
    match kind:
        case ItemKind.FUEL:
            return key
        case ItemKind.SUGGESTION:
            return suggestion_cause(key, day_of(event.start))
        case _:
            return NO_CAUSE


def _notes(
    sightings: tuple[Sighting, ...], items: tuple[Item, ...], taken: set[str]
) -> Iterator[Item]:
    """Notes of ours in workouts; what the athlete changed in one bears no seal and is theirs."""
    places = {place_of(i.calendar, i.handle) for i in items if i.kind is ItemKind.ANNOTATION}
    done = taken | _standing_keys(sightings, items)
    for sighting in sightings:
        if sighting.calendar.writer is None:
            continue
        key = sighting.calendar.key
        sealed = {_name(event): _sealed_lines(event) for event in sighting.events}
        copied = _copied_into_series(sealed)
        for event in sighting.events:
            lines, handle = sealed[_name(event)], event.handle
            if (
                not lines
                or handle is None
                or place_of(key, handle) in places
                or event.uid in copied
            ):
                continue
            item = _note(key, event, handle, lines)
            if item.key not in done:
                done.add(item.key)
                yield item


_Name = tuple[str, str | None]


def _name(event: CalendarEvent) -> _Name:
    return event.uid, event.recurrence_id


def _sealed_lines(event: CalendarEvent) -> tuple[str, ...]:
    if event.owned:
        return ()
    found = annotation_in(event.description)
    return found.lines if found.standing is Fence.OURS else ()


def _copied_into_series(sealed: Mapping[_Name, tuple[str, ...]]) -> frozenset[str]:
    """The UIDs of the series of which all instances show the same note.

    The athlete's own change of all events took it along; to take it out of each would make every
    instance one of its own.
    """
    shown: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for (uid, recurrence_id), lines in sealed.items():
        if recurrence_id is not None:
            shown[uid].append(lines)
    return frozenset(uid for uid, all_ in shown.items() if len(all_) > 1 and len(set(all_)) == 1)


def _note(calendar: str, event: CalendarEvent, handle: Handle, lines: tuple[str, ...]) -> Item:
    name = identity_of(event)
    said = "\n".join(lines)
    written = EventDraft(name, event.start, event.end, "", description=said, owned=False)
    return Item(
        key=annotation_key(name),
        kind=ItemKind.ANNOTATION,
        cause=NO_CAUSE,
        calendar=calendar,
        handle=handle,
        written=written,
        content_hash=content_hash(written),
        workout=name,
    )
