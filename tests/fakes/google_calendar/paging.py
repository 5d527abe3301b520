"""Pages: a collection is fixed when its first page is asked for, and read on by token."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.google_calendar.problems import Json, parameter_error

MOST_KEPT = 5_000


@dataclass(frozen=True)
class Listing:
    """All items of one reading, and the token that its last page gives."""

    collection: str
    items: list[Json]
    sync_token: str | None


@dataclass
class Pages:
    """The readings under way, by page token."""

    kept: OrderedDict[str, tuple[Listing, int]] = field(default_factory=OrderedDict)
    made: int = 0

    def start_of(self, token: str, collection: str) -> tuple[Listing, int]:
        found = self.kept.get(token)
        if found is None or found[0].collection != collection:
            raise parameter_error("invalid", "Invalid page token value.", "pageToken")
        return found

    def page(self, listing: Listing, start: int, size: int, shown: Callable[[Json], Json]) -> Json:
        """`items`, and either nextPageToken or, on the last page only, nextSyncToken."""
        items = [shown(item) for item in listing.items[start : start + size]]
        page: Json = {"items": items}
        if start + size < len(listing.items):
            page["nextPageToken"] = self._keep(listing, start + size)
        elif listing.sync_token is not None:
            page["nextSyncToken"] = listing.sync_token
        return page

    def _keep(self, listing: Listing, start: int) -> str:
        self.made += 1
        token = f"CiA{self.made:010d}"
        self.kept[token] = (listing, start)
        if len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return token
