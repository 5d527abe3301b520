"""Notices to who runs the service, by whatever way Apprise knows; off by default.

They are sent beside the cycles: a way that hangs delays nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from queue import Full, Queue
from threading import Thread
from typing import Any

from structlog.contextvars import get_contextvars

from sync_service.errors import SettingsError
from sync_service.logs import log
from sync_service.metrics import Metrics

_MOST_WAITING = 100
_TITLE = "Counterpoint"


class Topic(StrEnum):
    """What one may want to be told of."""

    REAUTHORIZATION = "reauthorization"
    HELD = "held"
    DIGEST = "digest"


Send = Callable[[str, str], bool]


class Notices:
    """Sends notices on some topics; without a way to send, none at all."""

    def __init__(self, send: Send | None, topics: Iterable[str], metrics: Metrics) -> None:
        """`send` takes a title and a text and tells whether they went out."""
        self._send = send
        self._topics = frozenset(topics)
        self._metrics = metrics
        self._waiting: Queue[str] = Queue(_MOST_WAITING)
        if send is not None:
            Thread(target=self._work, name="notices", daemon=True).start()

    def tell(self, topic: Topic, text: str) -> None:
        """Send the text, where the topic is wanted; where too many wait, it is dropped."""
        if self._send is None or topic not in self._topics:
            return
        who = get_contextvars().get("athlete")
        try:
            self._waiting.put_nowait(f"{who}: {text}" if who else text)
        except Full:
            self._failed()

    def _work(self) -> None:
        while True:
            text = self._waiting.get()
            try:
                sent = self._send is not None and self._send(_TITLE, text)
            except Exception:  # noqa: BLE001 whatever a way of sending does, the next notice is tried
                sent = False
            if not sent:
                self._failed()

    def _failed(self) -> None:
        self._metrics.complaints.inc()
        log().warning("a notice could not be sent")


def apprise_send(urls: Iterable[str]) -> Send | None:
    """A way to send to all these addresses, None where there are none.

    Raises:
        SettingsError: Apprise is not installed, or does not know an address.
    """
    wanted = tuple(urls)
    if not wanted:
        return None
    try:
        import apprise  # noqa: PLC0415 an extra, and a second of imports
    except ModuleNotFoundError:
        raise SettingsError(
            'Notices need Apprise; install it with: pip install "counterpoint[notices]"'
        ) from None
    ways: Any = apprise.Apprise()
    for number, url in enumerate(wanted, 1):
        if not ways.add(url):
            raise SettingsError(
                f"notify.urls: Apprise does not know what to do with address {number}; correct it."
            )
    return lambda title, text: bool(ways.notify(title=title, body=text))
