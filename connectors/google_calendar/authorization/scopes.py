"""What may be asked of an athlete's Google account: never more than their calendars need.

Which scope opens which call is told by the `scopes` of each method in Google's discovery
document (calendar v3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

_ROOT = "https://www.googleapis.com/auth/"
_ALL = f"{_ROOT}calendar"


class Need(StrEnum):
    """What an athlete's settings make Counterpoint do in their account.

    EVENTS: read workouts in calendars that they own or that are shared with them, and write
    annotations there. READ: only read them. OWN_CALENDAR: keep our own items in a calendar that
    we made. BUSY: ask when they are busy, without seeing what for.
    """

    EVENTS = "events"
    READ = "read"
    OWN_CALENDAR = "own_calendar"
    BUSY = "busy"


EVERY_NEED = (Need.EVENTS, Need.OWN_CALENDAR, Need.BUSY)
"""For an account that is connected before it is said what for."""

_LEAST = {
    # calendar.events.owned would be less, but a coach's shared calendar is not owned
    Need.EVENTS: f"{_ROOT}calendar.events",
    Need.READ: f"{_ROOT}calendar.events.readonly",
    Need.OWN_CALENDAR: f"{_ROOT}calendar.app.created",
    Need.BUSY: f"{_ROOT}calendar.freebusy",
}
_ENOUGH = {
    # one who grants only their own calendars may have no others
    Need.EVENTS: {_LEAST[Need.EVENTS], f"{_ROOT}calendar.events.owned", _ALL},
    Need.READ: {
        _LEAST[Need.READ],
        _LEAST[Need.EVENTS],
        f"{_ROOT}calendar.events.owned",
        f"{_ROOT}calendar.events.owned.readonly",
        f"{_ROOT}calendar.readonly",
        _ALL,
    },
    Need.OWN_CALENDAR: {_LEAST[Need.OWN_CALENDAR], _ALL},
    Need.BUSY: {
        _LEAST[Need.BUSY],
        f"{_ROOT}calendar.events.freebusy",
        f"{_ROOT}calendar.readonly",
        _ALL,
    },
}
# where events can be read, busy time can be told from them
_INSTEAD_OF_BUSY = {_LEAST[Need.EVENTS], f"{_ROOT}calendar.events.readonly"}


def least_scopes(needs: Iterable[Need]) -> tuple[str, ...]:
    """The narrowest scopes that the needs can be met with, in a fixed order."""
    wanted = frozenset(needs)
    return tuple(_LEAST[need] for need in Need if need in wanted)


def is_open(need: Need, granted: Collection[str]) -> bool:
    """Whether the calls that the need is named for can be made."""
    return not _ENOUGH[need].isdisjoint(granted)


def unmet(needs: Iterable[Need], granted: Collection[str]) -> tuple[Need, ...]:
    """The needs that the granted scopes cannot meet in any way."""
    return tuple(need for need in needs if not _is_met(need, granted))


def _is_met(need: Need, granted: Collection[str]) -> bool:
    instead = need is Need.BUSY and not _INSTEAD_OF_BUSY.isdisjoint(granted)
    return instead or is_open(need, granted)
