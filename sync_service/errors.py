"""What the service tells a person in one sentence, and the exit status that goes with it.

CounterpointError
├── SettingsError      a settings file or an option is wrong          exit status 2
├── StoreError         what is kept cannot be read or written         exit status 2
│   ├── StoreAway      the database may answer by itself later
│   ├── AthleteHeld    another process is at work for the athlete
│   ├── StoreReplaced  another database stands in the place of the one in use
│   └── LeaseLost      another process took over the athlete
└── CalendarUnreached  a calendar that has to be read cannot be       exit status 3
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of every command: a contract with other programs."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE_UNREAD = 3


class CounterpointError(Exception):
    """A user's trouble; `str()` holds what, where and how to mend it, one sentence a line."""

    exit_status = ExitStatus.USAGE


class SettingsError(CounterpointError):
    """Settings that cannot be used."""


class StoreError(CounterpointError):
    """The database, its key or its folder cannot be used."""


class StoreAway(StoreError):
    """The database is not up, is locked, or has no room left: who can wait may try again."""


class AthleteHeld(StoreError):
    """Another process, or another thread, is at work for the athlete."""


class StoreReplaced(StoreError):
    """The file of the database was taken away or replaced while it was in use."""


class LeaseLost(StoreError):
    """Another process took over the athlete; nothing of this transaction was kept."""


class CalendarUnreached(CounterpointError):
    """A calendar that has to be read, or written, cannot be."""

    exit_status = ExitStatus.SOURCE_UNREAD
