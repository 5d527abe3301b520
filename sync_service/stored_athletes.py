"""Athletes that are kept in the database, sealed: their settings hold addresses and a body.

What is kept is the content of the file as it was added, so that a later Counterpoint reads it by
its own rules, and the folder that relative places are meant from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import LocalCalendarTarget
from sync_service.errors import SettingsError
from sync_service.settings import read_toml, validated_athlete

if TYPE_CHECKING:
    from sync_service.store.database import Store

_PLACE = "settings"  # beside the names of providers of accounts


def add_athlete(store: Store, file: Path) -> AthleteSettings:
    """Keep the athlete of a file in the store, in place of a former one of the same name.

    Raises:
        SettingsError: the file cannot be read, or holds no athlete.
    """
    content = read_toml(file)
    athlete = _of_file(content, file).with_places_in(file.parent.absolute())
    kept = {"folder": str(file.parent.absolute()), "content": content}
    store.put_credential(athlete.name, _PLACE, json.dumps(kept).encode())
    return athlete


def athlete_in(file: Path) -> AthleteSettings:
    """The athlete that `add_athlete` would keep, to look at before.

    Raises:
        SettingsError: the file cannot be read, or holds no athlete.
    """
    return _of_file(read_toml(file), file).with_places_in(file.parent.absolute())


def stored_athletes(store: Store) -> tuple[AthleteSettings, ...]:
    """Everyone in the store, by name.

    Raises:
        StoreError: the key is not the one that sealed them.
        SettingsError: what was valid when it was added is not so any more.
    """
    kept = store.credentials(_PLACE)
    return tuple(_opened(name, kept[name]) for name in sorted(kept))


def stored_athlete(store: Store, name: str) -> AthleteSettings | None:
    """The athlete of this name, None where there is none; raises as stored_athletes."""
    content = store.credential(name, _PLACE)
    return None if content is None else _opened(name, content)


def seals(store: Store) -> Mapping[str, bytes]:
    """What changes whenever an athlete is added in place of another; the key is not needed."""
    return store.seals(_PLACE)


def stored_names(store: Store) -> tuple[str, ...]:
    """The names of everyone in the store; the key is not needed for this."""
    return store.with_credential(_PLACE)


def take_out(store: Store, name: str) -> None:
    """Take an athlete out of the store and their feeds off the network.

    What was kept of their calendars stays.
    """
    store.dismiss(name)
    store.remove_feeds(name)
    for place in (_PLACE, "google"):
        store.remove_credential(name, place)
    store.resume(name)


def usable_athletes(store: Store) -> Iterator[AthleteSettings]:
    """Everyone in the store but those whose settings are not valid any more, by name."""
    for name in stored_names(store):
        with suppress(SettingsError):
            found = stored_athlete(store, name)
            if found is not None:
                yield found


def refuse_doubles(athletes: Iterable[AthleteSettings], stored: Iterable[str]) -> None:
    """Raise SettingsError where a name stands twice: what is kept is kept by it."""
    names = [each.name for each in athletes]
    if len(set(names)) != len(names):
        raise SettingsError("Two athletes have the same name; what is kept is kept by it.")
    both = sorted(set(names).intersection(stored))
    if both:
        raise SettingsError(
            f"{both[0]} stands in the settings file and in the database; take one of them out "
            "(counterpoint athlete remove takes the latter)."
        )


def refuse_shared_folders(athletes: Iterable[AthleteSettings]) -> None:
    """Raise SettingsError where two would write into one folder: whose is what stands there?"""
    taken: dict[Path, str] = {}
    for each in athletes:
        if isinstance(each.write_to, LocalCalendarTarget):
            other = taken.setdefault(Path(each.write_to.folder).resolve(), each.name)
            if other != each.name:
                raise SettingsError(
                    f"{other} and {each.name} write into the same folder, where it could not be "
                    "told whose is what; give each a write_to of their own."
                )


def _of_file(content: dict[str, object], file: Path) -> AthleteSettings:
    if "athletes" in content:
        raise SettingsError(
            f"{file.name}: these are settings of a service; write one athlete into a file of "
            "their own, without [[athletes]] above."
        )
    if "name" not in content:
        raise SettingsError(f'{file.name}: "name" is missing; what is kept is kept by it.')
    return validated_athlete(content, file.name)


def _opened(name: str, text: bytes) -> AthleteSettings:
    kept = json.loads(text)
    athlete = validated_athlete(kept["content"], f"{name} in the database")
    return athlete.with_places_in(Path(kept["folder"]))
