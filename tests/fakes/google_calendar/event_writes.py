"""events.insert, import, update, patch, delete and move."""

from __future__ import annotations

from collections.abc import Callable

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import WRITES, Call, calendar_of, check_if_match
from tests.fakes.google_calendar.call import visible_calendar as visible
from tests.fakes.google_calendar.event_rules import WRITABLE, checked_id, merged, normalized
from tests.fakes.google_calendar.event_view import shown
from tests.fakes.google_calendar.instances import find, link, still_has
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import CalendarState, Mail, World
from tests.fakes.google_calendar.times import stamp

_TIMES = ("start", "end", "recurrence")
_OWN = {"reminders"}  # a change of these alone leaves `updated` as it is
_SHARED = {"guestsCanInviteOthers", "guestsCanModify", "guestsCanSeeOtherGuests"}


def insert(world: World, call: Call) -> Json:
    calendar = calendar_of(world, call, WRITES)
    if "id" in call.body and "iCalUID" in call.body:
        raise problems.invalid("Only one of id and iCalUID should be supplied.")
    event = put_new(world, calendar, call.body, call.email)
    _mail(world, call, calendar, event)
    return shown(call, calendar, event)


def import_(world: World, call: Call) -> Json:
    """A private copy of an event that lives elsewhere: its organizer and UID are kept."""
    calendar = calendar_of(world, call, WRITES)
    uid = call.body.get("iCalUID")
    if not uid:
        raise problems.required("Missing iCalUID.")
    for known in calendar.events.values():
        if known.body["iCalUID"] == uid and known.series is None:
            wanted = _whole(call.body, known.body)
            return shown(call, calendar, replace(world, calendar, known.body, wanted))
    return shown(call, calendar, put_new(world, calendar, call.body, call.email))


def put_new(world: World, calendar: CalendarState, wanted: Json, creator: str) -> Json:
    """Add an event; 409 where its id was ever used."""
    event_id = checked_id(wanted["id"]) if wanted.get("id") else world.new_id()
    if event_id in calendar.events or event_id in calendar.purged:
        raise problems.duplicate()
    own = {"email": calendar.id, "self": True}
    if not calendar.primary:
        own["displayName"] = calendar.summary
    event = {key: wanted[key] for key in WRITABLE & wanted.keys()}
    event["organizer"] = wanted.get("organizer") or own
    if event["organizer"]["email"] == calendar.id:
        event["organizer"] = own
    event = normalized(event, calendar, world.description_limit)
    event |= {
        "kind": "calendar#event",
        "id": event_id,
        "htmlLink": link(event_id),
        "created": stamp(world.clock.now()),
        "creator": {"email": creator} | ({"self": True} if creator == calendar.id else {}),
        "iCalUID": wanted.get("iCalUID") or f"{event_id}@google.com",
    }
    return world.store(calendar, event).body


def update(world: World, call: Call) -> Json:
    return _change(world, call, _whole)


def patch(world: World, call: Call) -> Json:
    return _change(world, call, _patched)


def _change(world: World, call: Call, applied: Callable[[Json, Json], Json]) -> Json:
    calendar = calendar_of(world, call, WRITES)
    before = _known(world, calendar, call)
    _check_shared(call.body, before, calendar)
    event = replace(world, calendar, before, applied(call.body, before))
    if event["etag"] != before["etag"]:
        _mail(world, call, calendar, event)
    return shown(call, calendar, event)


def _whole(sent: Json, before: Json) -> Json:
    """Update semantics: what is not sent is gone."""
    kept = {key: value for key, value in before.items() if key not in WRITABLE}
    kept["sequence"] = before["sequence"]
    return kept | {key: sent[key] for key in WRITABLE & sent.keys()}


def _patched(sent: Json, before: Json) -> Json:
    return merged(before, {key: sent[key] for key in WRITABLE & sent.keys()})


def replace(world: World, calendar: CalendarState, before: Json, wanted: Json) -> Json:
    """Bring an event (or an instance, which becomes an exception) to a new state."""
    after = normalized(wanted, calendar, world.description_limit)
    if after["sequence"] < before["sequence"]:
        raise problems.invalid("The specified sequence number is below the current one.")
    if "recurringEventId" in before and "recurrence" in after:
        raise problems.invalid("An instance cannot recur.")
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    if not changed:
        return before
    if changed & set(_TIMES) and after["sequence"] == before["sequence"]:
        after["sequence"] += 1
    event = world.store(calendar, after, touch=not changed <= _OWN)
    if changed & {*_TIMES, "status"}:
        _settle_exceptions(world, calendar, event.body)
    return event.body


def _settle_exceptions(world: World, calendar: CalendarState, series: Json) -> None:
    """Exceptions go with their series, and when its rules have no such instance any more."""
    for name in sorted(calendar.exceptions.get(series["id"], set())):
        exception = calendar.events[name]
        gone = series["status"] == "cancelled" or "recurrence" not in series
        if gone or not still_has(calendar, series, exception.body, world.clock.now()):
            calendar.exceptions[series["id"]].discard(name)
            world.store(calendar, exception.body | {"status": "cancelled"}, orphan=True)
            calendar.exceptions[series["id"]].discard(name)


def delete(world: World, call: Call) -> None:
    calendar = calendar_of(world, call, WRITES)
    before = _known(world, calendar, call)
    if before["status"] == "cancelled":
        raise problems.deleted()
    remove(world, calendar, before)
    _mail(world, call, calendar, before)


def remove(world: World, calendar: CalendarState, event: Json) -> None:
    """Cancel an event, or one instance of a series."""
    replace(world, calendar, event, event | {"status": "cancelled"})


def move(world: World, call: Call) -> Json:
    """To another calendar of the same user: the old one keeps a cancelled trace."""
    source = calendar_of(world, call, WRITES)
    before = _known(world, source, call)
    target = visible(world, call, call.query["destination"], WRITES)
    if "recurringEventId" in before or before["status"] == "cancelled":
        raise problems.invalid("This event cannot be moved.")
    if before["id"] in target.events:
        raise problems.duplicate()
    organizer = {"email": target.id, "self": True}
    moved = world.store(target, before | {"organizer": organizer}).body
    remove(world, source, before)
    _mail(world, call, target, moved)
    return shown(call, target, moved)


def _known(world: World, calendar: CalendarState, call: Call) -> Json:
    event = find(calendar, call.path["eventId"], world.clock.now())
    if event is None:
        raise problems.not_found()
    check_if_match(call, event["etag"])
    return event


def _check_shared(sent: Json, before: Json, calendar: CalendarState) -> None:
    """Guests change their own copy, but not what the organizer says of all of them."""
    if before["organizer"]["email"] == calendar.id or before.get("guestsCanModify"):
        return
    if any(key in sent and sent[key] != before.get(key) for key in _SHARED):
        message = "Shared properties can only be changed by the organizer of the event."
        raise problems.ApiError(403, "forbiddenForNonOrganizer", message, "calendar")


def _mail(world: World, call: Call, calendar: CalendarState, event: Json) -> None:
    wished = call.query.get("sendUpdates", "all" if call.query.get("sendNotifications") else "none")
    guests = tuple(g["email"] for g in event.get("attendees", []) if g["email"] != call.email)
    if wished != "none" and guests:
        world.mails.append(Mail(call.method.name, calendar.id, event["id"], guests))
