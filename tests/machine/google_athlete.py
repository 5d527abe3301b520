"""An athlete in Google's own pages, and a second account in which the same is done without us."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from connectors.calendar_event import CalendarEvent
from connectors.google_calendar.event_format import calendar_event
from connectors.google_calendar.event_model import GoogleEvent
from tests.fakes.google_calendar import GoogleCalendar, GoogleUi, no_limits
from tests.machine.any_world import BEGIN, PRIVATE_TITLE, ZONE, AnyWorld

SAM = "sam@example.org"
SHADOW = "shadow@example.org"  # what Sam's account would be if there were no Counterpoint
WORDS = "my own words"
_OPENED = re.compile(r"(── Counterpoint ──(?:\n|<br>))")
_FENCED = re.compile(r"(?:\n|<br>){0,2}── Counterpoint ──.*── /Counterpoint \w{6} ──", re.DOTALL)
YEAR = (datetime(2026, 1, 1, tzinfo=ZONE), datetime(2027, 1, 1, tzinfo=ZONE))
Event = dict[str, Any]


@dataclass
class Trashed:
    """An event of ours that the athlete deleted: where it stood, and as what."""

    calendar_id: str
    status: str
    event: CalendarEvent


@dataclass
class GoogleAthlete(AnyWorld):
    """Sam, whose primary calendar is read and annotated."""

    trash: dict[str, Trashed] = field(default_factory=dict)
    theirs: dict[str, Event] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    accepted: set[datetime] = field(default_factory=set)
    declined: dict[str, set[date]] = field(default_factory=dict)  # an event's refused days

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.server = GoogleCalendar(no_limits())  # its clock stands still
        self.server.start()
        self.server.clock.hold(BEGIN)
        self.ui = self.server.add_user(SAM, ZONE.key)
        self.shadow = self.server.add_user(SHADOW, ZONE.key)
        self.feed_shows(self.feed)
        self.put("private", PRIVATE_TITLE, self.now + timedelta(days=1))

    def both(self, done: Callable[[GoogleUi], object]) -> None:
        """What Sam does, and does in the other account, too."""
        done(self.ui)
        done(self.shadow)

    # The athlete's own events

    def put(self, name: str, summary: str, start: datetime, *rules: str) -> None:
        local = start.astimezone(ZONE)
        self.both(lambda ui: ui.put(summary, local, id=name, description=WORDS, recurrence=rules))

    def add(self, title: str, start: datetime) -> None:
        self.made += 1
        self.put(f"sport{self.made}", title, start)

    def add_series(self, title: str, start: datetime) -> None:
        self.made += 1
        self.put(f"serie{self.made}", title, start, "RRULE:FREQ=WEEKLY;COUNT=3")

    def _standing(self, kind: str) -> list[str]:
        events = self.server.dump()[SHADOW].items()
        return sorted(n for n, e in events if n.startswith(kind) and "recurringEventId" not in e)

    def workouts(self) -> list[str]:
        return self._standing("sport")

    def series(self) -> list[str]:
        return self._standing("serie")

    def instances(self) -> list[str]:
        return sorted(e["id"] for e in self.shadow.week(*YEAR) if "recurringEventId" in e)

    def drag(self, name: str, start: datetime) -> None:
        self.both(lambda ui: ui.drag(name, start))

    def rename(self, name: str, title: str) -> None:
        self.both(lambda ui: ui.edit(name, summary=title))

    def write_notes(self, name: str, words: str) -> None:
        said = words.replace("\\,", ",")
        self._edit_text(lambda text: text.replace(WORDS, said, 1), name)

    def edit_in_the_editor(self, name: str) -> None:
        """Google's own editor makes HTML of whatever stands there."""
        self.both(lambda ui: ui.edit_description(name, lambda text: f"With strides!\n{text}"))

    def delete(self, name: str) -> None:
        self.both(lambda ui: ui.delete(name))

    def change_series(self, name: str, change: Callable[[GoogleUi], object]) -> None:
        """Change all events of a series.

        An instance that is one of its own, as we wrote in it, stays as it is, whatever becomes of
        the series: in the other account it has to be one, too.
        """
        shadow = self.server.dump()[SHADOW]
        for key, event in self.server.dump()[SAM].items():
            is_own = event.get("recurringEventId") == name and key not in shadow
            if is_own and event["status"] != "cancelled":
                self.shadow.edit(key, colorId="1")
        self.both(change)

    def write_in_fence(self, name: str) -> None:
        self._edit_ours(name, lambda text: _OPENED.sub(r"\1I know: ", text))

    def take_note_out(self, name: str) -> None:
        self._edit_ours(name, lambda text: _FENCED.sub("", text))

    def _edit_text(self, change: Callable[[str], str], name: str) -> None:
        self.both(lambda ui: ui.edit(name, description=change(_text(ui, name))))

    def _edit_ours(self, name: str, change: Callable[[str], str]) -> None:
        self.ui.edit(name, description=change(_text(self.ui, name)))

    # Our events

    def own_calendars(self) -> list[str]:
        return [each for each in self.server.dump() if each not in {SAM, SHADOW}]

    def ours(self) -> dict[str, tuple[str, Event]]:
        """The events in our calendar by their ids, each with the id of the calendar."""
        dump = self.server.dump(with_versions=True)
        return {n: (c, e) for c in self.own_calendars() for n, e in dump[c].items()}

    def owned(self) -> list[CalendarEvent]:
        found = (GoogleEvent.model_validate(event) for _, event in self.ours().values())
        return sorted((calendar_event(each, ZONE) for each in found), key=lambda each: each.uid)

    def is_theirs(self, event: CalendarEvent) -> bool:
        return id_of(event) in self.theirs

    def dismiss(self, event: CalendarEvent) -> None:
        name = id_of(event)
        calendar_id, body = self.ours()[name]
        self.trash[name] = Trashed(calendar_id, body["status"], event)
        self.ui.delete(name, calendar_id=calendar_id)
        self.refuse(event)

    def in_trash(self) -> list[str]:
        calendars = self.own_calendars()
        standing = {event.mark.key for event in self.owned() if event.mark}
        return sorted(
            name
            for name, each in self.trash.items()
            if each.calendar_id in calendars
            and each.event.mark
            and each.event.mark.key not in standing  # else it is the athlete who doubles it
        )

    def restore(self, name: str) -> None:
        trashed = self.trash.pop(name)
        self.ui.edit(name, calendar_id=trashed.calendar_id, status=trashed.status)
        assert trashed.event.mark is not None
        self.refused.discard((trashed.event.mark.key, trashed.event.mark.content_hash))

    def rewrite(self, event: CalendarEvent) -> None:
        name = id_of(event)
        calendar_id, _ = self.ours()[name]
        self.ui.edit(name, calendar_id=calendar_id, summary="my own plan")
        self.theirs[name] = self.ours()[name][1]
        self.declined.pop(name, None)

    def drag_suggestion(self, event: CalendarEvent, start: datetime) -> None:
        name = id_of(event)
        self.ui.drag(name, start, calendar_id=self.ours()[name][0])
        self.declined.pop(name, None)

    def answer(self, event: CalendarEvent, *, yes: bool) -> None:
        name = id_of(event)
        calendar_id, body = self.ours()[name]
        self.ui.respond(name, "accepted" if yes else "declined", calendar_id=calendar_id)
        self.answered.add(name)
        if yes:
            self.accepted.add(instant_of(body["start"]))
            self.declined.pop(name, None)
        else:
            self.declined.setdefault(name, set()).add(day_of(body))

    def delete_our_calendar(self) -> None:
        """With all that stands in it, which is dismissed thereby."""
        for event in self.owned():
            self.theirs.pop(id_of(event), None)
            self.refuse(event)
        for calendar_id in self.own_calendars():
            self.ui.delete_calendar(calendar_id)


def id_of(event: CalendarEvent) -> str:
    assert event.handle is not None
    return event.handle.ref.removeprefix("ours/")


def instant_of(moment: Event) -> datetime:
    said = moment.get("dateTime") or moment["date"]
    found = datetime.fromisoformat(said)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=ZONE).astimezone(UTC)


def day_of(event: Event) -> date:
    """The athlete's day on which an event begins."""
    return instant_of(event["start"]).astimezone(ZONE).date()


def _text(ui: GoogleUi, name: str) -> str:
    return str(ui.look(name).get("description", ""))
