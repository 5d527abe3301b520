"""Where Google asks a person for consent, and where it gives tokens."""

from __future__ import annotations

TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 (an address, no secret)
AUTH_URI = "https://accounts.google.com/o/oauth2/v2/auth"
