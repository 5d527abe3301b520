"""Athletes of one daemon who name the same feed: it is fetched once, and never too late."""

from __future__ import annotations

from tests.daemon.feeds import Feeds
from tests.daemon.test_daemon import MINUTE, TITLES, House, house, log

__all__ = ["house", "log"]


def share(house: House, feeds: Feeds) -> str:
    """Let alex name the feed of sam."""
    file = house.folder / "counterpoint.toml"
    text = file.read_text(encoding="utf-8").replace(feeds.of("alex"), feeds.of("sam"))
    file.write_text(text, encoding="utf-8")
    house.daemon.reload()
    return "/sam.ics"


def test_a_feed_that_two_name_is_fetched_once_a_round(house: House, feeds: Feeds) -> None:
    path = share(house, feeds)
    for rounds in (1, 2, 3):
        house.turn(15 * MINUTE)
        assert feeds.asked[path] == rounds
        assert (house.cycles("sam"), house.cycles("alex")) == (rounds, rounds)
    assert house.metric("requests_total", connector="ics_feed", status="200") == 1
    assert house.metric("requests_total", connector="ics_feed", status="304") == 2
    assert [*(house.folder / "alex-calendar").glob("*.ics")]


def test_both_see_what_changed(house: House, feeds: Feeds) -> None:
    share(house, feeds)
    house.turn()
    feeds.show("sam", *TITLES, "Long run 22 km")
    house.turn(15 * MINUTE)
    written = [line["created"] + line["changed"] for line in house.said("cycle")[2:]]
    assert len(written) == 2
    assert all(written)


def test_a_failure_is_shared_and_over_for_both(house: House, feeds: Feeds) -> None:
    path = share(house, feeds)
    feeds.failing[path] = 404
    house.turn()
    assert feeds.asked[path] == 1
    assert {each["kind"] for each in house.said("trouble")} == {"unread"}
    feeds.failing.clear()
    house.turn(15 * MINUTE)
    assert len(house.said("all is well again")) == 2
    assert feeds.asked[path] == 2


def test_who_is_asked_for_gets_nothing_of_a_minute_ago(house: House, feeds: Feeds) -> None:
    path = share(house, feeds)
    house.turn()
    feeds.show("sam", *TITLES, "Long run 22 km")
    house.store.ask("alex", house.now)
    house.turn()
    assert feeds.asked[path] == 2
    last = house.said("cycle")[-1]
    assert last["created"] + last["changed"] > 0
