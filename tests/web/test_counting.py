"""What was asked of the server is counted by its kind and status, and by nothing that names one."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from connectors.asked import Asked
from sync_service.metrics import Metrics
from sync_service.store.records import FeedName
from tests.web.conftest import SECRET, Server


def test_answers_are_counted_by_what_they_were_for(server: Server) -> None:
    server.store.feed_secret("Sam", SECRET)
    server.publish(b"BEGIN:VCALENDAR")
    etag = server.ask(server.link(FeedName.BUSY)).headers["etag"]
    server.ask(server.link(FeedName.BUSY), If_None_Match=etag)
    server.ask("/feeds/zzsekret/busy.ics")
    server.ask("/google/notifications", "POST")
    server.ask("/healthz")
    server.ask("/readyz", "HEAD")
    server.ask("/zzsekret/page")
    server.ask("/")
    assert answered(server.metrics.registry) == {
        ("feed", "200"): 1,
        ("feed", "304"): 1,
        ("feed", "404"): 1,
        ("message", "404"): 1,
        ("watch", "200"): 2,
        ("other", "404"): 2,
    }
    assert b"zzsekret" not in server.metrics.text()


def test_a_status_that_no_server_should_give_makes_no_series_of_its_own() -> None:
    metrics = Metrics()
    for status in (99, 600, 799, 999, None, 304):
        metrics.heard(Asked.ICS_FEED, status)
    for told, times in (("other", 4), ("none", 1), ("304", 1)):
        labels = {"connector": "ics_feed", "status": told}
        name = "counterpoint_requests_total"
        assert metrics.registry.get_sample_value(name, labels) == times


def answered(registry: CollectorRegistry) -> dict[tuple[str, str], float]:
    return {
        (sample.labels["kind"], sample.labels["status"]): sample.value
        for family in registry.collect()
        if family.name == "counterpoint_web_requests"
        for sample in family.samples
        if sample.name.endswith("_total")
    }
