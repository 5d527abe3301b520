"""Whether the process lives, whether it does its work, and its figures."""

from __future__ import annotations

from fastapi import APIRouter
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import JSONResponse, Response

from sync_service.errors import StoreError
from sync_service.web.plain import GUARDED, not_here, plain
from sync_service.web.state import WebState

_BOTH = ["GET", "HEAD"]
_OK = "ok"


def health_router(state: WebState) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`; they tell counts and ages, and nobody's name."""
    router = APIRouter()

    @router.api_route("/healthz", methods=_BOTH)
    async def alive() -> Response:
        return plain("ok")

    @router.api_route("/readyz", methods=_BOTH)
    def ready() -> Response:
        store, cycles = _store(state), _cycles_go_on(state)
        body = {
            "ready": store == _OK and cycles,
            "store": store,
            "cycles": _OK if cycles else "late",
            "last_cycle_age_s": _age_s(state),
            "needs_reauthorization": state.needs_reauthorization(),
        }
        headers = {**GUARDED, "Cache-Control": "no-store"}
        return JSONResponse(body, 200 if body["ready"] else 503, headers)

    @router.api_route("/metrics", methods=_BOTH)
    def metrics() -> Response:
        if state.registry is None:
            return not_here()
        headers = {**GUARDED, "Content-Type": CONTENT_TYPE_PLAIN_0_0_4, "Cache-Control": "no-store"}
        return Response(generate_latest(state.registry), headers=headers)

    return router


def _store(state: WebState) -> str:
    """Whether the database answers, and keeps what the daemon does."""
    try:
        state.store.ping()
    except StoreError:
        return "unreachable"
    return _OK if state.store_works() else "failing"


def _cycles_go_on(state: WebState) -> bool:
    """Whether a cycle ended not too long ago; before the first one, the start counts."""
    latest = state.last_cycle() or state.started_at
    return state.clock() - latest <= state.stale_after or not state.has_work()


def _age_s(state: WebState) -> int | None:
    latest = state.last_cycle()
    return None if latest is None else max(0, int((state.clock() - latest).total_seconds()))
