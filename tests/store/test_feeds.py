"""Feeds, their addresses and channels come back from both databases as they were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync_service.errors import StoreError
from sync_service.feed_links import token_of
from sync_service.store.database import Store
from sync_service.store.records import FeedName, KeptChannel, PublishedFeed
from tests.store.conftest import NOW, OpenStore

FEED = PublishedFeed(FeedName.BUSY, b"\x00 any bytes \xff", "made of", "digest", NOW)
CHANNEL = KeptChannel("google_calendar:1", "https://club.example", "id", "resource", "0" * 64, NOW)
STRANGE = ("", "\0", "\ud800", "x" * 100_000, "%00", "' OR 1=1 --")


def test_a_feed_comes_back_and_is_replaced(opened: OpenStore) -> None:
    later = replace(FEED, content=b"new", made_of="more", changed_at=NOW + timedelta(hours=1))
    with opened().writing("Sam") as ledger:
        ledger.put_feed(FEED)
    with opened().writing("Sam") as ledger:
        assert ledger.feed(FeedName.BUSY) == FEED
        assert ledger.feed(FeedName.OVERLAY) is None
        assert ledger.feeds_made_of() == {FeedName.BUSY: "made of"}
        ledger.put_feed(later)
        assert ledger.feed(FeedName.BUSY) == later
    with opened().reading("Kim") as ledger:
        assert ledger.feeds_made_of() == {}


def test_a_feed_is_found_by_its_own_token_alone(store: Store) -> None:
    with store.writing("Sam") as ledger:
        ledger.put_feed(FEED)
    assert store.feed_secret("Sam", "secret") == "secret"
    token = token_of("secret", FeedName.BUSY)
    found = store.feed_at(token, FeedName.BUSY)
    assert found is not None
    assert found.feed == FEED
    assert store.feed_at(token, FeedName.OVERLAY) is None
    assert [store.feed_at(each, FeedName.BUSY) for each in STRANGE] == [None] * len(STRANGE)
    store.rotate_feed_secret("Sam", "other")
    assert store.feed_at(token, FeedName.BUSY) is None
    store.remove_feeds("Sam")
    assert store.feed_at(token_of("other", FeedName.BUSY), FeedName.BUSY) is None


def test_a_lost_key_does_not_stop_feeds_that_are_served(opened: OpenStore, tmp_path: Path) -> None:
    first = opened()
    first.feed_secret("Sam", "secret")
    (tmp_path / "counterpoint.key").unlink()
    again = opened()
    assert again.feed_at(token_of("secret", FeedName.BUSY), FeedName.BUSY) is not None
    with pytest.raises(StoreError, match="key file"):
        again.feed_secret("Sam", "another")


def test_a_channel_comes_back_and_is_found_by_its_id(opened: OpenStore) -> None:
    refused = KeptChannel("google_calendar:2", "https://club.example", None, None, None, NOW)
    also_refused = replace(refused, calendar="google_calendar:3")
    with opened().writing("Sam") as ledger:
        for each in (also_refused, CHANNEL, refused):
            ledger.put_channel(each)
    store = opened()
    with store.reading("Sam") as ledger:
        assert ledger.channels() == (CHANNEL, refused, also_refused)
    assert store.channel("id") == ("Sam", CHANNEL)
    assert [store.channel(each) for each in STRANGE] == [None] * len(STRANGE)
    with store.writing("Sam") as ledger:
        ledger.remove_channel(CHANNEL.calendar)
        assert ledger.channels() == (refused, also_refused)
    assert store.channel("id") is None


def test_what_is_secret_in_a_channel_is_not_shown() -> None:
    assert "0000" not in repr(CHANNEL)


def test_a_rehearsal_has_them_and_keeps_nothing(store: Store) -> None:
    with store.writing("Sam") as ledger:
        ledger.put_feed(FEED)
    with store.rehearsal("Sam") as ledger:
        assert ledger.feed(FeedName.BUSY) == FEED
        ledger.put_feed(replace(FEED, made_of="tried"))
        ledger.put_channel(CHANNEL)
    with store.reading("Sam") as ledger:
        assert ledger.feed(FeedName.BUSY) == FEED
        assert ledger.channels() == ()
