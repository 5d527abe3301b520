"""The description of Google's service, made once for each root address and kept.

The document ships with the client library, so that nothing is fetched. Its addresses are led to
the root that the settings name, batches too, which the library's own option leaves out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httplib2
from googleapiclient import discovery
from googleapiclient.discovery_cache import get_static_doc

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import CalendarResource

GOOGLE_ROOT = "https://www.googleapis.com/"


@dataclass(frozen=True, slots=True)
class Service:
    """The calls that are made, each resource kept: to make one costs more than a call."""

    events: CalendarResource.EventsResource
    calendars: CalendarResource.CalendarsResource
    calendar_list: CalendarResource.CalendarListResource
    freebusy: CalendarResource.FreebusyResource
    channels: CalendarResource.ChannelsResource
    batch_uri: str


@lru_cache(maxsize=8)
def service_at(root: str) -> Service:
    """Google Calendar version 3 at `root`; whoever executes a call brings the connection."""
    document = json.loads(get_static_doc("calendar", "v3"))  # type: ignore[no-untyped-call]
    document |= {"rootUrl": root, "baseUrl": urljoin(root, document["servicePath"])}
    document.pop("mtlsRootUrl", None)
    # the stubs do not know this function, and those of the others need a network
    service: CalendarResource = discovery.build_from_document(  # type: ignore[attr-defined]
        document, http=httplib2.Http()
    )
    return Service(
        events=service.events(),
        calendars=service.calendars(),
        calendar_list=service.calendarList(),
        freebusy=service.freebusy(),
        channels=service.channels(),
        batch_uri=urljoin(root, document["batchPath"]),
    )
