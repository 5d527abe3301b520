"""Google Calendar, read and written through Google's own client library."""

from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.connection import Connections
from connectors.google_calendar.google_calendar import GoogleCalendar
from connectors.google_calendar.limits import Limits
from connectors.google_calendar.own_calendar import KeptId, OwnGoogleCalendar
from connectors.google_calendar.patience import Patience
from connectors.google_calendar.service import GOOGLE_ROOT, service_at

__all__ = [
    "GOOGLE_ROOT",
    "Connections",
    "GoogleCalendar",
    "GoogleClient",
    "KeptId",
    "Limits",
    "OwnGoogleCalendar",
    "Patience",
    "service_at",
]
