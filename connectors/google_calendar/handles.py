"""Where an event stands, as a handle that the service carries about.

The ref names the event or the series; whether it is ours stands in it, too, so that nothing of
the athlete's can be replaced or deleted by mistake. The id of an instance is made of the id of
its series and its original start, as Google documents it.
"""

from __future__ import annotations

from connectors.calendar_event import Handle

_OURS = "ours/"


def ref_of(event_id: str, *, ours: bool) -> str:
    """The ref of an event or a series."""
    return f"{_OURS}{event_id}" if ours else event_id


def refs_of(event_id: str) -> tuple[str, str]:
    """Both refs under which a deleted event may be known."""
    return ref_of(event_id, ours=False), ref_of(event_id, ours=True)


def is_of_ours(handle: Handle) -> bool:
    """Whether the handle names an event that we made."""
    return handle.ref.startswith(_OURS)


def event_id_of(handle: Handle) -> str:
    """The id under which Google knows the event or the instance."""
    base = handle.ref.removeprefix(_OURS)
    return f"{base}_{handle.recurrence_id}" if handle.recurrence_id else base
