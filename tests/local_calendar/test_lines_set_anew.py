"""Another program sets all lines of a file anew: what comes back is set in its manner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from connectors.local_calendar import LocalCalendar
from connectors.writing import ClearWorkout, EditWorkout
from tests.local_calendar.files import YEAR, calendar_in, done, handle_of, vcalendar

LONG = "my own words, of which there are so many that no line of seventy-five octets holds them. "
WORDS = (LONG * 3).strip().replace(",", "\\,")
TIMES = "DTSTART;TZID=Europe/Berlin:20260107T180000\nDTEND;TZID=Europe/Berlin:20260107T190000"
FILES = {
    "one": vcalendar(f"{TIMES}\nSUMMARY:Lift\nDESCRIPTION:{WORDS}"),
    "few words": vcalendar(f"{TIMES}\nSUMMARY:Lift\nDESCRIPTION:few"),
    "umlauts": vcalendar(f"{TIMES}\nSUMMARY:Lift\nDESCRIPTION:{'Läufe für Füße ' * 9}x"),
    "no words": vcalendar(f"{TIMES}\nSUMMARY:Lift"),
    "series": vcalendar(f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Lift\nDESCRIPTION:{WORDS}"),
}
PROGRAMS: dict[str, Callable[[bytes], bytes]] = {
    "line feeds": lambda content: content.replace(b"\r\n", b"\n"),
    "unfolded": lambda content: content.replace(b"\r\n ", b""),
    "icalendar": lambda content: Calendar.from_ical(content).to_ical(),
}


def _annotated(folder: Path, content: bytes) -> LocalCalendar:
    (folder / "own.ics").write_bytes(content)
    calendar = calendar_in(folder)
    event = calendar.read(YEAR).events[-1]
    done(calendar, EditWorkout(handle_of(event), f"{event.description}\nours"))
    return calendar


@pytest.mark.parametrize("found", [b"\r\n", b"\n"])
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", FILES)
def test_the_file_is_as_that_program_would_have_left_it(
    tmp_path: Path, name: str, program: str, found: bytes
) -> None:
    content = FILES[name].replace(b"\r\n", found)
    calendar = _annotated(tmp_path, content)
    file = tmp_path / "own.ics"
    file.write_bytes(PROGRAMS[program](file.read_bytes()))
    (noted,) = calendar.traces()
    own = noted.description.removesuffix("\nours").removesuffix("ours")
    done(calendar, ClearWorkout(handle_of(noted), own))
    assert file.read_bytes() == PROGRAMS[program](content)
