"""Bodies that are packed, broken off, too large or too slow, from real servers on loopback."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from threading import Event

import pytest

from connectors.errors import (
    BadFeed,
    SourceUnavailable,
)
from connectors.guarded_http import Limits
from tests.guarded_http.asking import CALENDAR, FEED_PATH, always, get, sentence
from tests.guarded_http.loopback import Reply, dripping, saying, serving
from tests.hanging import ends, stops_waiting


def test_a_gzip_body_is_unpacked() -> None:
    reply = Reply(gzip.compress(CALENDAR), headers={"Content-Encoding": "gzip"})
    with serving(always(reply)) as server:
        assert get(server.url()).body == CALENDAR


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_put_down_before_it_fills_the_memory(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(200 * 1024 * 1024))
    encoding = "gzip" if pack is gzip.compress else "deflate"
    reply = Reply(bomb, headers={"Content-Encoding": encoding})
    with serving(always(reply)) as server, ends(), pytest.raises(BadFeed) as error:
        get(server.url())
    assert "20 MB" in sentence(error)


def test_a_small_bomb_is_caught_by_its_ratio() -> None:
    body = gzip.compress(bytes(8 * 1024 * 1024))
    with serving(always(Reply(body, headers={"Content-Encoding": "gzip"}))) as server:
        with pytest.raises(BadFeed):
            get(server.url())
        generous = Limits(ratio=100_000)
        unpacked = get(server.url(), limits=generous).body
    assert unpacked is not None
    assert len(unpacked) == 8 * 1024 * 1024


def test_a_body_over_the_limit_is_refused() -> None:
    with serving(always(Reply(b"x" * 70_000))) as server, pytest.raises(BadFeed):
        get(server.url(), limits=Limits(body_bytes=65_536))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    reply = Reply(b"\x00\x01", headers={"Content-Encoding": encoding})
    with serving(always(reply)) as server, pytest.raises(BadFeed, match="compressed"):
        get(server.url())


def test_a_broken_gzip_body_is_refused() -> None:
    reply = Reply(b"this was never compressed", headers={"Content-Encoding": "gzip"})
    with serving(always(reply)) as server, pytest.raises(BadFeed, match="compressed"):
        get(server.url())


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "drip"),
    [(HEAD, b"BEGIN:VCALENDAR\r\n"), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"", b"HTTP/1.1 ")],
    ids=["body", "headers", "status line"],
)
def test_a_server_that_drips_is_left_at_the_deadline(head: bytes, drip: bytes) -> None:
    with dripping(head, drip) as port, stops_waiting(), pytest.raises(SourceUnavailable) as error:
        get(f"http://127.0.0.1:{port}{FEED_PATH}", limits=Limits(total_s=0.6))
    assert "within 0.6 seconds" in sentence(error)


def test_a_name_server_that_does_not_answer_is_left_at_the_deadline() -> None:
    given_up = Event()

    def slow(*_: object) -> list[str]:
        assert given_up.wait(60), "it was waited for"
        return []

    with stops_waiting(), pytest.raises(SourceUnavailable):
        get("http://slow.example/", limits=Limits(total_s=0.3), resolver=slow)
    given_up.set()


def test_a_body_that_ends_early_is_marked() -> None:
    with serving(always(Reply(CALENDAR, length=len(CALENDAR) + 50))) as server:
        answer = get(server.url())
    assert answer.cut_off
    assert answer.body == CALENDAR


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "chunks", [b"-5\r\nxx", b"zz\r\nxx", b"", b"ffffffffffffffffffff\r\n", b"\r\n\r\n"]
)
def test_chunks_that_make_no_sense_are_an_answer_broken_off(chunks: bytes) -> None:
    with saying(CHUNKED + chunks) as port, pytest.raises(SourceUnavailable) as error:
        get(f"http://127.0.0.1:{port}{FEED_PATH}")
    assert "broke off" in sentence(error)


@pytest.mark.parametrize(
    "chunks",
    [
        b"%x\r\n%s\r\n" % (len(CALENDAR), CALENDAR),
        b"%x\r\n%s" % (len(CALENDAR) + 9, CALENDAR),
    ],
    ids=["no last chunk", "cut inside a chunk"],
)
def test_a_chunked_body_that_ends_early_is_marked(chunks: bytes) -> None:
    with saying(CHUNKED + chunks) as port:
        answer = get(f"http://127.0.0.1:{port}{FEED_PATH}")
    assert answer.cut_off
    assert answer.body == CALENDAR


def test_a_gzip_body_of_several_members_is_read_whole() -> None:
    halves = gzip.compress(CALENDAR[:10]) + gzip.compress(CALENDAR[10:]) + b"rubbish"
    with serving(always(Reply(halves, headers={"Content-Encoding": "gzip"}))) as server:
        answer = get(server.url())
    assert answer.body == CALENDAR
    assert not answer.cut_off
