"""Credentials as google-auth writes them, taken over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from google.auth.crypt import RSASigner
from pydantic import BaseModel, BeforeValidator, Field, SecretStr

from connectors.google_calendar.authorization.addresses import TOKEN_URI
from connectors.google_calendar.authorization.json_file import (
    SERVICE_ACCOUNT,
    BadFile,
    document_in,
    is_client,
    is_key,
    model_of,
)
from connectors.google_calendar.authorization.stored_token import (
    CheckedAddress,
    NotRenewed,
    RenewedByKey,
    RenewedByUser,
    StoredToken,
)

_OF_GOOGLE = frozenset({TOKEN_URI, "https://accounts.google.com/o/oauth2/token"})
_USER = "authorized_user"
_KINDS = (_USER, SERVICE_ACCOUNT, None)  # google-auth leaves it out for a user
_Text = Annotated[str, Field(min_length=1)]
_SecretText = Annotated[SecretStr, Field(min_length=1)]


def _listed(value: object) -> object:
    """Scopes in either form; none at all is that they are not told."""
    return (value.split() if isinstance(value, str) else value) or None


def _in_utc(value: object) -> object:
    """An instant of google-auth is in UTC, whether it ends in Z or says nothing."""
    if not isinstance(value, str):
        return value
    instant = datetime.fromisoformat(value)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


class _Key(BaseModel):
    client_email: _Text
    private_key: _SecretText
    private_key_id: str | None = None
    token_uri: CheckedAddress | None = None


class _User(BaseModel):
    client_id: _Text
    client_secret: SecretStr | None = None
    refresh_token: _SecretText
    token: SecretStr | None = None
    expiry: Annotated[datetime | None, BeforeValidator(_in_utc)] = None
    scopes: Annotated[tuple[str, ...] | None, BeforeValidator(_listed)] = None
    token_uri: CheckedAddress | None = None


class _Alone(BaseModel):
    token: _SecretText
    expiry: Annotated[datetime | None, BeforeValidator(_in_utc)] = None
    scopes: Annotated[tuple[str, ...] | None, BeforeValidator(_listed)] = None


def imported(content: str, label: str, *, token_uri: str, subject: str | None) -> StoredToken:
    """The credential in a file that google-auth or Google's console wrote.

    `token_uri` is where it is renewed if it names no other place than Google's own, which
    google-auth writes into every file; `subject` is whom a service account acts for.

    Raises:
        BadFile: it holds no credential, or one that cannot be used.
    """
    document = document_in(content, label)
    if is_client(document):
        raise BadFile(
            f"{label}: this is an OAuth client, no credential; name it with --client-file instead."
        )
    if document.get("type", _USER) not in _KINDS:
        raise BadFile(
            f"{label}: this credential is of a kind that is not known here; bring an authorized "
            "user's or a service account's key."
        )
    if is_key(document):
        return _of_key(model_of(_Key, document, label), label, token_uri, subject)
    if subject is not None:
        raise BadFile(f"{label}: --subject is for a service account's key; leave it away.")
    if document.get("token") and not document.get("refresh_token"):
        return _of_token(model_of(_Alone, document, label), token_uri)
    return _of_user(model_of(_User, document, label), token_uri)


def _place(named: str | None, otherwise: str) -> str:
    return otherwise if named is None or named in _OF_GOOGLE else named


def _of_key(key: _Key, label: str, token_uri: str, subject: str | None) -> StoredToken:
    if not _signs(key.private_key):
        raise BadFile(f'{label}: "private_key" is no key; download the file from Google again.')
    renewal = RenewedByKey(
        client_email=key.client_email,
        private_key=key.private_key,
        private_key_id=key.private_key_id,
        subject=subject,
    )
    return StoredToken(renewal=renewal, token_uri=_place(key.token_uri, token_uri))


def _signs(private_key: SecretStr) -> bool:
    try:
        RSASigner.from_string(private_key.get_secret_value())  # type: ignore[no-untyped-call]
    except ValueError:
        return False
    return True


def _of_user(user: _User, token_uri: str) -> StoredToken:
    renewal = RenewedByUser(
        client_id=user.client_id,
        client_secret=user.client_secret,
        refresh_token=user.refresh_token,
    )
    return StoredToken(
        renewal=renewal,
        token_uri=_place(user.token_uri, token_uri),
        # without an expiry nobody knows whether it still opens anything; it can be renewed
        access_token=user.token if user.expiry else None,
        expiry=user.expiry,
        scopes=user.scopes,
    )


def _of_token(alone: _Alone, token_uri: str) -> StoredToken:
    return StoredToken(
        renewal=NotRenewed(),
        token_uri=token_uri,
        access_token=alone.token,
        expiry=alone.expiry,
        scopes=alone.scopes,
    )
