"""calendars.*, calendarList.* and settings.*."""

from __future__ import annotations

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import OWNS, READS, Call, calendar_of, check_if_match
from tests.fakes.google_calendar.event_writes import remove
from tests.fakes.google_calendar.paging import Listing, Pages
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import ROLES, CalendarState, World, etag_of
from tests.fakes.google_calendar.sync_tokens import SyncToken, read_sync_token
from tests.fakes.google_calendar.times import stamp, zone

DEFAULT_PAGE, LARGEST_PAGE = 100, 250


def get(world: World, call: Call) -> Json:
    return _calendar(calendar_of(world, call))


def insert(world: World, call: Call) -> Json:
    if not call.body.get("summary"):
        raise problems.required("Missing title.")
    made_by = call.grant.client_id
    return _calendar(make(world, call.email, call.body, made_by_client=made_by))


def make(
    world: World, owner: str, told: Json, *, made_by_client: str | None = None
) -> CalendarState:
    """A new secondary calendar, on its owner's list."""
    name = told.get("timeZone") or world.users[owner].time_zone
    zone(name)
    calendar = CalendarState(
        f"c_{world.new_id()}@group.calendar.google.com",
        told["summary"],
        name,
        owner,
        description=told.get("description"),
        location=told.get("location"),
        made_by_client=made_by_client,
        acl={owner: "owner"},
        revision=world.next_revision(),
        updated=stamp(world.clock.now()),
    )
    world.calendars[calendar.id] = calendar
    world.users[owner].calendars.append(calendar.id)
    return calendar


def patch(world: World, call: Call) -> Json:
    calendar = calendar_of(world, call, OWNS)
    return _changed(world, call, calendar, _calendar(calendar) | call.body)


def update(world: World, call: Call) -> Json:
    return _changed(world, call, calendar_of(world, call, OWNS), call.body)


def _changed(world: World, call: Call, calendar: CalendarState, told: Json) -> Json:
    check_if_match(call, etag_of(calendar.revision))
    if not told.get("summary"):
        raise problems.required("Missing title.")
    calendar.summary = told["summary"]
    calendar.description = told.get("description")
    calendar.location = told.get("location")
    if told.get("timeZone"):
        zone(told["timeZone"])
        calendar.time_zone = told["timeZone"]
    calendar.revision = world.next_revision()
    return _calendar(calendar)


def delete(world: World, call: Call) -> None:
    calendar = calendar_of(world, call, OWNS)
    if calendar.primary:
        raise problems.forbidden("Cannot delete a primary calendar.")
    check_if_match(call, etag_of(calendar.revision))
    drop(world, calendar)


def drop(world: World, calendar: CalendarState) -> None:
    """A secondary calendar is gone with all that is on it."""
    calendar.deleted = True
    calendar.revision = world.next_revision()
    world.touched.append(calendar.id)


def clear(world: World, call: Call) -> None:
    calendar = calendar_of(world, call, OWNS)
    if not calendar.primary:
        raise problems.invalid("Only a primary calendar can be cleared.")
    for event in [*calendar.events.values()]:
        if not event.cancelled and event.series is None:
            remove(world, calendar, event.body)


def list_entries(world: World, pages: Pages, call: Call) -> Json:
    collection = f"calendarList/{call.email}"
    size = min(call.query.get("maxResults", DEFAULT_PAGE), LARGEST_PAGE)
    if "pageToken" in call.query:
        listing, start = pages.start_of(call.query["pageToken"], collection)
    else:
        listing, start = _entries(world, call, collection), 0
    page = pages.page(listing, start, size, lambda entry: entry)
    return {"kind": "calendar#calendarList", "etag": etag_of(world.revision)} | page


def _entries(world: World, call: Call, collection: str) -> Listing:
    since, deleted = -1, call.query.get("showDeleted")
    if "syncToken" in call.query:
        wrong = [k for k in ("minAccessRole", "showOwnOrganizationOnly") if k in call.query]
        wrong += [k for k in ("showDeleted", "showHidden") if call.query.get(k) is False]
        if wrong:
            raise problems.forbidden_with_sync_token(", ".join(wrong))
        since, deleted = read_sync_token(call.query["syncToken"], collection).revision, True
    least = ROLES.index(call.query.get("minAccessRole", READS))
    calendars = [world.calendars[name] for name in world.users[call.email].calendars]
    items = [
        _entry(calendar, call.email)
        for calendar in calendars
        if calendar.revision > since
        and (deleted or not calendar.deleted)
        and ROLES.index(calendar.role_of(call.email)) >= least
    ]
    return Listing(collection, items, SyncToken(collection, world.revision).text())


def get_entry(world: World, call: Call) -> Json:
    calendar = calendar_of(world, call)
    if calendar.id not in world.users[call.email].calendars:
        raise problems.not_found()
    return _entry(calendar, call.email)


def insert_entry(world: World, call: Call) -> Json:
    """Put a calendar that one may see onto one's list."""
    calendar = world.calendars.get(call.body.get("id", ""))
    if calendar is None or calendar.deleted or calendar.role_of(call.email) == "none":
        raise problems.not_found()
    own = world.users[call.email].calendars
    if calendar.id not in own:
        own.append(calendar.id)
    return _entry(calendar, call.email)


def settings(world: World, call: Call) -> Json:
    items = [_setting(name, value) for name, value in _values(world, call.email).items()]
    return {"kind": "calendar#settings", "etag": etag_of(0), "items": items}


def setting(world: World, call: Call) -> Json:
    name = call.path["setting"]
    values = _values(world, call.email)
    if name not in values:
        raise problems.not_found()
    return _setting(name, values[name])


def _values(world: World, email: str) -> dict[str, str]:
    user = world.users[email]
    return {
        "timezone": user.time_zone,
        "locale": "en",
        "format24HourTime": "true",
        "weekStart": "1",
        "dateFieldOrder": "DMY",
    }


def _setting(name: str, value: str) -> Json:
    return {"kind": "calendar#setting", "etag": etag_of(0), "id": name, "value": value}


def _calendar(calendar: CalendarState) -> Json:
    told: Json = {
        "kind": "calendar#calendar",
        "etag": etag_of(calendar.revision),
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.time_zone,
        "conferenceProperties": {"allowedConferenceSolutionTypes": ["hangoutsMeet"]},
    }
    return told | _optional(calendar)


def _entry(calendar: CalendarState, email: str) -> Json:
    told: Json = {
        "kind": "calendar#calendarListEntry",
        "etag": etag_of(calendar.revision),
        "id": calendar.id,
    }
    if calendar.deleted:
        return told | {"deleted": True}
    told |= {
        "summary": calendar.summary,
        "timeZone": calendar.time_zone,
        "accessRole": calendar.role_of(email),
        "defaultReminders": calendar.default_reminders,
        "selected": True,
        "colorId": "14",
        "backgroundColor": "#9fe1e7",
        "foregroundColor": "#000000",
    }
    if calendar.primary and calendar.owner == email:
        told["primary"] = True
    return told | _optional(calendar)


def _optional(calendar: CalendarState) -> Json:
    told: Json = {"description": calendar.description, "location": calendar.location}
    if not calendar.primary:
        told["dataOwner"] = calendar.owner
    return {key: value for key, value in told.items() if value}
