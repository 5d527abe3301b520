"""What a service account signs to get a token (RFC 7523; Google's "server to server" guide)."""

from __future__ import annotations

from datetime import datetime

from google.auth import jwt
from google.auth.crypt import RSASigner

from connectors.google_calendar.authorization.addresses import TOKEN_URI
from connectors.google_calendar.authorization.stored_token import RenewedByKey

_LIFETIME_S = 3600


def assertion(key: RenewedByKey, scopes: tuple[str, ...], now: datetime) -> str:
    """The signed claim that asks for `scopes`; raise ValueError where the key is none."""
    issued = int(now.timestamp())
    claims: dict[str, str | int] = {
        "iss": key.client_email,
        "scope": " ".join(scopes),
        "aud": TOKEN_URI,  # Google's own, wherever it is sent: as its libraries do
        "iat": issued,
        "exp": issued + _LIFETIME_S,
    }
    if key.subject:
        claims["sub"] = key.subject
    signer = RSASigner.from_string(key.private_key.get_secret_value(), key.private_key_id)  # type: ignore[no-untyped-call]
    signed: bytes = jwt.encode(signer, claims)  # type: ignore[no-untyped-call]
    return signed.decode()
