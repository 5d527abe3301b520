"""Who was added to the database, described anew or taken out, while the daemon runs.

The settings file is not read for this. Who cannot be taken up troubles nobody else: the former
description stays, where there was one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sync_service.athlete_settings import AthleteSettings
from sync_service.daemon.roster import Roster
from sync_service.errors import CounterpointError, SettingsError
from sync_service.logs import log
from sync_service.store.database import Store
from sync_service.stored_athletes import seals, stored_athlete


@dataclass(frozen=True, slots=True)
class News:
    """The athletes of the database as they are now, and who of them is to be looked after now."""

    roster: Roster
    taken_up: tuple[str, ...]
    let_go: tuple[str, ...]


class Following:
    """Compares the database with what was last seen of it."""

    def __init__(self, store: Store) -> None:
        """Begin with what stands there now: a roster that is read from here on holds it."""
        self._store = store
        self._seen: Mapping[str, bytes] = seals(store)
        self._told: dict[str, str] = {}

    def again(self) -> Following:
        """The same from now on, for a roster that is about to be read anew."""
        return Following(self._store)

    def news(self, roster: Roster) -> News | None:
        """What changed since the last look, None where nothing did.

        Raises:
            StoreError: the database cannot be used.
        """
        if not roster.takes_stored:
            return None
        now = seals(self._store)
        changed = {name for name, seal in now.items() if self._seen.get(name) != seal}
        opened = {name: found for name in sorted(changed) if (found := self._opened(name, roster))}
        self._told = {name: why for name, why in self._told.items() if name in now}
        self._seen = {name: seal for name, seal in now.items() if name not in self._told}
        let_go = tuple(sorted(roster.athletes.keys() - roster.configured - now.keys()))
        if not opened and not let_go:
            return None
        kept = {name: each for name, each in roster.athletes.items() if name not in let_go}
        return News(roster.with_athletes(kept | opened), tuple(opened), let_go)

    def _opened(self, name: str, roster: Roster) -> AthleteSettings | None:
        """The athlete; None where they cannot be taken up, which is told once."""
        try:
            if name in roster.configured:
                raise SettingsError(
                    f"{name} stands in the settings that were read last as well; take them out "
                    "there and let the settings be read anew."
                )
            found = stored_athlete(self._store, name)
        except CounterpointError as error:
            if self._told.get(name) != str(error):
                log().error("an athlete could not be taken up", athlete=name, why=str(error))
            self._told[name] = str(error)
            return None
        self._told.pop(name, None)
        return found
