"""The feeds as calendar programs ask for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from sync_service.feed_links import feed_link, token_of
from sync_service.store.database import Store
from sync_service.store.records import FeedName
from tests.web.conftest import NOW, SECRET, Server

BODY = b"BEGIN:VCALENDAR\r\n" + b"COMMENT:as long as it is worth to be compressed\r\n" * 20
LAST = "Mon, 02 Mar 2026 06:30:00 GMT"


@pytest.fixture
def published(server: Server) -> Server:
    server.publish(BODY)
    server.store.feed_secret("Sam", SECRET)
    return server


@pytest.mark.parametrize("name", FeedName)
def test_each_feed_is_given_to_who_knows_its_address(published: Server, name: FeedName) -> None:
    reply = published.ask(published.link(name))
    assert (reply.status, reply.body) == (200, BODY)
    told = reply.headers
    assert told["content-type"] == "text/calendar; charset=utf-8"
    assert told["content-disposition"] == f'inline; filename="{name}.ics"'
    assert told["cache-control"] == "private, no-cache"
    assert told["x-robots-tag"] == "noindex, nofollow"
    assert told["referrer-policy"] == "no-referrer"
    assert told["vary"] == "Accept-Encoding"
    assert told["etag"] == 'W/"d1"'
    assert told["last-modified"] == LAST
    assert int(told["content-length"]) == len(BODY)
    assert "server" not in told


def test_head_tells_the_same_without_the_content(published: Server) -> None:
    link = published.link(FeedName.OVERLAY)
    whole, head = published.ask(link), published.ask(link, "HEAD")
    assert (head.status, head.body) == (200, b"")
    clock = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in clock} == {
        k: v for k, v in whole.headers.items() if k not in clock
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "condition",
    [{"If_None_Match": 'W/"d1"'}, {"If_None_Match": '"x", "d1"'}, {"If_Modified_Since": LAST}],
)
def test_who_has_it_is_told_so_alone(
    published: Server, method: str, condition: dict[str, str]
) -> None:
    reply = published.ask(published.link(FeedName.BUSY), method, **condition)
    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["etag"] == 'W/"d1"'
    assert reply.headers["last-modified"] == LAST
    assert "content-type" not in reply.headers


def test_who_has_an_earlier_edition_is_given_the_new_one(published: Server) -> None:
    published.publish(b"new", "d2", at=NOW + timedelta(seconds=1))
    link = published.link(FeedName.BUSY)
    assert published.ask(link, If_None_Match='W/"d1"').body == b"new"
    assert published.ask(link, If_Modified_Since=LAST).body == b"new"
    assert published.ask(link, If_None_Match='W/"d1"', If_Modified_Since=LAST).body == b"new"


def test_it_is_compressed_for_who_takes_it(published: Server) -> None:
    link = published.link(FeedName.ANNOTATED)
    reply = published.ask(link, Accept_Encoding="gzip, deflate")
    assert reply.headers["content-encoding"] == "gzip"
    assert len(reply.body) < len(BODY)
    assert reply.text == BODY
    assert reply.headers["etag"] == published.ask(link).headers["etag"]
    assert published.ask(link, Accept_Encoding="gzip").body == reply.body
    assert "content-encoding" not in published.ask(link, Accept_Encoding="gzip;q=0").headers


def test_what_is_not_there_is_answered_the_same_whatever_was_asked(published: Server) -> None:
    busy, wrong = token_of(SECRET, FeedName.BUSY), token_of("other", FeedName.BUSY)
    asked = [
        feed_link(published.address, wrong, "busy"),
        feed_link(published.address, "", "busy"),
        feed_link(published.address, busy, "overlay"),  # of who shares their busy time alone
        feed_link(published.address, busy, "all"),
        f"{published.link(FeedName.BUSY)}/",
        f"{published.address}/feeds/{busy}",
        f"{published.address}/feeds/%00%F0%9F%8F%83/busy.ics",
        f"{published.address}/docs",
        f"{published.address}/openapi.json",
        f"{published.address}/",
    ]
    replies = [published.ask(link) for link in asked]
    assert {reply.status for reply in replies} == {404}
    for reply in replies:
        assert reply.body == b"Not here.\n"
        assert {k: v for k, v in reply.headers.items() if k != "date"} == {
            k: v for k, v in replies[0].headers.items() if k != "date"
        }


def test_a_feed_is_only_read(published: Server) -> None:
    reply = published.ask(published.link(FeedName.BUSY), "DELETE")
    assert (reply.status, reply.body) == (405, b"Not this way.\n")


def test_new_addresses_revoke_the_former_at_once(published: Server) -> None:
    old = [published.link(name) for name in FeedName]
    published.store.rotate_feed_secret("Sam", "another")
    assert {published.ask(link).status for link in old} == {404}
    new = [published.link(name, "another") for name in FeedName]
    assert {published.ask(link).status for link in new} == {200}


def test_who_is_forgotten_is_found_nowhere(published: Server) -> None:
    published.store.remove_feeds("Sam")
    assert published.ask(published.link(FeedName.BUSY)).status == 404
    assert published.store.feed_secret("Sam", "fresh") == "fresh"
    assert published.ask(published.link(FeedName.BUSY, "fresh")).status == 503


def test_before_the_first_cycle_nothing_is_shown_rather_than_an_empty_feed(
    server: Server,
) -> None:
    server.store.feed_secret("Sam", SECRET)
    reply = server.ask(server.link(FeedName.OVERLAY))
    assert reply.status == 503
    assert int(reply.headers["retry-after"]) > 0


def test_one_athlete_is_not_given_anothers(published: Server) -> None:
    published.publish(b"of Kim", athlete="Kim")
    published.store.feed_secret("Kim", "hers")
    assert published.ask(published.link(FeedName.BUSY, "hers")).body == b"of Kim"
    assert published.ask(published.link(FeedName.BUSY)).body == BODY


def test_what_is_offered_second_is_not_taken(store: Store) -> None:
    assert store.feed_secret("Sam", "first") == "first"
    assert store.feed_secret("Sam", "second") == "first"


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of any database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_wrong_address_costs_the_same_work_as_a_right_one(published: Server) -> None:
    """The clock tells nothing: whatever is asked, the same statements run in the same order."""
    right = published.link(FeedName.BUSY)
    revoked = published.link(FeedName.BUSY, "revoked")
    never = feed_link(published.address, "x", "busy")
    another = feed_link(published.address, token_of(SECRET, FeedName.ANNOTATED), "busy")
    no_file = feed_link(published.address, token_of(SECRET, FeedName.BUSY), "all")
    work = []
    for link in (right, revoked, never, another, no_file):
        with statements() as asked:
            published.ask(link)
        work.append(tuple(asked))
    assert len(work[0]) >= 2
    assert set(work) == {work[0]}


def test_no_token_stands_in_the_database(published: Server, tmp_path: Path) -> None:
    assert published.store.feed_secret("Sam", "offered") == SECRET
    with closing(sqlite3.connect(tmp_path / "db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert SECRET not in dump
    for name in FeedName:
        assert token_of(SECRET, name) not in dump


def test_no_address_reaches_a_log_or_a_terminal(
    published: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(1)
    published.ask(published.link(FeedName.BUSY))
    published.ask(published.link(FeedName.BUSY, "wrong"))
    published.store.close()
    shown = capfd.readouterr()
    told = caplog.text + shown.out + shown.err
    for secret in (SECRET, "wrong"):
        assert token_of(secret, FeedName.BUSY) not in told


def test_who_is_looked_after_no_more_has_no_feed(server: Server) -> None:
    server.store.feed_secret("Sam", SECRET)
    server.publish(b"BEGIN:VCALENDAR")
    link = server.link(FeedName.BUSY)
    assert server.ask(link).status == 200
    server.left.add("Sam")
    assert server.ask(link).status == server.ask(link, "HEAD").status == 404
