"""How an athlete's Google account is reached: tokens, their scopes, and how they are renewed."""

from __future__ import annotations

from connectors.google_calendar.authorization.access import GoogleAccess, GoogleCredentials, Save
from connectors.google_calendar.authorization.scopes import EVERY_NEED, Need, least_scopes
from connectors.google_calendar.authorization.stored_token import NotAToken, StoredToken

__all__ = [
    "EVERY_NEED",
    "GoogleAccess",
    "GoogleCredentials",
    "Need",
    "NotAToken",
    "Save",
    "StoredToken",
    "least_scopes",
]
