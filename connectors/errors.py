"""The errors that a connector raises, each with one sentence: what, where, how to mend it.

    ConnectorError
    ├── SourceUnavailable         did not answer, or not with success; trying again may help
    │   └── RetryLater            said itself when to come back (`after_s`)
    ├── ForbiddenAddress          the guard does not let this address be reached
    ├── BadFeed                   an answer came, but it is no calendar
    ├── BadAddress                the address itself cannot be understood
    ├── NeedsReauthorization      the access once given is gone; only the athlete can renew it
    ├── CursorExpired             the cursor is too old: read anew, with none
    ├── CalendarGone              the calendar itself is not there any more
    └── NotWritable               a file, folder or calendar cannot be written

The sentences never hold a feed's address: it is a secret. `source` is its short label.
"""

from __future__ import annotations


class ConnectorError(Exception):
    """A source that could not be read or written; `str()` is the sentence for a person."""

    def __init__(self, source: str, what: str) -> None:
        """Keep the label of the source and what went wrong with it."""
        super().__init__(f"{source}: {what}")
        self.source = source
        self.what = what


class SourceUnavailable(ConnectorError):
    """The source did not answer, or not with success."""


class RetryLater(SourceUnavailable):
    """The source answered that it is to be asked later."""

    def __init__(self, source: str, what: str, after_s: float) -> None:
        """Keep how many seconds the source wants to be left alone."""
        super().__init__(source, what)
        self.after_s = after_s


class ForbiddenAddress(ConnectorError):
    """The address leads where this source must not lead."""


class BadFeed(ConnectorError):
    """What came back is no calendar."""


class BadAddress(ConnectorError):
    """The address is none that can be read."""


class NeedsReauthorization(ConnectorError):
    """The access to the calendar was revoked, has expired or does not reach far enough."""


class CursorExpired(ConnectorError):
    """The calendar no longer knows the state that the cursor names."""


class CalendarGone(ConnectorError):
    """The calendar that was read or written before does not stand any more."""


class NotWritable(ConnectorError):
    """The file, folder or calendar that something was to be put into cannot be written."""
