"""Where an event stands, as a handle that the service carries about.

The ref names the event or the series; whether it is ours stands in it, too, so that nothing of
the athlete's can be replaced or deleted by mistake. The id of an instance is made of the id of
its series and its original start, as Google makes it; one that is not stands in the ref as well.
"""

from __future__ import annotations

from connectors.calendar_event import Handle

_OURS = "ours/"
_OWN_ID = "#"  # no id holds it


def ref_of(event_id: str, *, ours: bool) -> str:
    """The ref of an event or a series."""
    return f"{_OURS}{event_id}" if ours else event_id


def ref_of_instance(event_id: str, series_id: str, recurrence_id: str, *, ours: bool) -> str:
    """The ref of one instance of a series."""
    if event_id == f"{series_id}_{recurrence_id}":
        return ref_of(series_id, ours=ours)
    return ref_of(f"{series_id}{_OWN_ID}{event_id}", ours=ours)


def has_own_id(handle: Handle) -> bool:
    """Whether the instance has an id that is not made of that of its series."""
    return _OWN_ID in handle.ref


def refs_of(event_id: str) -> tuple[str, str]:
    """Both refs under which a deleted event may be known."""
    return ref_of(event_id, ours=False), ref_of(event_id, ours=True)


def is_of_ours(handle: Handle) -> bool:
    """Whether the handle names an event that we made."""
    return handle.ref.startswith(_OURS)


def event_id_of(handle: Handle) -> str:
    """The id under which Google knows the event or the instance."""
    base, _, own = handle.ref.removeprefix(_OURS).partition(_OWN_ID)
    if own:
        return own
    return f"{base}_{handle.recurrence_id}" if handle.recurrence_id else base
