"""What a property is to say, and how to say it in the manner of the one that stands there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

from connectors.ics_feed.component import Place, component_from
from connectors.ics_feed.content import text, texts_of
from connectors.ics_feed.moment import BadComponent, Moment, ZoneOf
from connectors.ics_feed.properties import Properties
from connectors.ics_feed.text import canonical, decode
from connectors.ics_publish.text_value import clean
from connectors.local_calendar.content_lines import folded, prefix_of, unfolded
from connectors.local_calendar.text_line import escaped, written_into


class Value(Protocol):
    """What one property is to say."""

    @property
    def name(self) -> str:
        """The name of the property."""
        ...

    def is_said_by(self, raw: bytes) -> bool:
        """Whether the property as it stands (empty: it does not) says this already."""
        ...

    def written_like(self, raw: bytes, newline: bytes) -> bytes:
        """The property that says this, with the parameters of `raw` where they still hold."""
        ...


@dataclass(frozen=True, slots=True)
class TextIs:
    """A text; an empty one needs no property."""

    name: str
    text: str

    def is_said_by(self, raw: bytes) -> bool:
        """Whether the property holds this text, but for controls that nobody writes."""
        return clean(text_in(raw)) == clean(text_in(self._set_anew(raw, b"\r\n")))

    def written_like(self, raw: bytes, newline: bytes) -> bytes:
        """The property with this text; nothing where it is empty."""
        if self.text and prefix_of(raw):
            line = folded(written_into(raw, self.text), newline)
            if self.is_said_by(line):  # a loose backslash would take the next character with it
                return line
        return self._set_anew(raw, newline)

    def _set_anew(self, raw: bytes, newline: bytes) -> bytes:
        if not self.text:
            return b""
        return folded((prefix_of(raw) or f"{self.name}:") + escaped(self.text), newline)


@dataclass(frozen=True, slots=True)
class MomentIs:
    """A day or a time."""

    name: str
    moment: Moment
    zone_of: ZoneOf

    def is_said_by(self, raw: bytes) -> bool:
        """Whether the property names this day or instant."""
        return bool(raw) and same_moment(moment_in(raw, self.zone_of), self.moment)

    def written_like(self, raw: bytes, newline: bytes) -> bytes:
        """The property in the zone of `raw`, in UTC where that cannot say the instant."""
        return folded(self._line(raw), newline)

    def _line(self, raw: bytes) -> str:
        standing = moment_in(raw, self.zone_of) if raw else None
        prefix = f"{self.name}{prefix_of(raw)[len(self.name) :]}"
        if not isinstance(self.moment, datetime):
            is_day = standing is not None and not isinstance(standing, datetime)
            start = prefix if is_day else f"{self.name};VALUE=DATE:"
            return f"{start}{self.moment:%Y%m%d}"
        utc = self.moment.astimezone(UTC).replace(microsecond=0)
        if not isinstance(standing, datetime) or standing.tzinfo is UTC:
            return f"{self.name}:{_stamp(utc)}Z"
        wall = self._on_its_clock(standing.tzinfo) or utc.astimezone(standing.tzinfo)
        if wall.replace(fold=0).astimezone(UTC) != utc:
            return f"{self.name}:{_stamp(utc)}Z"
        return f"{prefix}{_stamp(wall)}"

    def _on_its_clock(self, zone: tzinfo | None) -> datetime | None:
        """The moment as it was said, where that says it in `zone`, too.

        A series may have an instance at an hour that the clocks leave out. Two programs may call
        the instant by two hours then, but only the one that the rule gives names the instance.
        """
        moment = self.moment
        if not isinstance(moment, datetime) or moment.tzinfo is UTC:
            return None
        wall = moment.replace(tzinfo=zone, fold=0, microsecond=0)
        return wall if same_moment(wall, moment) else None


@dataclass(frozen=True, slots=True)
class DurationIs:
    """How long an event lasts from `start` to `end`."""

    start_line: bytes
    start: Moment
    end: Moment
    zone_of: ZoneOf
    name: str = "DURATION"

    def is_said_by(self, raw: bytes) -> bool:
        """Whether an event that starts there ends then."""
        return same_moment(end_in(self.start_line, raw, self.zone_of), self.end)

    def written_like(self, raw: bytes, newline: bytes) -> bytes:
        """The property with this length, in days or in hours, minutes and seconds."""
        prefix = prefix_of(raw) or "DURATION:"
        return folded(prefix + _duration(self.start, self.end), newline)


@dataclass(frozen=True, slots=True)
class EndIs:
    """When an event ends: as DTEND, or as nothing where the start alone says it."""

    start_line: bytes
    end: Moment
    zone_of: ZoneOf
    name: str = "DTEND"

    def is_said_by(self, raw: bytes) -> bool:
        """Whether an event that starts there ends then."""
        return same_moment(end_in(self.start_line, raw, self.zone_of), self.end)

    def written_like(self, raw: bytes, newline: bytes) -> bytes:
        """DTEND in its own zone, else in that of the start."""
        model = raw or b"DTEND" + unfolded(self.start_line)[len("DTSTART") :] + newline
        return MomentIs("DTEND", self.end, self.zone_of).written_like(model, newline)


def text_in(raw: bytes) -> str:
    """The text of a property as the reader takes it."""
    _, texts = _read(raw)
    return text(next(iter(texts.values()), ""))


def moment_in(raw: bytes, zone_of: ZoneOf) -> Moment:
    """The day or time of a property as the reader takes it; raise BadComponent."""
    scheduling, _ = _read(raw)
    name = scheduling[0].replace(":", ";").partition(";")[0].strip().upper() if scheduling else ""
    moment = Properties(scheduling).single(name, zone_of)
    if moment is None:
        raise BadComponent("a time of it cannot be read")
    return moment


def end_in(start: bytes, end: bytes, zone_of: ZoneOf) -> Moment | None:
    """When an event with these two properties ends; None where they do not go together."""
    scheduling, texts = _read(start + end)
    try:
        event = component_from(scheduling, texts, Place("", 1, zone_of))
        begin = _instant(event.start)
        return event.length.end(event.start, begin, _instant)[0]
    except BadComponent:
        return None


def same_moment(one: Moment | None, other: Moment) -> bool:
    """Whether both are the same day, or the same instant."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.astimezone(UTC) == other.astimezone(UTC).replace(microsecond=0)
    return not isinstance(one, datetime) and not isinstance(other, datetime) and one == other


def _read(raw: bytes) -> tuple[list[str], dict[str, str]]:
    return texts_of(decode(canonical(b"BEGIN:VEVENT\r\n" + raw + b"END:VEVENT")))


def _instant(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _stamp(moment: datetime) -> str:
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def _duration(start: date, end: date) -> str:
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return f"P{(end - start).days}D"
    seconds = (end.astimezone(UTC) - start.astimezone(UTC)) // timedelta(seconds=1)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    parts = ((hour, "H"), (minute, "M"), (second, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")
