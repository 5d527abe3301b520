"""The parts of Google's answers that are used, checked where they come in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

TIMES = "start,end,originalStartTime"
_SPAN = f"id,iCalUID,etag,status,{TIMES},recurrence,recurringEventId,eventType,transparency"
_ITEM = (
    f"{_SPAN},summary,description,location,visibility,"
    "attendees(self,responseStatus),extendedProperties/private"
)
_PAGE = "nextPageToken,nextSyncToken,timeZone,accessRole"
WITH_TEXT = f"{_PAGE},items({_ITEM})"
SPANS_ONLY = f"{_PAGE},items({_SPAN},attendees(self,responseStatus))"
ONE_EVENT = _ITEM


class _Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_nothing(cls, said: object) -> object:
        """A part that is null is as if it were not there."""
        if isinstance(said, dict) and None in said.values():
            return {name: value for name, value in said.items() if value is not None}
        return said


class GoogleMoment(_Model):
    """A day, or an instant with the zone that it is meant in."""

    day: date | None = Field(None, alias="date")
    instant: datetime | None = Field(None, alias="dateTime")
    time_zone: str | None = None


class Attendee(_Model):
    """A guest; `is_self` is the calendar that the event was read from."""

    is_self: bool = Field(default=False, alias="self")
    response_status: str = ""


class Standing(StrEnum):
    """The status of an event."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class GoogleEvent(_Model):
    """An event, an instance of one, or what is left of one that was deleted."""

    id: str
    ical_uid: str = Field("", alias="iCalUID")
    etag: str = ""
    status: Standing = Standing.CONFIRMED
    summary: str = ""
    description: str = ""
    location: str = ""
    start: GoogleMoment | None = None
    end: GoogleMoment | None = None
    original_start: GoogleMoment | None = Field(None, alias="originalStartTime")
    recurrence: tuple[str, ...] = ()
    recurring_event_id: str | None = None
    event_type: str = "default"
    transparency: str = "opaque"
    visibility: str = "default"
    attendees: tuple[Attendee, ...] = ()
    private_properties: Annotated[dict[str, str], BeforeValidator(lambda said: said or {})] = Field(
        default_factory=dict, validation_alias=AliasPath("extendedProperties", "private")
    )


class EventPage(_Model):
    """One page of a list; the items are checked one by one, so that a bad one spoils no other."""

    items: tuple[object, ...] = ()
    next_page_token: str | None = None
    next_sync_token: str | None = None
    time_zone: str | None = None
    access_role: str | None = None


class CalendarEntry(_Model):
    """A calendar of the account."""

    id: str
    description: str = ""


class CalendarPage(_Model):
    """One page of the list of calendars."""

    items: tuple[CalendarEntry, ...] = ()
    next_page_token: str | None = None


class BusySpan(_Model):
    """A span in which someone is busy."""

    start: datetime
    end: datetime


class BusyError(_Model):
    """Why there are no busy spans."""

    reason: str = ""


class BusyCalendar(_Model):
    """The busy spans of one calendar, or why there are none."""

    busy: tuple[BusySpan, ...] = ()
    errors: tuple[BusyError, ...] = ()


class FreeBusy(_Model):
    """The answer to a question for busy time."""

    calendars: dict[str, BusyCalendar] = Field(default_factory=dict)
