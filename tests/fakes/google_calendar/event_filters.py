"""The filters of events.list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.instances import Window
from tests.fakes.google_calendar.problems import Json, parameter_error
from tests.fakes.google_calendar.state import World
from tests.fakes.google_calendar.times import parsed

Filter = Callable[[Json], bool]


def window_of(query: Mapping[str, Any]) -> Window:
    low, high = query.get("timeMin"), query.get("timeMax")
    window = Window(parsed(low) if low else None, parsed(high) if high else None)
    if window.start and window.end and window.end <= window.start:
        message = "The specified time range is empty."
        raise parameter_error("timeRangeEmpty", message, "timeMax", "calendar")
    return window


def filters_of(query: Mapping[str, Any], world: World, *, single_events: bool) -> Filter:
    """One test for all filters of a request; 400 or 410 where they are not allowed."""
    if query.get("orderBy") == "startTime" and not single_events:
        message = "The requested ordering is not available for the particular query."
        raise parameter_error("invalid", message, "orderBy")
    tests: list[Filter] = []
    if (uid := query.get("iCalUID")) is not None:
        tests.append(lambda event: event["iCalUID"] == uid)
    if (types := query.get("eventTypes")) is not None:
        tests.append(lambda event: event["eventType"] in types)
    if (words := query.get("q")) is not None:
        tests.append(lambda event: _says(event, words))
    if (least := query.get("updatedMin")) is not None:
        since = parsed(least)
        if since < world.clock.now() - world.updated_min_horizon:
            raise problems.updated_min_too_long_ago()
        tests.append(lambda event: parsed(event["updated"]) >= since)
    for side in ("private", "shared"):
        for pair in query.get(f"{side}ExtendedProperty", []):
            tests.append(_property_test(side, pair))  # noqa: PERF401 - reads as a list of tests
    return lambda event: all(test(event) for test in tests)


def _property_test(side: str, pair: str) -> Filter:
    name, equals, value = pair.partition("=")
    if not equals:
        location = f"{side}ExtendedProperty"
        raise parameter_error("invalid", "Invalid extended property constraint.", location)

    def test(event: Json) -> bool:
        found: bool = event.get("extendedProperties", {}).get(side, {}).get(name) == value
        return found

    return test


def _says(event: Json, words: str) -> bool:
    people = [event.get("organizer", {}), *event.get("attendees", [])]
    texts = [event.get(key, "") for key in ("summary", "description", "location")]
    texts += [person.get(key, "") for person in people for key in ("displayName", "email")]
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())
