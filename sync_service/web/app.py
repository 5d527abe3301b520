"""The app, gathered of its rooms: nothing else is served."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sync_service.errors import StoreError
from sync_service.web.counting import Counting
from sync_service.web.feeds import feeds_router
from sync_service.web.health import health_router
from sync_service.web.notifications import notifications_router
from sync_service.web.plain import not_here, not_now, plain
from sync_service.web.state import WebState

_LATER_S = 60


def web_app(state: WebState) -> FastAPI:
    """The app of the daemon.

    It has no pages about itself, and leads nobody elsewhere: a redirect would repeat an address.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.add_middleware(Counting, answered=state.answered)
    app.include_router(feeds_router(state.store, state.is_served))
    app.include_router(notifications_router(state))
    app.include_router(health_router(state))
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(StoreError, _unreachable)
    return app


async def _refused(_request: Request, error: Exception) -> Response:
    """A few words that never repeat what was asked for."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == HTTPStatus.NOT_FOUND:
        return not_here()
    headers = error.headers if isinstance(error, HTTPException) else None
    return plain("Not this way.", status, headers)


async def _unreachable(_request: Request, _error: Exception) -> Response:
    return not_now(_LATER_S)
