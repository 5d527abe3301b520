"""Google's messages that a calendar changed: its athlete is read soon."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from sync_service.web.plain import not_here
from sync_service.web.state import WebState


def notifications_router(state: WebState) -> APIRouter:
    """`POST /google/notifications`; who knows no channel of ours is told that nothing is here."""
    router = APIRouter()

    @router.post("/google/notifications")
    def notified(request: Request) -> Response:
        from sync_service.google_push import news_of  # noqa: PLC0415 few have a Google calendar

        news = news_of(state.store, request.headers)
        if news is None:
            return not_here()
        if news.something_changed:
            state.due(news.athlete)
        return Response(status_code=204)

    return router
