"""What the commands about athletes share: a name that is known, and the store that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.settings import Settings
    from sync_service.store.database import Store

Name = Annotated[str, typer.Argument(metavar="NAME", help="The athlete's name.")]


def refuse_unknown(settings: Settings, store: Store, name: str) -> None:
    """Raise SettingsError for a name that stands neither in the settings nor in the database."""
    from sync_service.nearest import did_you_mean
    from sync_service.stored_athletes import stored_names

    known = {*(each.name for each in settings.athletes), *stored_names(store)}
    if name not in known:
        raise SettingsError(f"There is no athlete of this name{did_you_mean(name, known) or '.'}")


@contextmanager
def opened() -> Iterator[tuple[Settings, Store]]:
    """The settings of the folder, and their store."""
    from sync_service.everyone import configured_athletes, store_of

    settings, _ = configured_athletes()
    with closing(store_of(settings)) as store:
        yield settings, store
