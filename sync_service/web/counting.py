"""How requests are answered, told to who counts: what for, and with which status."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync_service.metrics import Wanted
from sync_service.web.state import Answered

_BY_FIRST_STEP = {
    "feeds": Wanted.FEED,
    "google": Wanted.MESSAGE,
    "healthz": Wanted.WATCH,
    "readyz": Wanted.WATCH,
    "metrics": Wanted.WATCH,
}


class Counting:
    """An app round the app; of an address only its first step is looked at."""

    def __init__(self, app: ASGIApp, answered: Answered) -> None:
        """Tell `answered` of each answer that begins."""
        self._app = app
        self._answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand everything on as it is."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._answered(_wanted(scope["path"]), message["status"])
            await send(message)

        await self._app(scope, receive, told)


def _wanted(path: str) -> Wanted:
    return _BY_FIRST_STEP.get(path.split("/", 2)[1] if "/" in path else "", Wanted.OTHER)
