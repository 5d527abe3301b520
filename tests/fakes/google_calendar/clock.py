"""The stand-in's clock: the real one, moved or held by a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus a shift, or an instant that stands still."""

    def __init__(self) -> None:
        self._shift = timedelta()
        self._held: datetime | None = None

    def now(self) -> datetime:
        return self._held if self._held is not None else datetime.now(UTC) + self._shift

    def wall(self) -> datetime:
        """Real time plus the shift, even while the clock is held: what other machines' clocks are.

        The assertions of service accounts are dated by the real clock of whoever signs them.
        """
        return datetime.now(UTC) + self._shift

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        if self._held is None:
            self._shift += by
        else:
            self._held += by

    def hold(self, at: datetime) -> None:
        """Stand still at an aware instant until told otherwise."""
        self._held = at.astimezone(UTC)

    def release(self) -> None:
        """Be the real clock again."""
        self._held, self._shift = None, timedelta()
