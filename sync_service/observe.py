"""What the calendars show now, put together with what they showed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError, CursorExpired
from connectors.ports import Gone, Problem, ReadResult, TimeWindow
from connectors.touching import touches
from sync_service.carry_identity import carry_identity
from sync_service.identity import identity_of
from sync_service.store.records import KnownEvent, SourceState
from sync_service.sync_calendar import SyncCalendar


@dataclass(frozen=True, slots=True)
class Sighting:
    """One calendar as it stands now, as far as that is known.

    `events` are all that are known to touch `window`, those just read with their text. `read`
    says that the calendar answered, `complete` that what is not among the events is not there.
    `before` is what was known of it, `state` what is to be kept for the next read. `strays` are
    workouts that bear a note of ours and are no longer among the events: out of the window, or
    called off.
    """

    calendar: SyncCalendar
    window: TimeWindow
    events: tuple[CalendarEvent, ...]
    before: tuple[KnownEvent, ...]
    state: SourceState
    read: bool = True
    complete: bool = True
    error: ConnectorError | None = None
    problems: tuple[Problem, ...] = ()
    strays: tuple[CalendarEvent, ...] = ()


def observe(
    calendar: SyncCalendar,
    window: TimeWindow,
    state: SourceState | None,
    before: tuple[KnownEvent, ...],
    reading: str,
) -> Sighting:
    """Read one calendar; one that fails is seen as it stood.

    `reading` names how events are read (the settings behind it); where it differs from that of
    the read before, everything is read anew.
    """
    known = state or SourceState(calendar.key, None, None, None)
    try:
        cursor = _cursor_of(known, reading)
        answer = _read(calendar, window, cursor)
    except ConnectorError as error:
        return _as_it_stood(calendar, window, known, before, error)
    result = answer.result
    kept = result.cursor and f"{reading} {result.cursor}"
    return Sighting(
        calendar,
        window,
        carry_identity([each.event for each in before], _merged(before, answer, window)),
        before,
        replace(known, cursor=kept, window=window, failures=0),
        complete=result.complete,
        problems=result.problems,
    )


def _cursor_of(state: SourceState, reading: str) -> str | None:
    before, _, cursor = (state.cursor or "").partition(" ")
    return cursor if before == reading and cursor else None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was read, and whether it tells of changes alone."""

    result: ReadResult
    changes_only: bool


def _read(calendar: SyncCalendar, window: TimeWindow, cursor: str | None) -> _Answer:
    if cursor is not None:
        try:
            result = calendar.reader.read(window, cursor)
            return _Answer(result, changes_only=not result.whole)
        except CursorExpired:
            pass  # the calendar has forgotten the state: everything is read anew
    return _Answer(calendar.reader.read(window), changes_only=False)


def _as_it_stood(
    calendar: SyncCalendar,
    window: TimeWindow,
    known: SourceState,
    before: tuple[KnownEvent, ...],
    error: ConnectorError,
) -> Sighting:
    return Sighting(
        calendar,
        window,
        tuple(each.event for each in before),
        before,
        replace(known, failures=known.failures + 1),
        read=False,
        complete=False,
        error=error,
        problems=(Problem(error.source, error.what),),
    )


def _merged(
    before: tuple[KnownEvent, ...], answer: _Answer, window: TimeWindow
) -> Iterator[CalendarEvent]:
    """What was read, and of what was known before that which still stands.

    A full and complete read replaces everything; after one in part, what was not seen is thought
    to stand as it stood (FAILURES 6 and 14).
    """
    result = answer.result
    yield from result.events
    if not answer.changes_only and result.complete:
        return
    told = {identity_of(event) for event in result.events}
    deleted = {(key.uid, key.recurrence_id) for key in result.deleted}
    for each in before:
        event = each.event
        named = (event.uid, event.recurrence_id) in deleted or _is_among(result.gone, event)
        stands = not named and identity_of(event) not in told
        if stands and touches(event, window):
            yield event


def _is_among(gone: tuple[Gone, ...], event: CalendarEvent) -> bool:
    """Whether the event, or the series that it is of, is named as gone."""
    if event.handle is None or not gone:
        return False
    ref = event.handle.ref
    return Gone(ref) in gone or Gone(ref, event.handle.recurrence_id) in gone
