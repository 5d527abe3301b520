"""`counterpoint athlete feeds`: the addresses, and what is found at them after each cycle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from sync_service.settings import load_settings
from sync_service.store.database import Store, open_store
from sync_service.store.records import FeedName
from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, LATER, NOW
from tests.web.conftest import Server

LINK = re.compile(r"^    (http\S+/(\w+)\.ics)$", re.MULTILINE)
LEGS = event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5")
TEMPO = event("tempo", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km")
DENTIST = event("dentist", "20260114T100000Z", "20260114T110000Z", "Dentist Dr Weiss")
KIM = ATHLETE.replace("Sam", "Kim").replace('"calendar"', '"kim"')


class Subscriber:
    """A calendar program by other people, which keeps what it has until there is something new."""

    def __init__(self, server: Server, link: str) -> None:
        self._server, self._link = server, link
        self._etag = ""
        self.calendar: Calendar | None = None

    def refresh(self) -> int:
        reply = self._server.ask(self._link, If_None_Match=self._etag, Accept_Encoding="gzip")
        if reply.status == 200:
            self._etag = reply.headers["etag"]
            self.calendar = IcsCalendarStream.calendar_from_ics(reply.text.decode())
        return reply.status

    @property
    def events(self) -> dict[str, Event]:
        assert self.calendar is not None
        return {each.summary or "": each for each in self.calendar.events}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "counterpoint.toml").write_text(ATHLETE)
    shows(tmp_path, LEGS, TEMPO, DENTIST)
    return tmp_path


def shows(folder: Path, *events: str) -> None:
    (folder / "plan.ics").write_text(calendar(*events))


@pytest.fixture
def kept(folder: Path) -> Iterator[Store]:
    """The store of the command line, as the daemon has it open."""
    now = datetime(2026, 1, 11, tzinfo=UTC)
    key = folder / "counterpoint.key"
    opened = open_store(f"sqlite:///{folder}/counterpoint.db", now=now, key_file=key)
    yield opened
    opened.close()


@pytest.fixture
def daemon(kept: Store, serve: Callable[[Store], Server]) -> Server:
    return serve(kept)


def links(counterpoint: Counterpoint, *arguments: str) -> dict[str, str]:
    outcome = counterpoint("athlete", "feeds", *arguments)
    assert outcome.status == 0, outcome.err
    return {name: link for link, name in LINK.findall(outcome.out)}


def subscribed(counterpoint: Counterpoint, daemon: Server) -> dict[str, Subscriber]:
    found = {name: Subscriber(daemon, link) for name, link in links(counterpoint).items()}
    assert found.keys() == {name.value for name in FeedName}
    return found


def refreshed(subscribers: dict[str, Subscriber]) -> set[int]:
    return {each.refresh() for each in subscribers.values()}


def test_a_name_is_taken_as_the_other_commands_take_it(
    counterpoint: Counterpoint, folder: Path
) -> None:
    name = load_settings(folder / "counterpoint.toml").athletes[0].name
    assert links(counterpoint, name) == links(counterpoint, "--name", name)
    for arguments in (("Nobody",), (name, "--name", "Nobody")):
        refused = counterpoint("athlete", "feeds", *arguments)
        assert (refused.status, len(refused.err.splitlines())) == (2, 1)


def test_every_feed_has_an_address_that_stays(counterpoint: Counterpoint, folder: Path) -> None:
    first = links(counterpoint)
    assert links(counterpoint) == first
    assert all(link.startswith("http://127.0.0.1:8787/feeds/") for link in first.values())
    tokens = {urlsplit(link).path.split("/")[2] for link in first.values()}
    assert len(tokens) == len(FeedName)  # who knows one address knows no other
    assert all(len(token) >= 43 for token in tokens)
    assert (folder / "counterpoint.key").exists()


@pytest.mark.usefixtures("folder")
def test_new_addresses_are_made_when_asked_for(counterpoint: Counterpoint) -> None:
    first, second = links(counterpoint), links(counterpoint, "--rotate")
    assert not set(first.values()) & set(second.values())
    assert links(counterpoint) == second


def test_the_public_address_stands_before_them(counterpoint: Counterpoint, folder: Path) -> None:
    public = '[web]\npublic_url = "https://club.example/counterpoint/"\n'
    (folder / "counterpoint.toml").write_text(public + ATHLETE)
    outcome = counterpoint("athlete", "feeds")
    assert "    https://club.example/counterpoint/feeds/" in outcome.out
    assert "    webcal://club.example/counterpoint/feeds/" in outcome.out
    assert "of this machine" not in outcome.out


def test_one_of_several_is_named_before_anything_is_revoked(
    counterpoint: Counterpoint, folder: Path
) -> None:
    (folder / "counterpoint.toml").write_text(ATHLETE + KIM)
    sams = links(counterpoint, "--name", "Sam")
    refused = counterpoint("athlete", "feeds", "--rotate")
    assert refused.status == 2
    assert "--name" in refused.err
    kims = links(counterpoint, "--name", "Kim", "--rotate")
    assert links(counterpoint, "--name", "Kim") == kims
    assert links(counterpoint, "--name", "Sam") == sams


@pytest.mark.parametrize(
    "address",
    [
        "club",
        "https://",
        "ftp://club.example",
        "https://sam:secret@club.example",
        "https://club.example/?a=b",
        "https://club.example:port",
    ],
)
def test_a_public_address_that_is_none_is_refused(
    counterpoint: Counterpoint, folder: Path, address: str
) -> None:
    (folder / "counterpoint.toml").write_text(f'[web]\npublic_url = "{address}"\n' + ATHLETE)
    outcome = counterpoint("athlete", "feeds")
    assert outcome.status == 2
    assert "web.public_url" in outcome.err


def test_a_subscriber_sees_each_change_after_one_refresh(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    feeds = subscribed(counterpoint, daemon)
    assert refreshed(feeds) == {503}
    counterpoint("sync", *NOW)
    assert refreshed(feeds) == {200}
    assert refreshed(feeds) == {304}
    workouts = feeds["annotated"].events
    assert workouts.keys() == {"Heavy squats 5x5", "Tempo run 9 km"}
    assert "── Counterpoint ──" in (workouts["Tempo run 9 km"].description or "")
    assert feeds["overlay"].events
    assert not feeds["overlay"].events.keys() & workouts.keys()

    easy = event("easy", "20260115T060000Z", "20260115T070000Z", "Easy run 6 km")
    shows(folder, LEGS, TEMPO, DENTIST, easy)
    counterpoint("sync", *LATER)
    assert feeds["annotated"].refresh() == 200
    assert "Easy run 6 km" in feeds["annotated"].events
    assert feeds["busy"].refresh() == 200

    counterpoint("sync", "--now", "2026-01-11T10:00")
    feeds["overlay"].refresh()
    assert refreshed(feeds) == {304}


def test_who_names_no_calendar_to_write_to_reads_everything_in_the_feeds(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    lines = [line for line in ATHLETE.splitlines() if not line.startswith("write_to")]
    (folder / "counterpoint.toml").write_text("\n".join(lines))
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    assert refreshed(feeds) == {200}
    overlay = feeds["overlay"].events
    (suggestion,) = (event for title, event in overlay.items() if title.startswith("Move here?"))
    assert "this feed cannot be answered" in (suggestion.description or "")
    assert "Delete this event" not in (suggestion.description or "")
    assert any(title.startswith("✗ ") for title in overlay)
    assert "── Counterpoint ──" in (feeds["annotated"].events["Tempo run 9 km"].description or "")


def test_busy_time_says_not_a_word_more(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    after = event("core", "20260113T190000Z", "20260113T193000Z", "Core workout")
    day = event("day", "20260116", "20260117", "Easy run 6 km")
    shows(folder, LEGS, TEMPO, after, DENTIST, day.replace("DTSTART:", "DTSTART;VALUE=DATE:"))
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    refreshed(feeds)
    found = feeds["busy"].calendar
    assert found is not None
    spans = [(each.summary, each.dtstart, each.dtend, each.description) for each in found.events]
    assert spans == [
        ("Busy", _utc(16), _utc(17), None),
        ("Busy", _utc(18), _utc(19, 30), None),  # two sessions, but nobody is told
    ]
    text = daemon.ask(links(counterpoint)["busy"]).body.decode()
    for word in ("Sam", "Berlin", "legs", "squats", "Tempo", "tempo", "run", "Dentist", "LOCATION"):
        assert word not in text


def _utc(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, 13, hour, minute, tzinfo=UTC)


def test_nothing_is_kept_of_what_is_no_workout(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    counterpoint("sync", *NOW)
    for link in links(counterpoint).values():
        assert b"Dentist" not in daemon.ask(link).body
    for file in folder.glob("counterpoint.db*"):
        assert b"Dentist" not in file.read_bytes()


def test_a_source_that_fails_empties_no_feed(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    abroad = "DTSTART;TZID=America/New_York:20260113T130000"  # kept in UTC, and then told from it
    shows(folder, LEGS, TEMPO.replace("DTSTART:20260113T180000Z", abroad))
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    refreshed(feeds)
    (folder / "plan.ics").write_text("<html>Maintenance</html>")
    assert counterpoint("sync", *LATER).status == 3
    assert refreshed(feeds) == {304}
    (folder / "plan.ics").unlink()
    assert counterpoint("sync", *LATER).status == 3
    assert refreshed(feeds) == {304}


def test_a_source_that_never_answered_makes_no_empty_feed(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    feeds = subscribed(counterpoint, daemon)
    (folder / "plan.ics").unlink()
    assert counterpoint("sync", *NOW).status == 3
    assert refreshed(feeds) == {503}


def test_a_plan_that_is_held_leaves_the_feeds_until_it_is_let_go(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    runs = [
        event(f"run{day}", f"202601{day}T060000Z", f"202601{day}T070000Z", "Tempo run 9 km")
        for day in range(13, 24)
    ]
    shows(folder, *runs)
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    refreshed(feeds)
    shows(folder)
    assert counterpoint("sync", *LATER).status == 1
    assert refreshed(feeds) == {304}
    counterpoint("status", "--release", "1", *LATER)
    counterpoint("sync", *LATER)
    assert refreshed(feeds) == {200}
    assert feeds["annotated"].events == {}


def test_what_was_dismissed_is_in_no_feed(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    refreshed(feeds)
    shown = feeds["overlay"].events
    written = {path: path.read_text() for path in (folder / "calendar").glob("*.ics")}
    dismissed = next(title for title in shown if any(title in text for text in written.values()))
    for path, text in written.items():
        if f"SUMMARY:{dismissed}" in text:
            path.unlink()
    counterpoint("sync", *LATER)
    feeds["overlay"].refresh()
    assert dismissed not in feeds["overlay"].events


@pytest.mark.usefixtures("folder")
def test_a_purge_empties_the_feeds_and_a_cycle_fills_them(
    counterpoint: Counterpoint, daemon: Server
) -> None:
    feeds = subscribed(counterpoint, daemon)
    counterpoint("sync", *NOW)
    refreshed(feeds)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert refreshed(feeds) == {200}
    assert all(each.events == {} for each in feeds.values())
    counterpoint("sync", "--now", "2026-01-11T10:00")
    assert refreshed(feeds) == {200}
    assert feeds["annotated"].events


def test_a_clock_that_was_set_back_hides_no_change(
    counterpoint: Counterpoint, folder: Path, daemon: Server
) -> None:
    link = links(counterpoint)["annotated"]
    counterpoint("sync", *NOW)
    before = daemon.ask(link).headers["last-modified"]
    shows(folder, LEGS, TEMPO.replace("9 km", "10 km"))
    counterpoint("sync", "--now", "2026-01-11T07:00")
    assert daemon.ask(link, If_Modified_Since=before).status == 200


@pytest.mark.usefixtures("folder")
def test_a_feed_tells_how_often_to_ask(counterpoint: Counterpoint, daemon: Server) -> None:
    counterpoint("sync", *NOW)
    for link in links(counterpoint).values():
        text = daemon.ask(link).body
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
        assert b"X-PUBLISHED-TTL:PT1H\r\n" in text
        assert b"VALARM" not in text
        assert b"ATTENDEE" not in text
