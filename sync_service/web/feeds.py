"""The feeds, at addresses that only those know who were given them."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from sync_service.store.database import Store
from sync_service.store.records import FeedName, PublishedFeed
from sync_service.web.compression import compressed, takes_gzip
from sync_service.web.conditional import Edition, has_it
from sync_service.web.plain import GUARDED, not_here, not_now

_KIND = "text/calendar; charset=utf-8"
_FIRST_CYCLE_S = 300
_FILES = {f"{name}.ics": name for name in FeedName}


def feeds_router(store: Store, is_served: Callable[[str], bool]) -> APIRouter:
    """`/feeds/TOKEN/NAME.ics` for what is in the store, of athletes who are looked after."""
    router = APIRouter()

    @router.api_route("/feeds/{token}/{file}", methods=["GET", "HEAD"])
    def feed(token: str, file: str, request: Request) -> Response:
        # a file that does not exist is looked for all the same, so that it takes as long
        found = store.feed_at(token, _FILES.get(file, FeedName.BUSY))
        if found is None or file not in _FILES or not is_served(found.athlete):
            return not_here()
        if found.feed is None:
            return not_now(_FIRST_CYCLE_S)
        return _answer(found.feed, request)

    return router


def _answer(feed: PublishedFeed, request: Request) -> Response:
    edition = Edition(feed.digest, feed.changed_at)
    headers = {
        **GUARDED,
        "ETag": edition.etag,
        "Last-Modified": edition.last_modified,
        "Cache-Control": "private, no-cache",  # may be kept, but is asked for every time
        "Vary": "Accept-Encoding",
    }
    asked = request.headers
    since = asked.get("If-Modified-Since")
    if has_it(edition, asked.getlist("If-None-Match"), since):
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": _KIND, "Content-Disposition": f'inline; filename="{feed.name}.ics"'}
    small = takes_gzip(asked.get("Accept-Encoding", "")) and compressed(feed.content)
    if small:
        return Response(small, headers=headers | {"Content-Encoding": "gzip"})
    return Response(feed.content, headers=headers)
