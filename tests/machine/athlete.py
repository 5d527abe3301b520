"""An athlete with calendars of their own, and what they do in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.calendar_event import CalendarEvent
from connectors.local_calendar import LocalCalendar, Missing
from tests.machine.any_world import PRIVATE_TITLE, ZONE, AnyWorld
from tests.machine.faults import Boundaries
from tests.machine.folders import AsFound, Seed, edit, with_property
from tests.machine.series import DAYS_OF_SERIES, split_at, without_instance

_FOUND = re.compile(r"(?m)^X-COUNTERPOINT-FOUND[^\n]*\n")
_FOLD = re.compile(r"\r?\n[ \t]")
_OPENING = "── Counterpoint ──\\n"
_FENCED = re.compile(r"(?:\\n){0,2}── Counterpoint ──.*── /Counterpoint \w{6} ──")


@dataclass
class Athlete(AnyWorld):
    """One athlete with a calendar folder of their own, a feed to read, and a calendar for us."""

    found: AsFound = field(default_factory=AsFound)
    trash: dict[str, bytes] = field(default_factory=dict)
    theirs: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.training.mkdir(parents=True, exist_ok=True)
        self.feed_shows(self.feed)
        self.put("private", PRIVATE_TITLE, self.now + timedelta(days=1))

    @property
    def training(self) -> Path:
        return self.folder / "training"

    @property
    def ours(self) -> Path:
        return self.folder / "ours"

    # What the athlete does

    def put(self, uid: str, summary: str, start: datetime, minutes: int = 60) -> None:
        seed = Seed(uid, summary, start, start + timedelta(minutes=minutes), "my own words")
        (self.training / f"{uid}.ics").write_bytes(seed.text().encode())
        self.found.files[f"{uid}.ics"] = seed.text()

    def add(self, title: str, start: datetime) -> None:
        self.made += 1
        self.put(f"w{self.made}", title, start)

    def workouts(self) -> list[str]:
        return sorted(name for name in self.found.files if name.startswith("w"))

    def drag(self, name: str, start: datetime) -> None:
        self._edit(name, lambda text: _at(text, start))

    def rename(self, name: str, title: str) -> None:
        self._edit(name, lambda text: with_property(text, "SUMMARY", title))

    def write_notes(self, name: str, words: str) -> None:
        """Other words before what stands, ours or not, as in any calendar's text field."""

        def noted(text: str) -> str:
            return text.replace("DESCRIPTION:my own words", f"DESCRIPTION:{words}", 1)

        self._edit(name, noted)

    def delete(self, name: str) -> None:
        (self.training / name).unlink()
        del self.found.files[name]

    def _edit(self, name: str, change: Callable[[str], str]) -> None:
        edit(self.training / name, change)
        self.found.edit([name], change)

    # Series: nothing is changed in their instances one by one

    def series(self) -> list[str]:
        return sorted(name for name in self.found.files if name.startswith("s"))

    def add_series(self, title: str, start: datetime) -> None:
        self.made += 1
        self.put(f"s{self.made}", title, start)
        rule = f"RRULE:FREQ=DAILY;COUNT={DAYS_OF_SERIES}\r\nCOLOR:"
        self._edit(f"s{self.made}.ics", lambda text: text.replace("COLOR:", rule, 1))

    def lose_instance(self, name: str, day: int) -> None:
        self._edit(name, lambda text: without_instance(text, day))

    def split(self, name: str, day: int) -> None:
        """This one and those behind it become a series of their own, as programs do it."""
        self.made += 1
        uid = f"s{self.made}"
        text = _FOLD.sub("", (self.training / name).read_bytes().decode())
        first, second = split_at(text, day, uid)
        (self.training / name).write_bytes(first.encode())
        (self.training / f"{uid}.ics").write_bytes(second.encode())
        self.found.files[name], self.found.files[f"{uid}.ics"] = split_at(
            self.found.files[name], day, uid
        )

    def owned(self) -> list[CalendarEvent]:
        if not self.ours.exists():
            return []
        return sorted(self.calendar_in(self.ours).owned(), key=lambda event: event.uid)

    def is_theirs(self, event: CalendarEvent) -> bool:
        return file_of(event) in self.theirs

    def dismiss(self, event: CalendarEvent) -> None:
        path = self.ours / file_of(event)
        self.trash[path.name] = path.read_bytes()
        path.unlink()
        self.refuse(event)

    def in_trash(self) -> list[str]:
        return sorted(self.trash)

    def restore(self, name: str) -> None:
        """Put a deleted item back, out of the trash, if it has not been made anew."""
        if (self.ours / name).exists() or not self.ours.exists():
            return
        (self.ours / name).write_bytes(self.trash.pop(name))
        event = next((each for each in self.owned() if file_of(each) == name), None)
        assert event is not None
        assert event.mark is not None
        self.refused.discard((event.mark.key, event.mark.content_hash))

    def rewrite(self, event: CalendarEvent) -> None:
        path = self.ours / file_of(event)
        edit(path, lambda text: with_property(text, "SUMMARY", "my own plan"))
        self.theirs[path.name] = path.read_bytes()

    def drop_properties(self, name: str) -> None:
        """What a program does that knows no property but its own."""
        edit(self.training / name, lambda text: _FOUND.sub("", text))

    def write_in_fence(self, name: str) -> None:
        edit(self.training / name, lambda text: text.replace(_OPENING, f"{_OPENING}I know: "))

    def take_note_out(self, name: str) -> None:
        edit(self.training / name, lambda text: _FENCED.sub("", text))

    def drag_suggestion(self, event: CalendarEvent, start: datetime) -> None:
        edit(self.ours / file_of(event), lambda text: _at(text, start))

    # What is kept

    def calendar_in(self, folder: Path, seam: Callable[[str], None] | None = None) -> LocalCalendar:
        return LocalCalendar(
            folder,
            label="ours",
            default_zone=ZONE,
            missing=Missing.NEW,
            now=lambda: self.now,
            seam=seam or Boundaries(),
        )


def _at(text: str, start: datetime) -> str:
    """The event at another time, an hour long."""
    start = start.astimezone(UTC)
    end = start + timedelta(hours=1)
    head, begin, body = text.partition("BEGIN:VEVENT")  # a zone has a DTSTART, too
    body = with_property(body, "DTSTART", f"{start:%Y%m%dT%H%M%SZ}")
    return head + begin + with_property(body, "DTEND", f"{end:%Y%m%dT%H%M%SZ}")


def file_of(event: CalendarEvent) -> str:
    assert event.handle is not None
    return event.handle.ref.split("/")[0]
