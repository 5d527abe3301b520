"""A stand-in for Google Calendar v3: a real HTTP server on loopback.

It shows the documented behavior of the API, and nothing that only one server happens to do::

    with google_calendar() as server:
        ui = server.add_user("anna@example.com", "Europe/Berlin")   # what Anna does by hand
        run = ui.put("Easy run", datetime(2026, 3, 2, 7), recurrence=["RRULE:FREQ=WEEKLY"])
        credentials = server.credentials("anna@example.com", ["calendar.events"])
        service = build_from_document(server.discovery_document(), credentials=credentials)
        service.events().list(calendarId="primary", singleEvents=True).execute()
        ui.drag(run + "_20260309T060000Z", datetime(2026, 3, 9, 18))
        assert server.counts()["events.list", 200] == 1
        assert not server.mails

Addresses are `api_root`, `token_uri`, `auth_uri` and `revoke_uri`; files of clients and accounts
come from `client_config`, `web_client_config`, `authorized_user` and `add_service_account`.
Trouble is made with `faults.script(Fault(...))`, `faults.at_random(seed, rate, choice)`,
`refusing_connections()`, `expire_sync_tokens()`, `expire_access_tokens()`, `revoke(email)`,
`limits` and `clock`; `dump()` compares what is on all calendars.

Every request and response is held against the discovery document that ships with Google's client.
What does not fit it is a violation, and leaving the `with` block raises an AssertionError for it.

Not shown: copies of one event on several users' calendars (an event lives on one calendar; an
invitation is put there by `ui.invite`), conference data, attachments, ACL methods and colors.
"""

from tests.fakes.google_calendar.faults import Fault, Kind
from tests.fakes.google_calendar.limits import Limits, no_limits
from tests.fakes.google_calendar.problems import ApiError, limit_exceeded, server_error
from tests.fakes.google_calendar.record import Asked
from tests.fakes.google_calendar.server import GoogleCalendar, google_calendar
from tests.fakes.google_calendar.state import Mail
from tests.fakes.google_calendar.user_interface import GoogleUi, as_editor_saves

__all__ = [
    "ApiError",
    "Asked",
    "Fault",
    "GoogleCalendar",
    "GoogleUi",
    "Kind",
    "Limits",
    "Mail",
    "as_editor_saves",
    "google_calendar",
    "limit_exceeded",
    "no_limits",
    "server_error",
]
