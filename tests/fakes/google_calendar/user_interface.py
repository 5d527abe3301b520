"""A user in Google Calendar's own pages: what happens to events without the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.fakes.google_calendar import calendars, event_writes
from tests.fakes.google_calendar.channels import Channels
from tests.fakes.google_calendar.instances import Window, find, occurring
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.recurrence import moved_end
from tests.fakes.google_calendar.state import CalendarState, World
from tests.fakes.google_calendar.times import instant, length, moment, written
from tests.planted import Planted, plant

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
When = datetime | date


@dataclass
class GoogleUi:
    """What one user does by hand. Calendars go by id; None is the user's primary one."""

    world: World
    channels: Channels
    email: str

    def put(
        self,
        summary: str,
        start: When,
        end: When | None = None,
        *,
        calendar_id: str | None = None,
        recurrence: Sequence[str] = (),
        **more: object,
    ) -> str:
        """Add an event (an hour, or a day, if no end is given) and return its id.

        `more` are further properties of an event resource: description, location, transparency,
        attendees, visibility, status, colorId.
        """
        plant(summary, Planted.TEXT)
        with self._changing(calendar_id) as calendar:
            last = end if end is not None else _usual_end(start)
            name = calendar.time_zone if isinstance(start, datetime) else None
            wanted: Json = {
                "summary": summary,
                "start": written(_aware(start, calendar), name, calendar.home),
                "end": written(_aware(last, calendar), name, calendar.home),
                "recurrence": list(recurrence),
            }
            return self._id(event_writes.put_new(self.world, calendar, wanted | more, self.email))

    def invite(
        self,
        organizer: str,
        summary: str,
        start: When,
        end: When | None = None,
        *,
        calendar_id: str | None = None,
        **more: Any,
    ) -> str:
        """An invitation arrives: somebody else's event, on which this user has not answered."""
        me = {"email": calendar_id or self.email, "responseStatus": "needsAction"}
        host = {"email": organizer, "responseStatus": "accepted"}
        more = {"organizer": {"email": organizer}, "attendees": [host, me]} | more
        return self.put(summary, start, end, calendar_id=calendar_id, **more)

    def drag(self, event_id: str, to: When, *, calendar_id: str | None = None) -> None:
        """Drop an event, or one instance of a series, at another start; its length stays."""
        with self._changing(calendar_id) as calendar:
            event = self._event(calendar, event_id)
            lasts = length(event["start"], event["end"], calendar.home)
            start = _aware(to, calendar)
            if "date" in event["start"] and not isinstance(to, datetime):
                lasts = timedelta(days=lasts.days)
            name = event["start"].get("timeZone")
            wanted = event | {
                "start": written(start, name, calendar.home),
                "end": written(moved_end(start, lasts), name, calendar.home),
            }
            event_writes.replace(self.world, calendar, event, wanted)

    def drag_by(self, event_id: str, by: timedelta, *, calendar_id: str | None = None) -> None:
        """Drag an event by so much."""
        calendar = self.calendar(calendar_id)
        start = moment(self._event(calendar, event_id)["start"], calendar.home)
        self.drag(event_id, start + by, calendar_id=calendar_id)

    def edit(self, event_id: str, *, calendar_id: str | None = None, **properties: object) -> None:
        """Set properties as an event resource has them; None removes one."""
        with self._changing(calendar_id) as calendar:
            event = self._event(calendar, event_id)
            wanted = {k: v for k, v in (event | properties).items() if v is not None}
            event_writes.replace(self.world, calendar, event, wanted)

    def edit_description(
        self, event_id: str, change: Callable[[str], str], *, calendar_id: str | None = None
    ) -> None:
        """Open the description in the editor, change its text and save: it comes back as HTML."""
        text = str(self.look(event_id, calendar_id=calendar_id).get("description", ""))
        self.edit(event_id, calendar_id=calendar_id, description=as_editor_saves(change(text)))

    def delete(self, event_id: str, *, calendar_id: str | None = None) -> None:
        """Into the trash; an instance of a series is cancelled alone."""
        with self._changing(calendar_id) as calendar:
            event_writes.remove(self.world, calendar, self._event(calendar, event_id))

    def restore(self, event_id: str, *, calendar_id: str | None = None) -> None:
        """Back from the trash."""
        self.edit(event_id, calendar_id=calendar_id, status="confirmed")

    def empty_trash(self, *, calendar_id: str | None = None) -> None:
        """Deleted events are gone for good: nobody finds them any more. Their ids stay taken."""
        with self._changing(calendar_id) as calendar:
            for name, event in [*calendar.events.items()]:
                if event.cancelled and (event.series is None or event.orphan):
                    del calendar.events[name]
                    calendar.purged.add(name)

    def respond(self, event_id: str, response: str, *, calendar_id: str | None = None) -> None:
        """Answer an invitation: accepted, tentative, declined or needsAction.

        An event without guests gets the user as its only one, as accepting it by API would.
        """
        with self._changing(calendar_id) as calendar:
            event = self._event(calendar, event_id)
            me = {"email": calendar.id, "responseStatus": response}
            others = [g for g in event.get("attendees", []) if g["email"] != calendar.id]
            wanted = event | {"attendees": [*others, me]}
            event_writes.replace(self.world, calendar, event, wanted)

    def decline(self, event_id: str, *, calendar_id: str | None = None) -> None:
        self.respond(event_id, "declined", calendar_id=calendar_id)

    def new_calendar(self, summary: str, time_zone: str | None = None) -> str:
        """A secondary calendar made by hand, not by any client."""
        with self.world.lock:
            told = {"summary": summary, "timeZone": time_zone}
            return calendars.make(self.world, self.email, told).id

    def delete_calendar(self, calendar_id: str) -> None:
        with self._changing(calendar_id) as calendar:
            calendars.drop(self.world, calendar)

    def look(self, event_id: str, *, calendar_id: str | None = None) -> Json:
        """The event as it is kept, deleted or not."""
        with self.world.lock:
            return dict(self._event(self.calendar(calendar_id), event_id))

    def week(self, start: datetime, end: datetime, *, calendar_id: str | None = None) -> list[Json]:
        """What the page shows between two instants, by start."""
        with self.world.lock:
            calendar = self.calendar(calendar_id)
            shown = [*_shown(self.world, calendar, Window(start, end))]
            return sorted(shown, key=lambda event: instant(event["start"], calendar.home))

    def alarms(self, event_id: str, *, calendar_id: str | None = None) -> list[int]:
        """How many minutes before the event something rings, by default or by its own reminders."""
        calendar = self.calendar(calendar_id)
        told = self._event(calendar, event_id)["reminders"]
        chosen = calendar.default_reminders if told["useDefault"] else told.get("overrides", [])
        return sorted(reminder["minutes"] for reminder in chosen)

    def calendar(self, calendar_id: str | None = None) -> CalendarState:
        return self.world.calendars[calendar_id or self.email]

    def _event(self, calendar: CalendarState, event_id: str) -> Json:
        event = find(calendar, event_id, self.world.clock.now())
        if event is None:
            raise KeyError(event_id)
        return event

    @contextmanager
    def _changing(self, calendar_id: str | None) -> Iterator[CalendarState]:
        with self.world.lock:
            self.world.touched.clear()
            yield self.calendar(calendar_id)
            for touched in dict.fromkeys(self.world.touched):
                self.channels.tell(touched)

    @staticmethod
    def _id(event: Json) -> str:
        return str(event["id"])


def as_editor_saves(text: str) -> str:
    """Plain text as the page's editor saves it: HTML with <br>, &nbsp; and links."""
    html = text.replace("\r\n", "\n")
    html = _ADDRESS.sub(lambda m: f'<a href="{m[0]}" target="_blank">{m[0]}</a>', html)
    return html.replace("  ", "&nbsp; ").replace("\n", "<br>")


def _shown(world: World, calendar: CalendarState, window: Window) -> Iterator[Json]:
    for event in calendar.events.values():
        if event.cancelled or event.series is not None:
            continue
        if "recurrence" in event.body:
            found = occurring(calendar, event, window, world.clock.now())
            yield from (one for one in found if one["status"] != "cancelled")
        elif window.holds(event.start, event.end):
            yield event.body


def _usual_end(start: When) -> When:
    return start + (timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1))


def _aware(at: When, calendar: CalendarState) -> When:
    """Local times without a zone are the calendar's."""
    if isinstance(at, datetime) and at.tzinfo is None:
        return at.replace(tzinfo=calendar.home)
    return at
