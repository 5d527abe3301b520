"""How an athlete's Google account is reached: consent, tokens, their scopes and their renewal.

`GoogleAccess` is what a calendar is read and written with. `connect` asks a person at this
machine, `start` and `finish` one who comes to a page, and `imported` takes over what google-auth
wrote; each makes a `StoredToken`, which is kept sealed.
"""

from __future__ import annotations

from connectors.google_calendar.authorization.access import GoogleAccess, GoogleCredentials, Save
from connectors.google_calendar.authorization.addresses import AUTH_URI, TOKEN_URI
from connectors.google_calendar.authorization.consent import (
    Asking,
    Consent,
    NoRefreshToken,
    finish,
    new_state,
    start,
)
from connectors.google_calendar.authorization.imported import imported
from connectors.google_calendar.authorization.installed_app import connect
from connectors.google_calendar.authorization.json_file import BadFile
from connectors.google_calendar.authorization.oauth_client import (
    ClientKind,
    OAuthClient,
    read_client,
)
from connectors.google_calendar.authorization.refusals import LARGEST_SKEW_S, connect_command
from connectors.google_calendar.authorization.scopes import EVERY_NEED, Need, least_scopes
from connectors.google_calendar.authorization.stored_token import (
    NotAToken,
    NotRenewed,
    StoredToken,
)

__all__ = [
    "AUTH_URI",
    "EVERY_NEED",
    "LARGEST_SKEW_S",
    "TOKEN_URI",
    "Asking",
    "BadFile",
    "ClientKind",
    "Consent",
    "GoogleAccess",
    "GoogleCredentials",
    "Need",
    "NoRefreshToken",
    "NotAToken",
    "NotRenewed",
    "OAuthClient",
    "Save",
    "StoredToken",
    "connect",
    "connect_command",
    "finish",
    "imported",
    "least_scopes",
    "new_state",
    "read_client",
    "start",
]
