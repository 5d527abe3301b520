"""The OAuth client that asks athletes for consent, as Google's console hands it out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from connectors.google_calendar.authorization.addresses import AUTH_URI, TOKEN_URI
from connectors.google_calendar.authorization.json_file import (
    BadFile,
    document_in,
    is_key,
    model_of,
)
from connectors.google_calendar.authorization.stored_token import CheckedAddress, Secret


class ClientKind(StrEnum):
    """What the client was made for: a program on a person's machine, or a page."""

    INSTALLED = "installed"
    WEB = "web"


_IN_THE_CONSOLE = {ClientKind.INSTALLED: "Desktop app", ClientKind.WEB: "Web application"}


class OAuthClient(BaseModel):
    """Who asks, and where."""

    model_config = ConfigDict(frozen=True)

    client_id: Annotated[str, Field(min_length=1)]
    client_secret: Secret | None = None
    auth_uri: CheckedAddress = AUTH_URI
    token_uri: CheckedAddress = TOKEN_URI


def read_client(content: str, kind: ClientKind | None, label: str) -> OAuthClient:
    """The client in a file of Google's console, of `kind`, or of any where that is None.

    Raises:
        BadFile: it holds none, or one of another kind; the sentence calls it `label`.
    """
    document = document_in(content, label)
    if is_key(document):
        raise BadFile(
            f"{label}: this is a service account's key, no OAuth client; "
            "connect with it by --import instead."
        )
    if "refresh_token" in document:
        raise BadFile(f"{label}: this is a token, no OAuth client; use it by --import instead.")
    found = next((each for each in ClientKind if each in document), None)
    if found is None:
        raise BadFile(
            f'{label}: "{kind or ClientKind.INSTALLED}" is missing; this is no OAuth client, '
            "download one from Google's console."
        )
    if kind not in {None, found} and kind not in document:
        raise BadFile(
            f'{label}: this OAuth client is of the kind "{_IN_THE_CONSOLE[found]}"; '
            f'make one of the kind "{_IN_THE_CONSOLE[kind or found]}" in Google\'s console.'
        )
    return model_of(OAuthClient, document[kind or found], label)
