"""What leads back from the writes of a cycle, by its journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sync_service.causes import Refused
from sync_service.reconcile import NOWHERE, Change, is_dragged
from sync_service.standing import OF_OUR_OWN
from sync_service.store.records import Action, Item, ItemKind, JournalEntry, Step


def inverse(
    entries: Iterable[JournalEntry], standing: Mapping[str, Item], refused: Refused
) -> Iterator[Change]:
    """What leads back, the last write first; what has been changed since is left alone.

    What the athlete refused since does not come back by undoing, either.
    """
    for entry in sorted(entries, key=lambda each: -each.position):
        about = entry.item or entry.before
        if entry.step is not Step.DONE or (about and about.kind is ItemKind.TRACE):
            continue
        now = standing.get(about.key) if about else None
        if now is not None and is_dragged(now):
            continue
        if entry.action is Action.CREATE and now is not None:
            yield Change(Action.DELETE, now, None)
        elif entry.action is Action.CHANGE and entry.before and _as_left(now, entry):
            assert now is not None  # noqa: S101 for mypy: as it was left, it is there
            yield Change(Action.CHANGE, now, replace(entry.before, handle=now.handle))
        elif entry.action is Action.DELETE and _may_come_back(entry.before, now, refused):
            assert entry.before is not None  # noqa: S101 for mypy
            yield Change(Action.CREATE, None, _again(entry.before))


def _may_come_back(before: Item | None, now: Item | None, refused: Refused) -> bool:
    if before is None or now is not None or before.key in refused.theirs:
        return False  # what was edited may stand there still, under the very id
    return not set(before.cause.split("\n")) & set(refused.causes)


def _as_left(now: Item | None, entry: JournalEntry) -> bool:
    return (
        now is not None and entry.item is not None and now.content_hash == entry.item.content_hash
    )


def _again(item: Item) -> Item:
    """The item under an id of its own: that of the deleted one may be taken for ever."""
    if item.kind in OF_OUR_OWN:
        return replace(item, handle=NOWHERE, generation=item.generation + 1)
    return item


def made_and_gone(entries: Iterable[JournalEntry], standing: Mapping[str, Item]) -> Iterator[Item]:
    """What a cycle made and a later one took away: undoing that one is not to bring it back."""
    for entry in entries:
        item = entry.item
        made = entry.action is Action.CREATE and entry.step is Step.DONE
        if made and item is not None and item.kind in OF_OUR_OWN and item.key not in standing:
            yield item
