"""The real process: signals, settings, kills. Its whole life stands in test_whole_life."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError

from sync_service.feed_links import feed_link, new_token, token_of
from sync_service.store.database import Store, open_store
from sync_service.store.records import FeedName
from tests.daemon.feeds import Feeds
from tests.daemon.processes import running, settings

LEGS, TEMPO, EASY = "Heavy squats 5x5", "Tempo run 9 km", "Easy run 6 km"


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    url = f"sqlite:///{folder}/counterpoint.db"
    key = folder / "counterpoint.key"
    with closing(open_store(url, now=datetime.now(UTC), key_file=key)) as store:
        yield store


def push(folder: Path, *athletes: str) -> None:
    with store_in(folder) as store:
        for athlete in athletes:
            assert store.ask(athlete, datetime.now(UTC))


def written(folder: Path, athlete: str) -> dict[str, str]:
    files = (folder / f"{athlete}-calendar").glob("*.ics")
    return {file.name: _without_stamps(file.read_text(encoding="utf-8")) for file in files}


def _without_stamps(text: str) -> str:
    stamps = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
    return "\n".join(each for each in text.splitlines() if not each.startswith(stamps))


def metric(file: Path, line: str) -> float:
    for each in file.read_text(encoding="utf-8").splitlines():
        if each.startswith(f"{line} "):
            return float(each.rpartition(" ")[2])
    raise AssertionError(line)


def status_at(link: str) -> int:
    try:
        with urllib.request.urlopen(link, timeout=30) as answer:  # noqa: S310 loopback
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_a_port_that_is_taken_is_said_in_one_sentence(feeds: Feeds, tmp_path: Path) -> None:
    settings(tmp_path, feeds, "sam")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = {"COUNTERPOINT_WEB__PORT": str(taken.getsockname()[1])}
        with running(tmp_path, environment=port) as daemon:
            assert daemon.ends() == 2
    assert [each for each in daemon.raw if "cannot be listened on" in each]


def test_a_database_that_is_taken_away_ends_the_daemon(feeds: Feeds, tmp_path: Path) -> None:
    feeds.show("sam", TEMPO)
    settings(tmp_path, feeds, "sam")
    with running(tmp_path) as daemon:
        daemon.says("cycle")
        for each in tmp_path.glob("counterpoint.db*"):
            each.unlink()
        assert daemon.ends() == 2
    (said,) = [each for each in daemon.lines if each["event"] == "the store failed"]
    assert "was taken away or replaced while it was in use; stop every" in said["why"]
    assert not (tmp_path / "counterpoint.db").exists()


def test_a_database_that_is_not_free_yet_is_waited_for(feeds: Feeds, tmp_path: Path) -> None:
    feeds.show("sam", EASY)
    settings(tmp_path, feeds, "sam", url="sqlite:///counterpoint.db?timeout=1")
    with closing(sqlite3.connect(tmp_path / "counterpoint.db", isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        with running(tmp_path) as daemon:
            failed = daemon.says("the store failed")
            assert "is locked by another process" in failed["why"]
            another.execute("ROLLBACK")
            daemon.says("the store answers again")
            daemon.says("cycle", athlete="sam")
    events = [each["event"] for each in daemon.lines]
    assert events.count("the store failed") == 1
    assert events.index("started") > events.index("the store answers again")


def test_who_waits_for_a_database_can_be_stopped(
    feeds: Feeds, tmp_path: Path, free_port: int
) -> None:
    settings(tmp_path, feeds, "sam", url=f"postgresql://zzuser@127.0.0.1:{free_port}/zz")
    with running(tmp_path) as daemon:
        daemon.says("the store failed")
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0


def test_who_was_taken_out_of_the_settings_is_served_no_more(feeds: Feeds, tmp_path: Path) -> None:
    for name in ("sam", "alex"):
        feeds.show(name, EASY)
    settings(tmp_path, feeds, "sam", "alex")
    with running(tmp_path) as daemon:
        daemon.says("cycle", athlete="sam")
        with store_in(tmp_path) as store:
            token = token_of(store.feed_secret("sam", new_token()), FeedName.BUSY)
        link = feed_link(daemon.says("listening")["address"], token, FeedName.BUSY)
        assert status_at(link) == 200
        settings(tmp_path, feeds, "alex")
        daemon.signal(signal.SIGHUP)
        daemon.says("settings read")
        assert status_at(link) == 404
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0


def test_a_key_that_everybody_can_read_is_told(feeds: Feeds, tmp_path: Path) -> None:
    settings(tmp_path, feeds, "sam")
    with store_in(tmp_path):
        pass
    for mode, told in ((0o644, 1), (0o640, 0)):
        (tmp_path / "counterpoint.key").chmod(mode)
        with running(tmp_path) as daemon:
            daemon.says("started")
            daemon.signal(signal.SIGTERM)
            assert daemon.ends() == 0
        assert sum("every user can read the key file" in line for line in daemon.raw) == told


def test_settings_are_read_anew_and_bad_ones_refused(feeds: Feeds, tmp_path: Path) -> None:
    for name in ("sam", "alex"):
        feeds.show(name, LEGS, TEMPO)
    file = settings(tmp_path, feeds, "sam")
    with running(tmp_path) as daemon:
        daemon.says("cycle", athlete="sam", cycle=1)
        file.write_text("athletes = 7 # sekrit\n", encoding="utf-8")
        daemon.signal(signal.SIGHUP)
        refused = daemon.says("settings refused, the old ones stay")
        assert "counterpoint.toml" in refused["why"]
        push(tmp_path, "sam")
        daemon.says("cycle", athlete="sam", cycle=2, outcome="done")
        settings(tmp_path, feeds, "sam", "alex")
        daemon.signal(signal.SIGHUP)
        daemon.says("settings read", athletes=2)
        daemon.says("cycle", athlete="alex", cycle=1, outcome="done")
        settings(tmp_path, feeds, "alex")
        daemon.signal(signal.SIGHUP)
        daemon.says("settings read", athletes=1)
        push(tmp_path, "sam", "alex")
        daemon.says("cycle", athlete="alex", cycle=2)
        daemon.signal(signal.SIGINT)
        assert daemon.ends() == 0
    assert not [each for each in daemon.lines if each.get("cycle") == 3]


def test_a_stalled_feed_does_not_hold_up_the_end(feeds: Feeds, tmp_path: Path) -> None:
    feeds.show("sam", LEGS, TEMPO)
    settings(tmp_path, feeds, "sam")
    feeds.stalled.add("/sam.ics")
    with running(tmp_path) as daemon:
        feeds.wait_until_asked("sam")
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0
        daemon.says("stopped", every_cycle_ended=False)


def test_who_is_asked_to_end_leaves_the_cycle_at_a_boundary(feeds: Feeds, tmp_path: Path) -> None:
    """The feed answers once the end is asked for: nothing more is written, and the rest later."""
    feeds.show("sam", LEGS, TEMPO)
    settings(tmp_path, feeds, "sam")
    feeds.stalled.add("/sam.ics")
    with running(tmp_path) as daemon:
        feeds.wait_until_asked("sam")
        daemon.signal(signal.SIGTERM)
        daemon.says("stopping")
        feeds.goes_on.set()
        assert daemon.ends() == 0
        daemon.says("cycle left for the next start", athlete="sam")
    assert written(tmp_path, "sam") == {}
    with running(tmp_path) as daemon:
        daemon.says("cycle", athlete="sam", cycle=2, outcome="done")
        assert written(tmp_path, "sam")
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0


def test_who_was_killed_begins_again_as_if_nothing_had_been(feeds: Feeds, tmp_path: Path) -> None:
    titles = [LEGS, TEMPO] * 6
    for folder in ("killed", "calm"):
        (tmp_path / folder).mkdir()
        settings(tmp_path / folder, feeds, "sam")
    feeds.show("sam", *titles)
    with running(tmp_path / "calm") as daemon:
        daemon.says("cycle", athlete="sam", outcome="done")
    killed = tmp_path / "killed"
    with running(killed) as daemon:
        while not written(killed, "sam"):  # in the middle of its writes
            assert daemon.process.poll() is None
            time.sleep(0.002)  # the cycle needs the processor more than who looks
        daemon.signal(signal.SIGKILL)
        assert daemon.ends() == -signal.SIGKILL
    with running(killed) as daemon:
        daemon.says("cycle", athlete="sam", outcome="done")
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0
    assert written(killed, "sam") == written(tmp_path / "calm", "sam")
