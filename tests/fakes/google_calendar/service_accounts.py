"""Service accounts: a key of their own, and the signed assertions that they make with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from tests.fakes.google_calendar.problems import Json

GOOGLES_OWN = "https://oauth2.googleapis.com/token"  # what google-auth always names as audience
KEY_ID = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class ServiceAccount:
    """An account of a program; `may_act_for` holds itself and delegated subjects."""

    email: str
    may_act_for: frozenset[str]

    def file(self, token_uri: str) -> Json:
        """The key file that Google's console gives."""
        return {
            "type": "service_account",
            "project_id": "stand-in",
            "private_key_id": KEY_ID,
            "private_key": _key()
            .private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            .decode(),
            "client_email": self.email,
            "client_id": "100000000000000000001",
            "token_uri": token_uri,
            "universe_domain": "googleapis.com",
        }


@dataclass(frozen=True)
class Assertion:
    """What a service account asks for."""

    account: ServiceAccount
    subject: str
    scopes: tuple[str, ...]


def subject_of_assertion(
    text: str, accounts: Mapping[str, ServiceAccount], audience: str, now: datetime
) -> Assertion:
    """Read a signed assertion; ValueError with Google's words where it does not hold."""
    try:
        claims = jwt.decode(text, verify=False)  # type: ignore[no-untyped-call]
        account = accounts[claims["iss"]]
        jwt.decode(  # type: ignore[no-untyped-call]
            text,
            certs=_public_key(),
            audience=[audience, GOOGLES_OWN],
            clock_skew_in_seconds=86_400,
        )
    except KeyError:
        raise ValueError("Invalid grant: account not found") from None
    except ValueError:
        raise ValueError("Invalid JWT Signature.") from None
    if not claims["iat"] - 300 <= now.timestamp() <= claims["exp"]:
        raise ValueError(
            "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe"
        )
    return Assertion(account, claims.get("sub", account.email), (*claims["scope"].split(),))


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


def _public_key() -> bytes:
    return (
        _key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
