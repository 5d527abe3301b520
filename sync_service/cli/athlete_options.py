"""What the commands about athletes share: a name that is known, and the store that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.settings import Settings
    from sync_service.store.database import Store

Name = Annotated[str, typer.Argument(metavar="NAME", help="The athlete's name.")]


def refuse_unknown(settings: Settings, store: Store, name: str, left: Iterable[str] = ()) -> None:
    """Raise SettingsError for a name that stands neither in the settings nor in the database.

    Those who are `left` behind there may be meant too.
    """
    from sync_service.nearest import did_you_mean
    from sync_service.stored_athletes import stored_names

    known = {*(each.name for each in settings.athletes), *stored_names(store), *left}
    if name not in known:
        raise SettingsError(f"There is no athlete of this name{did_you_mean(name, known) or '.'}")


def left_behind(settings: Settings, store: Store) -> tuple[str, ...]:
    """Who is described nowhere any more, though something is kept of them."""
    from sync_service.stored_athletes import stored_names

    described = {*(each.name for each in settings.athletes), *stored_names(store)}
    return tuple(each for each in store.known() if each not in described)


@contextmanager
def opened() -> Iterator[tuple[Settings, Store]]:
    """The settings of the folder, and their store."""
    from sync_service.everyone import configured_athletes, store_of

    settings, _ = configured_athletes()
    with closing(store_of(settings)) as store:
        yield settings, store
