"""What is kept of an account that was connected: JSON that the store seals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SecretStr,
    ValidationError,
)

from connectors.google_calendar.authorization.addresses import TOKEN_URI
from connectors.guarded_http.secret_address import checked_address

Secret = Annotated[
    SecretStr, PlainSerializer(lambda secret: secret.get_secret_value(), when_used="json")
]
CheckedAddress = Annotated[str, AfterValidator(checked_address)]


class NotAToken(ValueError):
    """The bytes hold no token of ours."""


class RenewedByUser(BaseModel):
    """The right to renew that a person granted to an OAuth client."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["authorized_user"] = "authorized_user"
    client_id: str
    client_secret: Secret | None = None
    refresh_token: Secret


class RenewedByKey(BaseModel):
    """A service account's key, which signs for itself or for `subject`, a person of its domain."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["service_account"] = "service_account"
    client_email: str
    private_key: Secret
    private_key_id: str | None = None
    subject: str | None = None


class NotRenewed(BaseModel):
    """An access token alone, which cannot be renewed."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["token_only"] = "token_only"


Renewal = Annotated[RenewedByUser | RenewedByKey | NotRenewed, Field(discriminator="kind")]


class StoredToken(BaseModel):
    """How an athlete's account is reached, and the access token of the last time.

    `scopes` are those that were granted, None where that is not known. `expiry` is None where
    the token says nothing of it. Neither `repr` nor `str` shows a secret.
    """

    model_config = ConfigDict(frozen=True)

    renewal: Renewal
    token_uri: CheckedAddress = TOKEN_URI
    access_token: Secret | None = None
    expiry: AwareDatetime | None = None
    scopes: tuple[str, ...] | None = None

    def as_bytes(self) -> bytes:
        """The JSON to be sealed; it holds the secrets."""
        return self.model_dump_json().encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The token that `as_bytes` made; raise NotAToken."""
        try:
            return cls.model_validate_json(content)
        except ValidationError:
            failure = NotAToken("what is kept is no token")
        raise failure  # outside of the handler: the validation error holds the input

    def renewed(
        self,
        access_token: SecretStr,
        expiry: datetime | None,
        *,
        refresh_token: SecretStr | None = None,
        scopes: tuple[str, ...] | None = None,
    ) -> Self:
        """The same with a new access token; what was not told anew stays."""
        renewal = self.renewal
        if refresh_token is not None and isinstance(renewal, RenewedByUser):
            renewal = renewal.model_copy(update={"refresh_token": refresh_token})
        return self.model_copy(
            update={
                "renewal": renewal,
                "access_token": access_token,
                "expiry": expiry,
                "scopes": self.scopes if scopes is None else scopes,
            }
        )
