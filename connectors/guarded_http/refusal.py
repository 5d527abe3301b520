"""The sentences for what went wrong on the way: what, and how to mend it; no address in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from connectors.errors import RetryLater, SourceUnavailable
from connectors.guarded_http.trust import Trust

BAD_URL = "the address is not one that can be read; copy it again, with https:// in front"
UNKNOWN_HOST = "no such server was found; check the spelling of the address and the connection"
BAD_REDIRECT = "the server leads on to an address that is not http or https; ask its operator"
DOWNGRADE = (
    "the server leads on from https to plain http, where others could read the calendar;"
    " ask for an address that stays on https"
)
BAD_ENCODING = "the answer is compressed in a way that cannot be read; ask the server's operator"

_CERTIFICATE = re.compile("certificate|hostname", re.IGNORECASE)
_BY_STATUS: Mapping[int, str] = {
    401: "the server wants a name and password; copy the private address again",
    403: "the server refuses this address; its sharing may be off or its secret may have changed",
    404: "the server knows no such calendar; copy the address again from where it is published",
    410: "this calendar was withdrawn for good; publish it again and use the new address",
}
_DEFAULT_WAIT_S = 60.0
_LONGEST_WAIT_S = 24 * 3600.0


class Transient(SourceUnavailable):
    """A failure that may be over in a second; to everyone but the retry it is its parent."""


def forbidden(trust: Trust) -> str:
    """Say why none of the host's addresses may be dialed."""
    if trust is Trust.OPERATOR:
        return "the address leads to a link-local or unusable network address; name another host"
    return (
        "the address leads into a private network; only the operator's own settings may name"
        " such a server"
    )


def too_slow(total_s: float) -> str:
    """Say that the whole fetch took too long."""
    return f"the server did not finish within {total_s:g} seconds; it is tried again later"


def too_large(size: int) -> str:
    """Say that the body is over the limit, as sent or decompressed."""
    return (
        f"the calendar is larger than {size / 1024 / 1024:g} MB or compressed beyond measure;"
        " subscribe to a shorter span of time"
    )


def too_many_redirects(most: int) -> str:
    """Say that the server keeps leading on."""
    return f"the server leads on more than {most} times; copy the address again"


def unreachable(label: str, error: Exception) -> SourceUnavailable:
    """Return the error for a connection that could not be made."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ConnectionRefusedError) or "refused" in str(error):
        what = "the server takes no connection; check the port, or whether it is running"
    else:
        what = "the server cannot be reached; check the connection, it is tried again later"
    return Transient(label, what)


def bad_tls(label: str, error: Exception) -> SourceUnavailable:
    """Return the error for a handshake that failed."""
    if _CERTIFICATE.search(str(error)):
        what = "the server's certificate is not valid for it; ask its operator to renew it"
    else:
        what = "no secure connection could be made; check that the server speaks https there"
    return SourceUnavailable(label, what)


def broken_off(label: str, error: Exception) -> SourceUnavailable:
    """Return the error for an exchange that ended early or made no sense."""
    del error  # its text can hold the address
    return Transient(label, "the server broke off its answer; it is tried again later")


def of_status(label: str, status: int, headers: Mapping[str, str]) -> SourceUnavailable:
    """Return the error that an HTTP status other than 200 stands for."""
    retry_after = headers.get("Retry-After")
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after
    ):
        after_s = _wait_s(retry_after, headers.get("Date"))
        what = f"the server asks to be left alone for {after_s:.0f} seconds; it is tried again then"
        return RetryLater(label, what, after_s)
    if status in _BY_STATUS:
        return SourceUnavailable(label, _BY_STATUS[status])
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        what = f"the server has trouble of its own (status {status}); it is tried again later"
        return Transient(label, what)
    return SourceUnavailable(
        label, f"the server answered with status {status}; open the address in a browser to see why"
    )


def _wait_s(retry_after: str | None, date: str | None) -> float:
    """Seconds that Retry-After stands for; a date in it is counted from the server's own Date."""
    try:
        if retry_after is None:
            wait_s = _DEFAULT_WAIT_S
        elif retry_after.strip().isdigit():
            wait_s = float(retry_after)
        else:
            then = parsedate_to_datetime(retry_after)
            wait_s = (then - parsedate_to_datetime(date or "")).total_seconds()
    except (TypeError, ValueError, OverflowError):
        wait_s = _DEFAULT_WAIT_S
    return min(max(wait_s, 1.0), _LONGEST_WAIT_S)
