"""Start and end as the API writes them, and the instants that they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.fakes.google_calendar.problems import Json, invalid, required


def zone(name: str) -> ZoneInfo:
    """A zone by its IANA name; 400 for one that there is not."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise invalid("Invalid time zone definition.") from None


def stamp(at: datetime) -> str:
    """An instant as `created` and `updated` have it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def rfc3339(at: datetime) -> str:
    """A local time with its offset; UTC as Z."""
    text = at.replace(microsecond=0).isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def parsed(text: str) -> datetime:
    """A timestamp with an offset, as parameters must have it."""
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        raise invalid(f"Invalid value for: Invalid format: {text!r}") from None
    if found.tzinfo is None:
        raise invalid("Bad Request: a time zone offset is mandatory.")
    return found


def moment(told: Json, home: ZoneInfo) -> datetime | date:
    """An EventDateTime as an aware local time in its own zone, or as a day."""
    if "date" in told:
        return date.fromisoformat(told["date"])
    given = zone(told["timeZone"]) if told.get("timeZone") else home
    found = datetime.fromisoformat(told["dateTime"].upper())
    return found.replace(tzinfo=given) if found.tzinfo is None else found.astimezone(given)


def instant(told: Json, home: ZoneInfo) -> datetime:
    """The instant (UTC) of an EventDateTime; a day begins at midnight of the calendar's zone."""
    found = moment(told, home)
    if isinstance(found, datetime):
        return found.astimezone(UTC)
    return datetime(found.year, found.month, found.day, tzinfo=home).astimezone(UTC)


def written(at: datetime | date, name: str | None, home: ZoneInfo) -> Json:
    """An EventDateTime as responses have it: in the calendar's zone, its own zone named beside."""
    if not isinstance(at, datetime):
        return {"date": at.isoformat()}
    told: Json = {"dateTime": rfc3339(at.astimezone(UTC).astimezone(home))}
    return told | {"timeZone": name} if name else told


def checked(told: Json | None, what: str, home: ZoneInfo) -> Json:
    """A start or end that a client sent, in normal form; 400 where it is none."""
    if not told or not (told.get("date") or told.get("dateTime")):
        raise required(f"Missing {what} time.")
    if told.get("date") and told.get("dateTime"):
        raise invalid(f"Invalid {what} time.")
    try:
        if told.get("date"):
            return {"date": date.fromisoformat(told["date"]).isoformat()}
        found = datetime.fromisoformat(told["dateTime"].upper())
    except ValueError:
        raise invalid(f"Invalid {what} time.") from None
    if found.tzinfo is None and not told.get("timeZone"):
        raise required(f"Missing time zone definition for {what} time.")
    return written(moment(told, home), told.get("timeZone"), home)


def length(start: Json, end: Json, home: ZoneInfo) -> timedelta:
    """How long an event lasts, in real time, or in days if it is all-day."""
    if "date" in start:
        return date.fromisoformat(end["date"]) - date.fromisoformat(start["date"])
    return instant(end, home) - instant(start, home)
