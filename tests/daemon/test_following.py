"""What is done by other commands while the daemon runs: it follows without a signal."""

from __future__ import annotations

import json

from sync_service.store.schedule import Trouble
from tests.cli.conftest import Counterpoint, counterpoint
from tests.cli.google import SAM
from tests.daemon.feeds import Feeds
from tests.daemon.test_daemon import MINUTE, TITLES, House, house, log
from tests.fakes.google_calendar import google_calendar

__all__ = ["counterpoint", "house", "log"]

KIM = """
name = "kim"
time_zone = "Europe/Berlin"
sources = [{{ kind = "ics_feed", address = "{address}" }}]
write_to = {{ kind = "local_calendar", folder = "{folder}" }}
"""


def describe(house: House, feeds: Feeds, folder: str = "kims", feed: str = "kim") -> None:
    feeds.show(feed, *TITLES)
    content = KIM.format(address=feeds.of(feed), folder=folder)
    (house.folder / "kim.toml").write_text(content, encoding="utf-8")


def looks(house: House) -> None:
    """A few seconds later: who is there is looked for, then who is due."""
    house.daemon.follow()
    house.turn()


def test_who_is_added_is_looked_after_until_taken_out(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    house.turn()
    describe(house, feeds)
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    house.turn()
    assert house.cycles("kim") == 0
    looks(house)
    assert house.cycles("kim") == 1
    assert (house.folder / "kims").is_dir()
    looks(house)
    assert (house.cycles("kim"), house.cycles("sam")) == (1, 1)

    describe(house, feeds, "elsewhere", "other")
    assert counterpoint("athlete", "add", "kim.toml", "--replace").status == 0
    looks(house)  # who is described anew does not wait for the quarter of an hour
    assert house.cycles("kim") == 2
    assert (house.folder / "elsewhere").is_dir()

    assert counterpoint("athlete", "remove", "kim", "--keep").status == 0
    looks(house)
    house.turn(15 * MINUTE)
    looks(house)
    assert (house.cycles("kim"), house.cycles("sam")) == (2, 2)
    told = [
        (each["taken_up"], each["let_go"]) for each in house.said("athletes of the database read")
    ]
    assert told == [(1, 0), (1, 0), (0, 1)]

    assert counterpoint("athlete", "add", "kim.toml").status == 0
    looks(house)
    assert house.cycles("kim") == 3


def test_another_database_waits_for_the_next_start(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    """Until then the athletes are those of the one in use, however often settings are read."""
    describe(house, feeds)
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    looks(house)
    file = house.folder / "counterpoint.toml"
    ours = file.read_text(encoding="utf-8")
    file.write_text(f'database_url = "sqlite:///theirs.db"\n{ours}', encoding="utf-8")
    for _ in range(3):
        house.daemon.reload()
    house.turn(15 * MINUTE)
    looks(house)
    assert house.cycles("kim") == 2
    file.write_text(ours, encoding="utf-8")
    house.daemon.reload()
    assert house.metric("reloads_total", result="done") == 4
    waiting = house.said("some settings change at the next start")
    assert [each["settings"] for each in waiting] == ["database_url"] * 3


def test_a_purge_leaves_nothing_and_nothing_comes_back(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    describe(house, feeds)
    counterpoint("athlete", "add", "kim.toml")
    looks(house)
    assert [*(house.folder / "kims").glob("*.ics")]
    assert counterpoint("athlete", "remove", "kim", "--purge").status == 0
    house.turn(15 * MINUTE)  # before it is seen that kim is gone
    looks(house)
    assert not [*(house.folder / "kims").glob("*.ics")]
    with house.store.reading("kim") as ledger:
        assert (ledger.appointment(), ledger.cycles(9)) == (None, ())


def test_the_pause_of_another_command_holds_at_once(
    house: House, counterpoint: Counterpoint
) -> None:
    house.turn()
    counterpoint("athlete", "pause", "sam")
    house.turn(15 * MINUTE)
    assert (house.cycles("sam"), house.cycles("alex")) == (1, 2)
    counterpoint("athlete", "resume", "sam")
    house.turn()
    assert house.cycles("sam") == 2


def test_the_settings_file_waits_for_its_signal(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    file = house.folder / "counterpoint.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("alex-calendar", "alex-elsewhere"), encoding="utf-8")
    describe(house, feeds)
    counterpoint("athlete", "add", "kim.toml")
    looks(house)
    assert house.cycles("kim") == 1
    assert not (house.folder / "alex-elsewhere").exists()
    house.daemon.reload()
    house.turn(15 * MINUTE)
    assert (house.folder / "alex-elsewhere").is_dir()
    assert house.cycles("kim") == 2


def test_who_cannot_be_taken_up_troubles_nobody_else_and_is_told_once(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    sam = KIM.replace("kim", "sam").format(address=feeds.of("sam"), folder="sams")
    (house.folder / "sam.toml").write_text(sam, encoding="utf-8")
    text = (house.folder / "counterpoint.toml").read_text(encoding="utf-8")
    alone = text[text.index("[[athletes]]", 1) :].partition("\n[[athletes]]")[2]
    (house.folder / "counterpoint.toml").write_text(f"[[athletes]]{alone}", encoding="utf-8")
    assert counterpoint("athlete", "add", "sam.toml").status == 0  # moved there, with no signal yet
    house.store.put_credential("lou", "settings", json.dumps(OF_A_LATER_VERSION).encode())
    describe(house, feeds)
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    for _ in range(3):
        looks(house)
    assert (house.cycles("kim"), house.cycles("sam")) == (1, 1)
    assert not (house.folder / "sams").exists()
    told = [
        (each["athlete"], each["why"]) for each in house.said("an athlete could not be taken up")
    ]
    assert [name for name, _ in told] == ["lou", "sam"]
    assert "unknown key" in told[0][1]
    assert "zzsekret" not in told[0][1]

    assert counterpoint("athlete", "remove", "lou", "--keep").status == 0
    house.daemon.reload()
    house.turn(15 * MINUTE)
    assert (house.folder / "sams").is_dir()


OF_A_LATER_VERSION = {"folder": "/", "content": {"name": "lou", "wieght_kg": "zzsekret"}}


def test_a_released_plan_is_written_without_waiting(
    house: House, feeds: Feeds, counterpoint: Counterpoint
) -> None:
    house.turn()
    feeds.show("sam")
    house.turn(15 * MINUTE)
    assert house.appointment().trouble is Trouble.HELD
    released = counterpoint("status", "--name", "sam", "--release", "1")
    assert released.out.startswith("Released: ")
    house.turn()
    assert (house.cycles("sam"), house.cycles("alex")) == (3, 2)
    assert house.appointment().trouble is Trouble.NONE
    assert not [*(house.folder / "sam-calendar").glob("*.ics")]


def test_who_connects_an_account_is_looked_after_at_once(
    house: House, counterpoint: Counterpoint
) -> None:
    with google_calendar() as google:
        google.add_user(SAM)
        file = house.folder / "counterpoint.toml"
        text = file.read_text(encoding="utf-8")
        start = text.index('kind = "ics_feed"')
        sources = 'kind = "google_calendar" ' + text[text.index(" }", start) :]
        head = f'[google]\napi_root = "{google.api_root}"\n'
        file.write_text(head + text[:start] + sources, encoding="utf-8")
        house.daemon.reload()
        house.turn()
        assert house.appointment().trouble is Trouble.NEEDS_REAUTHORIZATION
        key = house.folder / "sam.json"
        key.write_text(json.dumps(google.authorized_user(SAM)), encoding="utf-8")
        connected = counterpoint("auth", "google", "--athlete", "sam", "--import", "sam.json")
        assert connected.status == 0, connected.err
        house.turn(MINUTE)
    assert house.appointment().trouble is Trouble.NONE
    assert (house.cycles("sam"), house.cycles("alex")) == (2, 1)
    assert house.said("all is well again")[0]["was"] == "needs_reauthorization"
    heard = {"connector": "google_calendar", "status": "200"}
    assert house.metric("requests_total", **heard) == 1
    assert house.metric("requests_total", connector="ics_feed", status="200") == 1
