"""Why Google did not do what it was asked, told apart by status and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum

from googleapiclient.errors import HttpError
from pydantic import BaseModel, ValidationError


class Kind(Enum):
    """What follows from a failure."""

    STALE = "the event is no longer as it was read"
    TAKEN = "the id is in use, or was once"
    MISSING = "the calendar or event is not there"
    GONE = "the event was deleted"
    FORGOTTEN = "the sync token is no longer known"
    NO_ACCESS = "the access is gone or does not reach far enough"
    NOT_ALLOWED = "the calendar does not allow this"
    API_OFF = "the Google Calendar API is not switched on for the project of the client file"
    USER_LIMIT = "too much was asked for this user within a minute; it is tried again later"
    PROJECT_LIMIT = "too much was asked by this program within a minute; it is tried again later"
    QUOTA = "the quota of the day is used up; it is tried again in an hour"
    PASSING = "Google could not answer just now; it is tried again later"
    WRONG = "Google did not understand the request"
    UNREADABLE = "Google's answer broke off or cannot be read"
    NOT_GOOGLE = "something other than Google Calendar answered"


@dataclass(frozen=True, slots=True)
class Failure:
    """One call that failed; `after_s` is when Google wants to be asked again, if it said so."""

    kind: Kind
    status: int
    after_s: float | None = None


class CallFailed(Exception):
    """A call whose failure the caller has to judge; it holds no text of the answer."""

    def __init__(self, failure: Failure) -> None:
        """Keep what is known of the failure."""
        super().__init__(f"{failure.kind.value} (status {failure.status})")
        self.failure = failure


class _One(BaseModel):
    reason: str = ""


class _Error(BaseModel):
    errors: tuple[_One, ...] | None = None
    details: tuple[_One, ...] | None = None


class _Body(BaseModel):
    error: _Error


_BY_REASON: Mapping[str, Kind] = {
    "userRateLimitExceeded": Kind.USER_LIMIT,
    "rateLimitExceeded": Kind.PROJECT_LIMIT,
    "RATE_LIMIT_EXCEEDED": Kind.PROJECT_LIMIT,
    "quotaExceeded": Kind.QUOTA,
    "dailyLimitExceeded": Kind.QUOTA,
    "insufficientPermissions": Kind.NO_ACCESS,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": Kind.NO_ACCESS,
    "authError": Kind.NO_ACCESS,
    "accessNotConfigured": Kind.API_OFF,
    "SERVICE_DISABLED": Kind.API_OFF,
    "fullSyncRequired": Kind.FORGOTTEN,
    "updatedMinTooLongAgo": Kind.FORGOTTEN,
    "deleted": Kind.GONE,
}
_LONGEST_S = 86_400.0  # whoever asks for more than a day is asked again all the same
_BY_STATUS: Mapping[int, Kind] = {
    400: Kind.WRONG,
    401: Kind.NO_ACCESS,
    403: Kind.NOT_ALLOWED,
    404: Kind.MISSING,
    408: Kind.PASSING,
    409: Kind.TAKEN,
    410: Kind.GONE,
    412: Kind.STALE,
    429: Kind.USER_LIMIT,
}


def failure_of(error: HttpError) -> Failure:
    """What an answer with an error status means."""
    status = int(error.resp.status)
    after_s = _retry_after_s(error.resp)
    reasons = _reasons(error.content)
    if reasons is None:
        return Failure(_without_body(status), status, after_s)
    for reason in reasons:
        if reason in _BY_REASON:
            return Failure(_BY_REASON[reason], status, after_s)
    return Failure(_of_status(status), status, after_s)


def _of_status(status: int) -> Kind:
    return _BY_STATUS.get(status, Kind.PASSING if status >= 500 else Kind.NOT_GOOGLE)  # noqa: PLR2004


def _without_body(status: int) -> Kind:
    """An answer that is not in Google's form: its status alone says what it may mean.

    A page that a proxy shows must not be taken for Google's word that something is gone.
    """
    kind = _of_status(status)
    told = {Kind.MISSING, Kind.GONE, Kind.FORGOTTEN, Kind.NOT_ALLOWED, Kind.TAKEN, Kind.WRONG}
    return Kind.NOT_GOOGLE if kind in told else kind


def _reasons(content: bytes) -> tuple[str, ...] | None:
    """The reasons that the answer gives, None where it is none of Google's."""
    try:
        error = _Body.model_validate_json(content).error
    except ValidationError:
        return None
    return tuple(each.reason for each in (*(error.errors or ()), *(error.details or ())))


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """The Retry-After header in seconds; one that is a date is counted from the answer's own."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return min(float(said), _LONGEST_S)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("date", ""))
        return min(max(0.0, (until - now).total_seconds()), _LONGEST_S)
    except (TypeError, ValueError):
        return None
