"""The calendars that an athlete names: what is read, and where is written."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PrivateAttr, SecretStr

from rules.say import Holds
from sync_service.places import file_in, place_beside, place_in
from sync_service.recognition_settings import KnownHolds
from sync_service.strict_model import StrictModel

PRIMARY = "primary"
"""The id of the calendar that is an account's own."""


def _calendar_id(value: str) -> str:
    if not value or any(letter.isspace() for letter in value) or "://" in value:
        raise ValueError(
            'must be the id of a Google calendar, such as "primary", and no web address'
        )
    return value


CalendarId = Annotated[str, AfterValidator(_calendar_id)]


class Role(StrEnum):
    """What a source is read for."""

    TRAINING = "training"
    BUSY = "busy"


class AnySource(StrictModel):
    """What is said of a source of any kind: what it is read for, and what it holds."""

    role: Role = Role.TRAINING
    holds: KnownHolds = Holds.TRAINING


class LocalFolder(StrictModel):
    """A folder of .ics files on this machine."""

    folder: Annotated[str, Field(min_length=1)]
    _base: Path | None = PrivateAttr(None)

    @property
    def place(self) -> str:
        """What names the folder: its way from the settings where it lies beside them."""
        return place_beside(self._base, str(Path(self.folder).absolute()))

    def placed_in(self, base: Path) -> Self:
        """The same, a relative folder meant from `base` on."""
        placed = self.model_copy(update={"folder": place_in(base, self.folder)})
        placed._base = base  # noqa: SLF001 (its own)
        return placed


class IcsFeedSource(AnySource):
    """A feed by its address; the address is a secret and is never shown."""

    kind: Literal["ics_feed"]
    address: SecretStr
    _base: Path | None = PrivateAttr(None)

    @property
    def place(self) -> str:
        """What names the feed: of a file beside the settings, its way from there."""
        address = self.address.get_secret_value()
        return address if "://" in address else place_beside(self._base, address)

    def placed_in(self, base: Path) -> Self:
        """The same, a file that is named relatively meant from `base` on."""
        address = file_in(base, self.address.get_secret_value())
        placed = self.model_copy(update={"address": SecretStr(address)})
        placed._base = base  # noqa: SLF001 (its own)
        return placed


class GoogleCalendarSource(AnySource):
    """A Google calendar by its id; `primary` is the account's own."""

    kind: Literal["google_calendar"]
    calendar: CalendarId = PRIMARY


class LocalCalendarSource(LocalFolder, AnySource):
    """A folder of .ics files."""

    kind: Literal["local_calendar"]


Source = Annotated[
    IcsFeedSource | GoogleCalendarSource | LocalCalendarSource, Field(discriminator="kind")
]


class GoogleCalendarTarget(StrictModel):
    """Write to a Google account; `calendar` is the calendar whose events are annotated."""

    kind: Literal["google_calendar"]
    calendar: CalendarId = PRIMARY


class LocalCalendarTarget(LocalFolder):
    """Write to a folder of .ics files."""

    kind: Literal["local_calendar"]


Target = Annotated[GoogleCalendarTarget | LocalCalendarTarget, Field(discriminator="kind")]
