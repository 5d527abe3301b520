"""Where an athlete's feeds are found, as they are printed and as they are served."""

from __future__ import annotations

import base64
import hmac
import re
import secrets

_TOKEN_BYTES = 32
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


def new_token() -> str:
    """A token, or a secret that tokens are made of, which nobody guesses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_of(secret: str, name: str) -> str:
    """The token of one feed; who is given it learns nothing of the athlete's other feeds."""
    digest = hmac.digest(secret.encode(), name.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def base_of(public_url: str | None, host: str, port: int) -> str:
    """The address that others reach the server by; this machine's where none is told."""
    if public_url is not None:
        return public_url.rstrip("/")
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def feed_link(base: str, token: str, name: str) -> str:
    """The address of a feed; who has it can read the feed."""
    return f"{base}/feeds/{token}/{name}.ics"


def webcal(link: str) -> str:
    """The same as a link that opens a calendar program."""
    return _SCHEME.sub("webcal://", link)
