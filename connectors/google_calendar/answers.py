"""What became of a write, by what Google answered to it."""

from __future__ import annotations

from connectors.google_calendar.failure import Failure, Kind
from connectors.writing import Outcome, WriteResult

_REFUSALS = {
    Kind.NOT_ALLOWED: "Google does not allow this account to change it; share it with the right "
    "to make changes, or name another calendar",
    Kind.WRONG: "Google does not take this change; please report this",
}
_NOT_DONE = frozenset(
    {Kind.USER_LIMIT, Kind.PROJECT_LIMIT, Kind.QUOTA, Kind.NO_ACCESS, Kind.API_OFF}
)


def outcome_of(failure: Failure) -> WriteResult:
    """The result of a write that failed by itself, other than because of a changed event."""
    match failure.kind:
        case Kind.MISSING | Kind.GONE:
            return WriteResult(Outcome.GONE)
        case Kind.STALE:
            return WriteResult(Outcome.CONFLICT)
        case Kind.TAKEN:
            return WriteResult(Outcome.TAKEN)
        case Kind.NOT_ALLOWED | Kind.WRONG:
            return WriteResult(Outcome.REFUSED, why=_REFUSALS[failure.kind])
        case kind if kind in _NOT_DONE:
            return WriteResult(Outcome.LATER, why=kind.value)
        case kind:
            return WriteResult(Outcome.UNKNOWN, why=kind.value)
