"""The real process from its start to a kill and on to its end, seen by who subscribes to it.

The feeds that it reads change, stall, fail and recover; settings and athletes come and go. What it
serves is right after every step, as are the metrics, and nothing planted reaches the log.
"""

from __future__ import annotations

import json
import re
import signal
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from sync_service.feed_links import feed_link, new_token, token_of
from sync_service.store.records import FeedName
from tests.cli.conftest import Counterpoint, counterpoint
from tests.daemon.feeds import Feeds
from tests.daemon.processes import PATIENCE_S, Running, running, settings
from tests.daemon.subscriber import Subscriber
from tests.daemon.test_process import EASY, LEGS, TEMPO, metric, push, store_in, written

__all__ = ["counterpoint"]

LOU = """
name = "lou"
time_zone = "Europe/Berlin"
sources = [{{ kind = "ics_feed", address = "{address}" }}]
write_to = {{ kind = "local_calendar", folder = "lou-calendar" }}
"""


def subscribe(folder: Path, root: str, athlete: str, name: FeedName) -> Subscriber:
    with store_in(folder) as store:
        token = token_of(store.feed_secret(athlete, new_token()), name)
    return Subscriber(feed_link(root, token, name))


def counted(root: str) -> dict[str, float]:
    """The metrics that are not 0, by name and labels."""
    with urlopen(f"{root}/metrics", timeout=PATIENCE_S) as reply:  # noqa: S310 our own server
        lines = re.findall(r"^counterpoint_(\S+) (\S+)$", reply.read().decode(), re.MULTILINE)
    return {name: float(value) for name, value in lines if float(value)}


def labeled(found: dict[str, float], name: str) -> dict[str, float]:
    return {each.partition("{")[2][:-1]: n for each, n in found.items() if each.startswith(name)}


@dataclass
class Life:
    """The daemon of a folder, and who subscribes to what it serves."""

    folder: Path
    feeds: Feeds
    daemon: Running
    root: str
    sams: Subscriber
    workouts: Subscriber
    overlay: Subscriber

    def refresh(self) -> list[bool]:
        return [each.refresh() for each in (self.sams, self.workouts, self.overlay)]

    def it_changes(self) -> None:
        seen = self.overlay.shows
        self.feeds.show("alex", EASY, TEMPO, LEGS)
        push(self.folder, "alex")
        self.daemon.says("cycle", athlete="alex", cycle=2, outcome="done")
        assert self.refresh() == [False, True, True]
        assert self.refresh() == [False] * 3
        assert any(LEGS in title for title in self.workouts.titles)
        assert self.overlay.shows != seen

    def it_stalls_and_the_others_go_on(self) -> None:
        self.feeds.stalled.add("/sam.ics")
        push(self.folder, "sam")
        self.feeds.wait_until_asked("sam", 2)
        push(self.folder, "alex")
        self.daemon.says("cycle", athlete="alex", cycle=3, outcome="done")
        assert not [each for each in self.daemon.lines if each.get("athlete") == "sam"][1:]

    def it_fails(self) -> None:
        self.feeds.failing["/sam.ics"] = 404
        kept = written(self.folder, "sam")
        self.feeds.let_go()
        self.daemon.says("trouble", athlete="sam", kind="unread")
        assert self.refresh() == [False] * 3
        assert written(self.folder, "sam") == kept

    def it_recovers_with_something_new(self) -> None:
        kept = self.sams.shows
        self.feeds.failing.clear()
        self.feeds.show("sam", LEGS, TEMPO, EASY)
        push(self.folder, "sam")
        self.daemon.says("all is well again", athlete="sam", was="unread")
        assert self.refresh() == [True, False, False]
        assert self.sams.shows != kept

    def settings_come_bad_and_good(self) -> None:
        (self.folder / "counterpoint.toml").write_text("athletes = 7 # zzsekret\n", "utf-8")
        self.daemon.signal(signal.SIGHUP)
        refused = self.daemon.says("settings refused, the old ones stay")
        assert "counterpoint.toml" in refused["why"]
        settings(self.folder, self.feeds, "sam", "alex", "kim")
        self.daemon.signal(signal.SIGHUP)
        self.daemon.says("settings read", athletes=3)
        self.daemon.says("cycle", athlete="kim", cycle=1, outcome="done")

    def somebody_is_added_without_a_signal(self, counterpoint: Counterpoint) -> None:
        content = LOU.format(address=self.feeds.of("lou"))
        (self.folder / "lou.toml").write_text(content, encoding="utf-8")
        assert counterpoint("athlete", "add", "lou.toml").status == 0
        self.daemon.says("cycle", athlete="lou", cycle=1, outcome="done")

    def the_figures_are_right(self) -> None:
        found = counted(self.root)
        assert labeled(found, "cycles_total") == {'outcome="done"': 7, 'outcome="partial"': 1}
        assert labeled(found, "requests_total") == {
            'connector="ics_feed",status="200"': 6,
            'connector="ics_feed",status="304"': 1,
            'connector="ics_feed",status="404"': 1,
        }
        answers = self.sams.answers + self.workouts.answers + self.overlay.answers
        assert labeled(found, "web_requests_total") == {
            'kind="feed",status="200"': answers[200],
            'kind="feed",status="304"': answers[304],
        }
        assert labeled(found, "reloads_total") == {'result="refused"': 1, 'result="done"': 1}
        assert found['changes_total{action="created"}'] > 0

    def it_is_killed_in_the_middle(self) -> None:
        self.feeds.stalled.add("/sam.ics")
        self.feeds.show("sam", LEGS, TEMPO, EASY, EASY)
        push(self.folder, "sam")
        self.feeds.wait_until_asked("sam", 4)
        self.daemon.signal(signal.SIGKILL)
        assert self.daemon.ends() == -signal.SIGKILL
        self.feeds.let_go()

    def it_goes_on_where_it_was(self, begun_again: Running) -> None:
        before = written(self.folder, "sam")
        begun_again.says("cycle", athlete="sam", outcome="done")
        assert self.refresh() == [True, False, False]
        assert self.refresh() == [False] * 3
        assert written(self.folder, "sam") != before
        with urlopen(f"{self.root}/readyz", timeout=PATIENCE_S) as reply:  # noqa: S310
            ready = json.loads(reply.read())
        assert (ready["ready"], ready["needs_reauthorization"]) == (True, 0)
        begun_again.signal(signal.SIGTERM)
        assert begun_again.ends() == 0
        begun_again.says("stopped", every_cycle_ended=True)


def begun(folder: Path, feeds: Feeds, daemon: Running) -> Life:
    """The first cycles are done, and calendar programs have subscribed."""
    root = daemon.says("listening")["address"]
    for name in ("sam", "alex"):
        daemon.says("cycle", athlete=name, cycle=1, outcome="done")
    sams = subscribe(folder, root, "sam", FeedName.OVERLAY)
    workouts = subscribe(folder, root, "alex", FeedName.ANNOTATED)
    overlay = subscribe(folder, root, "alex", FeedName.OVERLAY)
    life = Life(folder, feeds, daemon, root, sams, workouts, overlay)
    assert life.refresh() == [True] * 3
    assert life.refresh() == [False] * 3
    assert len(workouts.titles) == 2
    assert sams.shows
    return life


def test_a_life(feeds: Feeds, counterpoint: Counterpoint, free_port: int, tmp_path: Path) -> None:
    feeds.show("sam", LEGS, TEMPO)
    feeds.show("alex", EASY, TEMPO)
    for name in ("kim", "lou"):
        feeds.show(name, EASY)
    settings(tmp_path, feeds, "sam", "alex")
    port = {"COUNTERPOINT_WEB__PORT": str(free_port)}
    with running(tmp_path, environment=port) as daemon:
        life = begun(tmp_path, feeds, daemon)
        life.it_changes()
        life.it_stalls_and_the_others_go_on()
        life.it_fails()
        life.it_recovers_with_something_new()
        life.settings_come_bad_and_good()
        life.somebody_is_added_without_a_signal(counterpoint)
        life.the_figures_are_right()
        life.it_is_killed_in_the_middle()
    prom = tmp_path / "counterpoint.prom"
    with running(tmp_path, "--metrics-file", str(prom), environment=port) as again:
        life.it_goes_on_where_it_was(again)
    assert metric(prom, 'counterpoint_cycles_total{outcome="done"}') == 1
    assert metric(prom, 'counterpoint_athletes{state="none"}') == 4
    assert metric(prom, "counterpoint_cycle_seconds_count") == 1
    assert metric(prom, "counterpoint_busy_workers") == 0
    told = "\n".join((*daemon.raw, *again.raw, prom.read_text(encoding="utf-8")))
    secrets = (LEGS, TEMPO, EASY, feeds.address, "feeds/", "61.53719", "zzsekret")
    assert [each for each in secrets if each in told] == []
