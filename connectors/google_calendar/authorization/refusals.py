"""The sentences for an access that is not there any more: what, and the command that mends it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from connectors.errors import ConnectorError, NeedsReauthorization, SourceUnavailable
from connectors.google_calendar.authorization.scopes import Need
from connectors.google_calendar.authorization.stored_token import (
    NotRenewed,
    Renewal,
    RenewedByKey,
)
from connectors.google_calendar.authorization.token_endpoint import LABEL, Denied

LARGEST_SKEW_S = 300.0
_WITHOUT = {
    Need.EVENTS: "see and change events",
    Need.READ: "see events",
    Need.OWN_CALENDAR: "make a calendar of its own",
    Need.BUSY: "see when you are busy",
}


def connect_command(owner: str) -> str:
    """The command that connects the athlete's account anew."""
    return f"counterpoint auth google --athlete {shlex.quote(owner)}"


def gone(owner: str) -> NeedsReauthorization:
    """The access was revoked, or has expired."""
    return _again("the access was revoked or has expired", owner)


def too_narrow(owner: str, needs: Iterable[Need] = ()) -> NeedsReauthorization:
    """The access does not reach far enough; `needs` are those that it does not meet."""
    kept_from = [_WITHOUT[need] for need in needs]
    what = f" to {' or '.join(kept_from)}" if kept_from else ""
    return _again(f"the access that was granted does not allow{what or ' this'}", owner)


def not_renewable(owner: str) -> NeedsReauthorization:
    """The token has ended, and nothing is there to renew it with."""
    return _again("the access token has ended and came without a refresh token", owner)


def denied(error: Denied, renewal: Renewal, owner: str) -> ConnectorError:
    """What it means that no token is given for a renewal."""
    if isinstance(renewal, NotRenewed):
        return not_renewable(owner)
    if isinstance(renewal, RenewedByKey):
        return _denied_to_key(error, renewal, owner)
    if error.code in {"invalid_client", "unauthorized_client", "deleted_client"}:
        what = "the OAuth client is not known or its secret is wrong; check google.client_file"
        return NeedsReauthorization(LABEL, f"{what}, then run {connect_command(owner)}")
    if error.code == "invalid_scope":
        return too_narrow(owner)
    return gone(owner)


def _denied_to_key(error: Denied, key: RenewedByKey, owner: str) -> ConnectorError:
    if error.skew_s is not None and abs(error.skew_s) > LARGEST_SKEW_S:
        return clock_off(error.skew_s)
    if error.code in {"unauthorized_client", "access_denied", "invalid_scope"}:
        what = (
            "the service account may not do this; let the domain's administrator delegate the "
            "scopes to it"
        )
        return NeedsReauthorization(
            LABEL, what if key.subject else f"{what}, or share the calendar with it"
        )
    mend = f"import a valid key with {connect_command(owner)} --import FILE"
    what = "the service account's key is not valid any more"
    return NeedsReauthorization(
        LABEL, f"{what}, or its subject is unknown; {mend}" if key.subject else f"{what}; {mend}"
    )


def clock_off(skew_s: float) -> SourceUnavailable:
    """The clock of this machine is too far off for what it signs."""
    way = "behind" if skew_s > 0 else "ahead"
    return SourceUnavailable(
        LABEL, f"this machine's clock is {abs(skew_s) / 60:.0f} minutes {way}; set it right"
    )


def _again(what: str, owner: str) -> NeedsReauthorization:
    return NeedsReauthorization(LABEL, f"{what}; connect again with {connect_command(owner)}")
