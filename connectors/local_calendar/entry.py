"""What is said of a folder and of the files in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_COARSEST_TIMES_NS = 2_000_000_000  # of FAT; two writes within them may look like one


class Missing(StrEnum):
    """What it means that the folder is not there."""

    UNAVAILABLE = "unavailable"  # a source that cannot be read: perhaps a wrong path
    NEW = "new"  # a calendar that is to be written first: empty, and made by the first write
    GONE = "gone"  # a calendar that was there before: CalendarGone


class BusyFolder(Exception):
    """Another writer of ours does not let go of the folder."""


class UnreadableFile(Exception):
    """A file whose content cannot be had; `str()` says why."""


class UnwritableFile(Exception):
    """A file that cannot be replaced or removed, in a folder that can be written.

    `str()` says how to mend it, and no name: that may be the athlete's text, and this is logged.
    """

    def __init__(self) -> None:
        """Say the same of every file."""
        super().__init__(
            "a file of it can be neither changed nor removed; counterpoint plan shows what waits "
            "for it: see whether that file is locked (lsattr), mounted by itself or another "
            "user's. It is tried again later"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder and what changes when its content does."""

    name: str
    is_link: bool
    stamp: tuple[int, ...] | None

    def is_settled(self, now_ns: int) -> bool:
        """Whether it was written long enough ago for a later write to show in its times."""
        return self.stamp is not None and now_ns - max(self.stamp[:2]) > _COARSEST_TIMES_NS
