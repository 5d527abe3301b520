"""The files that Google's console and its libraries write, and an athlete who needs an account."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SAM = """
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
sources = [
  { kind = "google_calendar" },
  { kind = "google_calendar", calendar = "w", role = "busy" },
]
write_to = { kind = "google_calendar" }
"""
WRITER = """
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
sources = [{ kind = "local_calendar", folder = "." }]
write_to = { kind = "google_calendar" }
"""
KIM = SAM.replace("Sam", "Kim")
SECRETS = ("the-refresh-token", "the-client-secret", "fresh-access", "old-access", "PRIVATE")


def settings(folder: Path, above: str = "", athletes: str = SAM) -> None:
    (folder / "counterpoint.toml").write_text(above + athletes, encoding="utf-8")


def written(folder: Path, name: str, document: object) -> str:
    text = document if isinstance(document, str) else json.dumps(document)
    (folder / name).write_text(text, encoding="utf-8")
    return name


def user(token_uri: str | None, **changes: object) -> dict[str, object]:
    """As Credentials.to_json of google-auth."""
    document = {
        "token": "old-access",
        "refresh_token": "the-refresh-token",
        "token_uri": token_uri,
        "client_id": "client-id",
        "client_secret": "the-client-secret",
        "scopes": None,
        "universe_domain": "googleapis.com",
        "account": "",
        "expiry": "2026-01-05T06:00:00.123456Z",
        **changes,
    }
    return {key: value for key, value in document.items() if value is not None}


@cache
def _private_key() -> str:
    return (
        rsa.generate_private_key(65537, 2048)
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def key(token_uri: str, **changes: object) -> dict[str, object]:
    """A service account's key, as the console writes it."""
    return {
        "type": "service_account",
        "project_id": "club",
        "private_key_id": "1",
        "private_key": _private_key(),
        "client_email": "club@club.iam.gserviceaccount.com",
        "client_id": "1",
        "token_uri": token_uri,
        **changes,
    }


def client(origin: str, kind: str = "installed", **changes: object) -> dict[str, object]:
    """An OAuth client, as the console writes it."""
    inner = {
        "client_id": "client-id",
        "project_id": "p",
        "auth_uri": f"{origin}/auth",
        "token_uri": f"{origin}/token",
        "client_secret": "the-client-secret",
        "redirect_uris": ["http://localhost"],
        **changes,
    }
    return {kind: {name: value for name, value in inner.items() if value is not None}}
