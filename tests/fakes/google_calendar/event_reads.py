"""events.get, list and instances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import Call, calendar_of, shown_role
from tests.fakes.google_calendar.event_filters import filters_of, window_of
from tests.fakes.google_calendar.event_view import shown, stub
from tests.fakes.google_calendar.instances import Window, expanded, find, occurring
from tests.fakes.google_calendar.paging import Listing, Pages
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import CalendarState, StoredEvent, World, etag_of
from tests.fakes.google_calendar.sync_tokens import SyncToken, read_sync_token
from tests.fakes.google_calendar.times import instant, parsed

DEFAULT_PAGE, LARGEST_PAGE = 250, 2_500
_NOT_WITH_SYNC_TOKEN = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)
# A reading within timeMin and timeMax can be gone on with by sync token, as Google's guide does.
_NO_SYNC_AFTER = [name for name in _NOT_WITH_SYNC_TOKEN if name not in {"timeMin", "timeMax"}]


def get(world: World, call: Call) -> Json:
    calendar = calendar_of(world, call)
    event = find(calendar, call.path["eventId"], world.clock.now())
    if event is None:
        raise problems.not_found()
    return shown(call, calendar, event)


def list_(world: World, pages: Pages, call: Call) -> Json:
    calendar = calendar_of(world, call)
    if "pageToken" in call.query:
        listing, start = pages.start_of(call.query["pageToken"], calendar.id)
    else:
        listing, start = _listing(world, calendar, call), 0
    return _page(world, pages, call, calendar, listing, start)


def instances(world: World, pages: Pages, call: Call) -> Json:
    calendar = calendar_of(world, call)
    series = calendar.events.get(call.path["eventId"])
    if series is None:
        raise problems.not_found()
    if "recurrence" not in series.body:
        raise problems.invalid("The event is not a recurring event.")
    collection = f"{calendar.id}/{call.path['eventId']}"
    if "pageToken" in call.query:
        listing, start = pages.start_of(call.query["pageToken"], collection)
        return _page(world, pages, call, calendar, listing, start)
    found = [] if series.cancelled else [*_instances(world, calendar, series, call)]
    found.sort(key=lambda event: instant(event["start"], calendar.home))
    return _page(world, pages, call, calendar, Listing(collection, found, None), 0)


def _instances(
    world: World, calendar: CalendarState, series: StoredEvent, call: Call
) -> Iterator[Json]:
    wanted = call.query.get("originalStart")
    for event in occurring(calendar, series, window_of(call.query), world.clock.now()):
        original = event["originalStartTime"]
        if wanted is not None and not _same_start(wanted, original, calendar):
            continue
        if event["status"] != "cancelled" or call.query.get("showDeleted"):
            yield event


def _same_start(wanted: str, original: Json, calendar: CalendarState) -> bool:
    if "date" in original:
        return bool(wanted == original["date"])
    return parsed(wanted) == instant(original, calendar.home)


def _page(
    world: World, pages: Pages, call: Call, calendar: CalendarState, listing: Listing, start: int
) -> Json:
    size = min(call.query.get("maxResults", DEFAULT_PAGE), LARGEST_PAGE)
    size = min(size, world.short_pages or size)
    page = pages.page(listing, start, size, lambda event: shown(call, calendar, event))
    head = {
        "kind": "calendar#events",
        "etag": etag_of(world.revision),
        "summary": calendar.summary,
        "description": calendar.description or "",
        "updated": calendar.updated,
        "timeZone": call.query.get("timeZone", calendar.time_zone),
        "accessRole": shown_role(call, calendar),
        "defaultReminders": calendar.default_reminders,
    }
    return head | page


def _listing(world: World, calendar: CalendarState, call: Call) -> Listing:
    if "syncToken" in call.query:
        return _since(world, calendar, call)
    window = window_of(call.query)
    single = call.query.get("singleEvents", False)
    keep = filters_of(call.query, world, single_events=single)
    found = [event for event in _all(world, calendar, call, window) if keep(event)]
    order = call.query.get("orderBy")
    if order == "startTime":
        found.sort(key=lambda event: instant(event["start"], calendar.home))
    elif order == "updated":
        found.sort(key=lambda event: event["updated"])
    times = call.query.get("timeMin"), call.query.get("timeMax")
    token = SyncToken(calendar.id, world.revision, single, *times)
    syncs = not any(name in call.query for name in _NO_SYNC_AFTER)
    return Listing(calendar.id, found, token.text() if syncs else None)


def _all(world: World, calendar: CalendarState, call: Call, window: Window) -> Iterator[Json]:
    """Everything in a window, before the filters, cancelled events as they were asked for."""
    gone = bool(call.query.get("showDeleted")) or "updatedMin" in call.query
    single = call.query.get("singleEvents", False)
    for event in [*calendar.events.values()]:
        if "recurrence" in event.body:
            shape = _single if single else _series
            yield from shape(calendar, event, window, world.clock.now(), gone=gone)
        elif event.series is None:
            if window.holds(event.start, event.end) and (gone or not event.cancelled):
                yield event.body
        elif not single and not event.orphan and window.holds(event.start, event.end):
            # Cancelled instances are told even where deleted events are not asked for.
            yield event.body if gone or not event.cancelled else stub(event.body)


def _series(
    calendar: CalendarState, series: StoredEvent, window: Window, now: datetime, *, gone: bool
) -> Iterator[Json]:
    """A series as it is kept, if any of its instances is in the window."""
    if series.cancelled and not gone:
        return
    if any(True for _ in occurring(calendar, series, window, now)):
        yield series.body


def _single(
    calendar: CalendarState, series: StoredEvent, window: Window, now: datetime, *, gone: bool
) -> Iterator[Json]:
    """The instances of a series; of a deleted one they are all cancelled."""
    if series.cancelled:
        for instance in expanded(calendar, series.body, window, now) if gone else ():
            yield instance | {"status": "cancelled"}
        return
    for instance in occurring(calendar, series, window, now):
        if gone or instance["status"] != "cancelled":
            yield instance


def _since(world: World, calendar: CalendarState, call: Call) -> Listing:
    wrong = [name for name in _NOT_WITH_SYNC_TOKEN if name in call.query]
    if call.query.get("showDeleted") is False:
        wrong.append("showDeleted=false")
    if wrong:
        raise problems.forbidden_with_sync_token(", ".join(wrong))
    token = read_sync_token(call.query["syncToken"], calendar.id)
    if call.query.get("singleEvents", False) != token.single_events:
        world.misused.append("events.list: singleEvents is not as in the first read of this token")
    if token.revision < calendar.oldest_sync_revision:
        raise problems.full_sync_required()
    changed = [*calendar.changed_since(token.revision)][::-1]
    found: dict[str, Json] = {}
    for event in changed:
        for body in _change(world, calendar, event, token):
            whole = body["status"] != "cancelled" or call.query.get("showDeleted")
            found[body["id"]] = body if whole else stub(body)
    later = SyncToken(
        calendar.id, world.revision, token.single_events, token.time_min, token.time_max
    )
    return Listing(calendar.id, [*found.values()], later.text())


def _change(
    world: World, calendar: CalendarState, event: StoredEvent, token: SyncToken
) -> Iterator[Json]:
    """What a sync says of one changed event: of a series read singly, each instance."""
    if not token.single_events or ("recurrence" not in event.body and not event.past):
        yield event.body
        return
    window = window_of({"timeMin": token.time_min, "timeMax": token.time_max})
    now = world.clock.now()
    before = next((past.event for past in event.past if past.until_revision > token.revision), None)
    is_series = "recurrence" in event.body and not event.cancelled
    after = {} if not is_series else {e["id"]: e for e in occurring(calendar, event, window, now)}
    kept = calendar.exceptions.get(event.body["id"], set())
    if before is not None and "recurrence" in before and before["status"] != "cancelled":
        for instance in expanded(calendar, before, window, now):
            if instance["id"] not in after and instance["id"] not in kept:
                yield instance | {"status": "cancelled"}
    yield from after.values()
    if "recurrence" not in event.body:
        yield event.body
