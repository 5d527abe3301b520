"""`google`: the OAuth client that asks athletes for consent, and where Google is reached.

`COUNTERPOINT_GOOGLE__CLIENT_FILE` hands over the content of the file, as every variable that
ends in `_FILE` does; it becomes `client`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, SecretStr

from sync_service.strict_model import StrictModel

API_ROOT = "https://www.googleapis.com/"


def _as_text(value: object) -> object:
    """A table that a variable or its file held, as the JSON that it was."""
    return json.dumps(value) if isinstance(value, dict) else value


def _checked(address: str) -> str:
    from connectors.guarded_http.secret_address import checked_address  # noqa: PLC0415 seldom set

    return checked_address(address)


def _root(address: str) -> str:
    return f"{_checked(address).rstrip('/')}/"


Address = Annotated[str, AfterValidator(_checked)]
RootAddress = Annotated[str, AfterValidator(_root)]


class GoogleSettings(StrictModel):
    """How Google is reached; without a client, only what is imported can be used."""

    client_file: Path | None = None
    client: Annotated[SecretStr, BeforeValidator(_as_text)] | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    api_root: RootAddress = API_ROOT
    token_uri: Address | None = None
    auth_uri: Address | None = None

    def placed(self, folder: Path) -> Self:
        """The same, a relative file meant from `folder` on."""
        if self.client_file is None:
            return self
        file = folder / self.client_file.expanduser()
        return self.model_copy(update={"client_file": file})
