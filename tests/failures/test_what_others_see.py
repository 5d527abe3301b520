"""What our items do to others, to other calendars, and what strangers' text does in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, NOW, contents, set_up, synced

EVIL = (
    "\\nEND:VEVENT\\nBEGIN:VALARM\\nATTENDEE:mailto:a@example.org",
    "\x0bATTENDEE:mailto:a@example.org",
    "\u2028ATTENDEE:mailto:a@example.org\u0085ORGANIZER:x",
    "<script>alert(1)</script> <b onmouseover=x>",
)


def texts(folder: Path) -> list[str]:
    return [each.decode().replace("\r\n ", "") for each in contents(folder).values()]


def test_no_item_of_ours_invites_rings_or_blocks_time(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 20: though the workouts have guests and reminders."""
    written = set_up(tmp_path)
    guests = "ATTENDEE:mailto:a@example.org\r\nORGANIZER:mailto:b@example.org"
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT30M\r\nDESCRIPTION:x\r\nEND:VALARM"
    shown = (f"{each}\r\n{guests}\r\n{alarm}" for each in COLLIDING)
    (tmp_path / "plan.ics").write_text(calendar(*shown))
    assert counterpoint("sync", *NOW).status == 0
    found = texts(written)
    assert {"companion", "suggestion", "fuel"} <= {kind_of(text) for text in found}
    for text in found:
        assert "TRANSP:TRANSPARENT" in text
        for word in ("ATTENDEE", "ORGANIZER", "VALARM"):
            assert word not in text


def kind_of(text: str) -> str:
    return text.partition("KIND:")[2].split()[0]


@pytest.mark.parametrize("kind", ["fuel", "companion", "suggestion"])
def test_what_is_ours_is_private(counterpoint: Counterpoint, tmp_path: Path, kind: str) -> None:
    """Row 20: others who see the calendar do not read what we say."""
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    counterpoint("sync", *NOW)
    found = [text for text in texts(written) if kind_of(text) == kind]
    assert found
    assert all("CLASS:PRIVATE" in text for text in found)


TWO = """
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
sources = [
  { kind = "ics_feed", address = "plan.ics" },
  { kind = "local_calendar", folder = "alex" },
]
write_to = { kind = "local_calendar", folder = "calendar" }

[[athletes]]
name = "Alex"
time_zone = "Europe/Berlin"
sources = [{ kind = "local_calendar", folder = "calendar" }]
write_to = { kind = "local_calendar", folder = "alex" }
"""


def test_calendars_that_read_each_other_make_no_loop(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 8: what one wrote is no workout to the other."""
    written = set_up(tmp_path, athletes=TWO)
    (tmp_path / "alex").mkdir()
    written.mkdir()
    counterpoint("sync", *NOW)
    before = contents(written)
    assert before
    for _ in range(2):
        again = counterpoint("sync", *NOW)
        assert again.out == "Sam:\nNothing to change.\nAlex:\nNothing to change.\n"
    assert contents(written) == before
    assert contents(tmp_path / "alex") == {}


def test_our_own_calendar_subscribed_to_as_a_feed_makes_no_loop(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 8: the way round by a feed of the calendar that we write."""
    written = synced(tmp_path)
    before = contents(written)
    blocks = (each.partition("BEGIN:VEVENT\r\n")[2] for each in texts(written))
    (tmp_path / "mirror.ics").write_text(
        calendar(*(block.partition("\r\nEND:VEVENT")[0] for block in blocks))
    )
    more = '"plan.ics" }, { kind = "ics_feed", address = "mirror.ics" }'
    (tmp_path / "counterpoint.toml").write_text(ATHLETE.replace('"plan.ics" }', more))
    outcome = counterpoint("sync", *NOW)
    assert (outcome.status, outcome.out) == (0, "Nothing to change.\n")
    assert contents(written) == before


@pytest.mark.parametrize("evil", EVIL)
def test_text_of_strangers_makes_no_line_of_its_own(
    counterpoint: Counterpoint, tmp_path: Path, evil: str
) -> None:
    """Row 26: in what is written from titles, places and descriptions."""
    written = set_up(tmp_path)
    legs, run = (
        each.replace("SUMMARY:", f"LOCATION:{evil}\r\nDESCRIPTION:{evil}\r\nSUMMARY:") + evil
        for each in COLLIDING
    )
    (tmp_path / "plan.ics").write_bytes(calendar(legs, run).encode())
    assert counterpoint("sync", *NOW).status == 0
    found = texts(written)
    assert found
    for text in found:
        begins = [line.partition(":")[0] for line in text.splitlines()]
        assert begins.count("BEGIN") == begins.count("END")
        assert not {"ATTENDEE", "ORGANIZER"} & set(begins)
        assert "VALARM" not in {line.partition(":")[2] for line in text.split("\r\n")}
        assert "<script" not in text


def test_an_all_day_workout_stays_on_its_day(counterpoint: Counterpoint, tmp_path: Path) -> None:
    """Row 11: in a zone far from UTC, what is said of a day stands on that day alone."""
    west = ATHLETE.replace("Europe/Berlin", "Pacific/Kiritimati")
    written = set_up(tmp_path, athletes=west)
    days = [event(f"d{n}", f"202601{n}", f"202601{n + 1}", "Tempo run 9 km") for n in (13, 14, 15)]
    (tmp_path / "plan.ics").write_text(calendar(*days))
    counterpoint("sync", *NOW)
    fuel = [text for text in texts(written) if "DTSTART;VALUE=DATE" in text]
    spans = {
        tuple(line.partition(":")[2] for line in text.splitlines() if line.startswith("DT"))[:2]
        for text in fuel
        if kind_of(text) == "fuel"
    }
    assert {(f"202601{n}", f"202601{n + 1}") for n in (13, 14, 15)} <= spans
