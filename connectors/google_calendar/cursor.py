"""How far a calendar was read: Google's sync token, and the span that it was given for."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from connectors.ports import TimeWindow


class Cursor(BaseModel):
    """What is kept between two reads; it holds no text and no address.

    Without a token, only busy time was for us to read in this window. `own_ids` says that there
    are instances whose ids do not name their series.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: str | None = None
    start: AwareDatetime
    end: AwareDatetime
    own_ids: bool = False

    def covers(self, window: TimeWindow) -> bool:
        """Whether everything in the window was read, so that changes alone are enough."""
        return self.start <= window.start and window.end <= self.end

    def tells_only_busy(self, window: TimeWindow) -> bool:
        """Whether the events need not be asked for in vain, which is so until the window moves.

        That is once a day, as windows begin at midnight.
        """
        return self.token is None and (self.start, self.end) == (window.start, window.end)

    def text(self) -> str:
        """The cursor as it is kept."""
        return self.model_dump_json()


def cursor_at(token: str, window: TimeWindow, *, own_ids: bool = False) -> str:
    """The cursor for a token that came with a read of the window."""
    return Cursor(token=token, start=window.start, end=window.end, own_ids=own_ids).text()


def busy_cursor(window: TimeWindow) -> str:
    """The cursor of a calendar that shows busy time alone."""
    return Cursor(start=window.start, end=window.end).text()


def cursor_in(text: str | None) -> Cursor | None:
    """The cursor that was kept, None where there is none that can be read."""
    if text is None:
        return None
    try:
        return Cursor.model_validate_json(text)
    except ValidationError:
        return None
