"""Our mark on an event: private extended properties, which only this program sees."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.calendar_event import OwnedMark

_KEY = "counterpointKey"
_KIND = "counterpointKind"
_HASH = "counterpointHash"
_OURS = "counterpoint"
FILTER = f"{_OURS}=1"  # finds every event of ours, whatever it is about


def mark_in(properties: Mapping[str, str]) -> OwnedMark | None:
    """The mark that the properties hold, None where they hold none or a part."""
    try:
        return OwnedMark(properties[_KEY], properties[_KIND], properties[_HASH])
    except KeyError:
        return None


def properties_of(mark: OwnedMark) -> dict[str, str]:
    """The properties that say the mark."""
    return {_OURS: "1", _KEY: mark.key, _KIND: mark.kind, _HASH: mark.content_hash}


def is_ours(properties: Mapping[str, str]) -> bool:
    """Whether any property of ours is there, be the mark whole or not."""
    return any(name in properties for name in (_OURS, _KEY, _KIND, _HASH))
