"""What probes and Prometheus are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from socket import socket

import pytest

from sync_service.errors import CounterpointError
from sync_service.store.database import Store, open_store
from sync_service.store.records import FeedName
from sync_service.web import serving, web_app
from tests.web.conftest import NOW, Server


def test_it_lives(server: Server) -> None:
    assert server.ask("/healthz").body == b"ok\n"
    assert server.ask("/healthz", "HEAD").status == 200


@pytest.mark.parametrize(
    ("age", "ready"),
    [(timedelta(), True), (timedelta(hours=1), True), (timedelta(hours=1, seconds=1), False)],
)
def test_it_is_ready_while_cycles_go_on(server: Server, age: timedelta, ready: bool) -> None:
    server.now = NOW + age
    server.waiting = 2
    reply = server.ask("/readyz")
    assert reply.status == (200 if ready else 503)
    assert json.loads(reply.body) == {
        "ready": ready,
        "store": "ok",
        "cycles": "ok" if ready else "late",
        "last_cycle_age_s": int(age.total_seconds()),
        "needs_reauthorization": 2,
    }


def test_before_the_first_cycle_its_start_counts(server: Server) -> None:
    server.last_cycle = None
    server.now = NOW + timedelta(minutes=59)
    reply = server.ask("/readyz")
    assert (reply.status, json.loads(reply.body)["last_cycle_age_s"]) == (200, None)
    server.now = NOW + timedelta(minutes=61)
    assert server.ask("/readyz").status == 503


def test_without_its_database_it_lives_but_is_not_ready(
    serve: Callable[[Store], Server], tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    store = open_store(f"sqlite:///{folder}/db?timeout=1", now=NOW, key_file=tmp_path / "key")
    server = serve(store)
    store.close()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert server.ask("/healthz").status == 200
    reply = server.ask("/readyz")
    assert (reply.status, json.loads(reply.body)["store"]) == (503, "unreachable")
    feed = server.ask(server.link(FeedName.BUSY))
    assert (feed.status, feed.body) == (503, b"Not now.\n")
    assert str(tmp_path).encode() not in reply.body + feed.body


def test_a_database_that_keeps_nothing_is_told(server: Server) -> None:
    server.store_works = False
    reply = server.ask("/readyz")
    assert (reply.status, json.loads(reply.body)["store"]) == (503, "failing")
    assert json.loads(reply.body)["ready"] is False


def test_the_figures_are_those_that_were_handed_in(server: Server) -> None:
    reply = server.ask("/metrics")
    assert reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert b"cycles_total 3.0" in reply.body


def test_a_port_that_is_taken_is_said_in_a_sentence(server: Server) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        begun = serving(web_app(Server(server.store).state()), "127.0.0.1", port)
        with pytest.raises(CounterpointError, match=f"127.0.0.1 port {port} cannot be listened on"):
            begun.__enter__()


def test_a_host_that_is_none_is_said_in_a_sentence(store: Store) -> None:
    begun = serving(web_app(Server(store).state()), "no host of mine", 0)
    with pytest.raises(CounterpointError, match="cannot be listened on"):
        begun.__enter__()


def test_it_ends_with_its_block(store: Store) -> None:
    server = Server(store)
    with serving(web_app(server.state()), "127.0.0.1", 0) as address:
        server.address = address
        assert server.ask("/healthz").status == 200
    with pytest.raises(ConnectionRefusedError):
        server.ask("/healthz")
