"""The server's side of a connection, which waits only so long for a whole request."""

from __future__ import annotations

from asyncio import Protocol, TimerHandle, Transport

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_UNFINISHED = (h11.IDLE, h11.SEND_BODY)


def protocol_with(patience_s: float) -> type[Protocol]:
    """The class of such connections, in the shape that uvicorn asks for."""
    return type("PatientProtocol", (_Patient,), {"patience_s": patience_s})


class _Patient(H11Protocol):
    """Closes a connection that takes too long over a request.

    Uvicorn itself waits for ever before the first byte and within a request, so that as many
    silent connections as it allows at once would shut everybody else out.
    """

    patience_s: float
    _ends: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        self._rest()  # the next request has its own time
        super().on_response_complete()
        self._watch()

    def _watch(self) -> None:
        """Let the time run while a request is awaited; what came of it buys no more."""
        if self.conn.their_state not in _UNFINISHED or self.transport.is_closing():
            self._rest()
        elif self._ends is None:
            self._ends = self.loop.call_later(self.patience_s, self._give_up)

    def _rest(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None

    def _give_up(self) -> None:
        self._ends = None
        self.transport.close()
