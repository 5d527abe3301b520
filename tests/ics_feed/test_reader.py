"""The reader from its address on: network, files, standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from connectors.errors import BadAddress, BadFeed, ForbiddenAddress, SourceUnavailable
from connectors.guarded_http import GuardedHttp, SharedFetches
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.ports import Reader
from tests.guarded_http.loopback import Reply, Request, serving
from tests.ics_feed.feeds import BERLIN, MARCH, calendar, event, titles

FEED = calendar(event("run", "SUMMARY:Run"))


def reader(address: str, trust: Trust = Trust.OPERATOR) -> IcsFeedReader:
    return IcsFeedReader(address, trust=trust, default_zone=BERLIN, http=GuardedHttp())


def test_a_feed_is_polled_with_what_the_server_gave() -> None:
    def answer(request: Request) -> Reply:
        if request.headers.get("If-None-Match") == '"1"':
            return Reply(status=304)
        return Reply(FEED, headers={"ETag": '"1"'})

    with serving(answer) as server:
        port: Reader = reader(server.url())
        first = port.read(MARCH)
        second = port.read(MARCH, first.cursor)
    assert titles(first) == ["Run"]
    assert (second.events, second.deleted, second.complete) == ((), (), True)
    assert second.cursor == first.cursor
    assert "If-None-Match" not in server.asked[0].headers


def test_a_window_that_moved_on_asks_for_the_body_again() -> None:
    with serving(lambda _: Reply(FEED, headers={"ETag": '"1"'})) as server:
        first = reader(server.url()).read(MARCH)
        later = type(MARCH)(MARCH.start, MARCH.end.replace(month=5))
        reader(server.url()).read(later, first.cursor)
    assert "If-None-Match" not in server.asked[1].headers


def test_a_cut_off_feed_is_read_as_far_as_it_goes_and_asked_for_again() -> None:
    reply = Reply(FEED[:-14], headers={"ETag": '"1"'}, length=len(FEED))
    with serving(lambda _: reply) as server:
        first = reader(server.url()).read(MARCH)
        reader(server.url()).read(MARCH, first.cursor)
    assert titles(first) == ["Run"]
    assert not first.complete
    assert "If-None-Match" not in server.asked[1].headers


@pytest.mark.parametrize("scheme", ["http", "HTTP", "webcal", "Webcal"])
def test_schemes_of_the_network(scheme: str) -> None:
    with serving(lambda _: Reply(FEED)) as server:
        address = server.url().replace("http", scheme, 1)
        assert titles(reader(address).read(MARCH)) == ["Run"]


def test_webcal_means_https_beyond_loopback() -> None:
    asked: list[tuple[str, int]] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return []

    http = GuardedHttp(resolver=resolver)
    feed = IcsFeedReader("webcal://club.example/x", default_zone=BERLIN, http=http)
    with pytest.raises(ForbiddenAddress):
        feed.read(MARCH)
    assert asked == [("club.example", 443)]


def test_a_label_shows_the_host_and_nothing_else(tmp_path: Path) -> None:
    address = "https://sam:word@Club.Example:8443/secret/feed.ics?token=secret#secret"
    assert reader(address).label == "feed at club.example"
    assert reader(str(tmp_path / "feed.ics")).label == "feed.ics"
    assert reader("club.example/secret/feed.ics").label == "the source"
    assert reader("-").label == "standard input"


def test_files_and_standard_input_are_read_for_the_operator(tmp_path: Path) -> None:
    path = tmp_path / "my feed.ics"
    path.write_bytes(FEED)
    for address in (str(path), path.as_uri(), path.as_uri().replace("///", "//localhost/")):
        assert titles(reader(address).read(MARCH)) == ["Run"]
    given = IcsFeedReader("-", trust=Trust.OPERATOR, default_zone=BERLIN, stdin=io.BytesIO(FEED))
    assert titles(given.read(MARCH)) == ["Run"]


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "-", "feed.ics"])
def test_files_and_standard_input_are_not_read_for_a_user(address: str) -> None:
    with pytest.raises(ForbiddenAddress) as error:
        IcsFeedReader(address, default_zone=BERLIN)
    assert "passwd" not in str(error.value)


@pytest.mark.parametrize("address", ["", " ", "ftp://x/y", "https://", "http://[x", "file://far/x"])
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(BadAddress):
        reader(address)


def test_a_user_is_the_one_who_is_not_trusted() -> None:
    with serving(lambda _: Reply(FEED)) as server, pytest.raises(ForbiddenAddress):
        IcsFeedReader(server.url(), default_zone=BERLIN).read(MARCH)
    assert not server.asked


def test_each_file_that_cannot_be_read_has_its_sentence(tmp_path: Path) -> None:
    big = tmp_path / "big.ics"
    big.write_bytes(bytes(20 * 1024 * 1024 + 1))
    for path, kind, words in (
        (tmp_path / "none.ics", SourceUnavailable, "no such file"),
        (tmp_path, SourceUnavailable, "folder"),
        (big, BadFeed, "20 MB"),
    ):
        with pytest.raises(kind, match=words) as error:
            reader(str(path)).read(MARCH)
        assert str(tmp_path.parent) not in str(error.value)


def test_athletes_who_share_a_feed_share_the_fetch() -> None:
    with serving(lambda _: Reply(FEED, headers={"ETag": '"1"'})) as server:
        shared = SharedFetches(GuardedHttp())
        results = [
            IcsFeedReader(
                server.url(), trust=Trust.OPERATOR, default_zone=BERLIN, http=shared
            ).read(MARCH)
            for _ in range(20)
        ]
    assert [titles(result) for result in results] == [["Run"]] * 20
    assert len(server.asked) == 1


def test_a_web_page_is_refused_in_one_sentence() -> None:
    page = Reply(b"<html>Sign in</html>")
    with serving(lambda _: page) as server, pytest.raises(BadFeed) as error:
        reader(server.url()).read(MARCH)
    assert str(error.value).startswith("feed at 127.0.0.1: the server sent a web page")


def test_the_charset_of_the_answer_is_believed() -> None:
    body = calendar(event("a", "SUMMARY:Бег")).decode().encode("koi8-r")
    headers = {"Content-Type": "text/calendar; charset=KOI8-R"}
    with serving(lambda _: Reply(body, headers=headers)) as server:
        assert titles(reader(server.url()).read(MARCH)) == ["Бег"]
