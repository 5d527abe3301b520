"""From what stands in a calendar to what the athlete does, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from connectors.calendar_event import CalendarEvent, PlatformWorkout
from rules.athlete import Athlete
from rules.recognition import Expectation, Tag, recognize, say_on, tags
from rules.say import Holds
from rules.typical_length import assumed_length
from rules.workout import Session, Workout
from sync_service.annotation import without_any_fence
from sync_service.instants import instant

_GRAIN = timedelta(minutes=5)
LONGEST_DAYS = 10  # the longest races take as many; nobody trains for so long without an end
_LONGEST_MIN = LONGEST_DAYS * 24 * 60
# a cycle asks three times of each event: to notice, to check, and for what is kept
_recognized = lru_cache(maxsize=2048)(recognize)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event, what the calendar holds that it stands in, and the label of that."""

    event: CalendarEvent
    holds: Holds = Holds.TRAINING
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event that is training, with the workouts that it holds."""

    event: CalendarEvent
    workouts: tuple[Workout, ...]


def place_workouts(events: Iterable[ReadEvent], athlete: Athlete) -> tuple[PlacedEvent, ...]:
    """The events that hold workouts, in the order given; what we wrote ourselves is left out.

    The same event from two sources counts once, as it stands in the first.
    """
    return tuple(placed for read in once(events) if (placed := _placed(read, athlete)))


def _placed(read: ReadEvent, athlete: Athlete) -> PlacedEvent | None:
    expectation = expectation_of(read, athlete)
    sessions = sessions_of(read.event, expectation)
    if not sessions:
        return None
    fixed = _is_fixed(read.event, expectation)
    try:
        workouts = _workouts(read.event, _key(read.event), sessions, athlete, fixed=fixed)
        return PlacedEvent(read.event, tuple(workouts))
    except OverflowError:  # at the calendar's very beginning or end, where no clock goes on
        return None


def once(events: Iterable[ReadEvent]) -> Iterator[ReadEvent]:
    """The events of others, each once though several sources hold it."""
    seen: set[str] = set()
    for read in events:
        key = _key(read.event)
        if not read.event.owned and key not in seen:
            seen.add(key)
            yield read


def _key(event: CalendarEvent) -> str:
    """A short name for the event; the same UID in two feeds may mean two events."""
    identity = event.identity or f"{event.uid}\n{event.recurrence_id or ''}"
    start = instant(event.start) if isinstance(event.start, datetime) else event.start
    return sha256(f"{identity}\n{start.isoformat()}\n{event.summary}".encode()).hexdigest()[:12]


def expectation_of(read: ReadEvent, athlete: Athlete) -> Expectation:
    """What the athlete says of the event beside its text."""
    say = say_on(read.event.summary, athlete.title_rules)
    return Expectation(read.holds, read.event.all_day, say)


def sessions_of(event: CalendarEvent, expectation: Expectation) -> tuple[Session, ...]:
    """What the event is taken for; nothing where it lasts longer than anything one does."""
    return () if lasts_too_long(event) else taken_for(event, expectation)


def lasts_too_long(event: CalendarEvent) -> bool:
    """Whether a timed event is longer than the longest race; days are no length."""
    span_min = _span_min(event)
    return span_min is not None and span_min > _LONGEST_MIN


def taken_for(event: CalendarEvent, expectation: Expectation) -> tuple[Session, ...]:
    """What the event says that it is, however long it lasts."""
    platform = event.platform
    sessions = _recognized(
        event.summary,
        without_any_fence(event.description),
        duration_min=_span_min(event),
        sport_hint=platform.sport if platform else None,
        expectation=expectation,
    )
    if len(sessions) != 1:
        return sessions
    return (_measured(sessions[0], event),)


def _is_fixed(event: CalendarEvent, expectation: Expectation) -> bool:
    """Whether the planner must leave the event where it stands: by its tag, else by a rule."""
    by_rule = expectation.say is not None and expectation.say.fixed is True
    return by_rule or Tag.FIXED in tags(event.summary, without_any_fence(event.description))


def _measured(session: Session, event: CalendarEvent) -> Session:
    """The session with the best word on its duration and distance.

    What was done wins; then the length of the event, what the platform planned, the text.
    """
    platform = event.platform or PlatformWorkout(platform="")
    told = (
        platform.actual_duration_min,
        _span_min(event),
        platform.planned_duration_min,
        session.duration_min,
    )
    durations = (each for each in told if each is not None and each <= _LONGEST_MIN)
    distances = (platform.distance_km, session.distance_km)
    return replace(
        session, duration_min=_first_known(durations), distance_km=_first_known(distances)
    )


def _first_known(values: Iterable[float | None]) -> float | None:
    return next((value for value in values if value), None)


def _span_min(event: CalendarEvent) -> float | None:
    """Minutes from start to end of a timed event; None for days and for events without an end."""
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return None
    span = (instant(event.end) - instant(event.start)) / timedelta(minutes=1)
    return round(span, 1) or None


def _workouts(
    event: CalendarEvent,
    key: str,
    sessions: tuple[Session, ...],
    athlete: Athlete,
    *,
    fixed: bool,
) -> Iterator[Workout]:
    times = tuple(_times(event, sessions, athlete))
    for index, (session, (start, end)) in enumerate(zip(sessions, times, strict=True)):
        yield Workout(
            id=f"{key}-{index}" if len(sessions) > 1 else key,
            event_uid=event.uid,
            title=event.summary,
            session=session,
            start=start,
            end=end,
            all_day=event.all_day,
            time_assumed=event.all_day,
            end_assumed=_span_min(event) is None and session.duration_min is None,
            fixed=fixed,
            occurrence=key,
        )


def _times(
    event: CalendarEvent, sessions: tuple[Session, ...], athlete: Athlete
) -> Iterator[tuple[datetime, datetime]]:
    zone = athlete.time_zone
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        yield from _at_usual_slots(event.start, sessions, athlete)
        return
    start, end = event.start.astimezone(UTC), event.end.astimezone(UTC)
    lengths = [assumed_length(session) for session in sessions]
    if end <= start or len(sessions) == 1:
        end = max(end, start + sum(lengths, timedelta()))
    for finish in _finishes(start, end, lengths):
        yield start.astimezone(zone), finish.astimezone(zone)
        start = finish


def _finishes(start: datetime, end: datetime, lengths: list[timedelta]) -> Iterator[datetime]:
    """When each session of an event ends: its time is dealt out by the length each may have.

    Nobody knows the moment between two sessions, so it is told in whole five minutes.
    """
    total = sum(lengths, timedelta()) or timedelta(minutes=1)
    for count in range(1, len(lengths)):
        share = (end - start) * (sum(lengths[:count], timedelta()) / total)
        yield start + round(share / _GRAIN) * _GRAIN
    yield end


def _at_usual_slots(
    day: date, sessions: tuple[Session, ...], athlete: Athlete
) -> Iterator[tuple[datetime, datetime]]:
    """Each sport at its usual time; a second session of one sport follows the first."""
    ends: dict[str, datetime] = {}
    for session in sessions:
        usual = datetime.combine(day, athlete.usual_slots.of(session.sport), athlete.time_zone)
        start = ends.get(session.sport, usual)
        length = assumed_length(session)
        end = (start.astimezone(UTC) + length).astimezone(athlete.time_zone)
        ends[session.sport] = end
        yield start, end
