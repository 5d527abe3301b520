"""`counterpoint athlete remove`: somebody is taken out of the database."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.athlete_options import Name, left_behind, opened, refuse_unknown
from sync_service.errors import CounterpointError, ExitStatus, SettingsError

if TYPE_CHECKING:
    from sync_service.athlete_settings import AthleteSettings
    from sync_service.settings import Settings
    from sync_service.store.database import Store

Purge = Annotated[
    bool, typer.Option("--purge", help="Take away what was written for them, and forget them.")
]
Keep = Annotated[bool, typer.Option("--keep", help="Leave what was written where it stands.")]


def remove(name: Name, purge: Purge = False, keep: Keep = False) -> None:
    """Take an athlete out of the database; on a terminal it asks what is to become of the rest.

    With --purge what was written is taken away first, and everything is forgotten. With --keep
    it stays in the calendars, and what is known of them in the database; their accounts are
    forgotten either way.

    Who stands in the settings no more is forgotten. Their calendars cannot be reached then: --purge
    refuses where something of ours stands there still, --keep leaves it.

    Exit status: 0 gone, 2 usage, settings or the database, 3 a calendar could not be read or
    written: the athlete stays then; run it again.

    Examples:

      counterpoint athlete remove Sam --purge
    """
    if purge and keep:
        raise SettingsError("--purge and --keep exclude each other; say one of them.")
    with opened() as (settings, store):
        _refuse_unremovable(settings, store, name)
        if name in left_behind(settings, store):
            _forget(store, name, purge=purge, keep=keep)
        elif not keep and (purge or _wants_purge(name)):
            _purge(settings, store, name)
        else:
            _take_out(settings, store, name)
    typer.echo(f"{name} is removed.")


def _forget(store: Store, name: str, *, purge: bool, keep: bool) -> None:
    """Forget somebody who is described nowhere any more; nobody may be at work for them."""
    from sync_service.holding import holding, wall_clock

    with store.reading(name) as ledger:
        standing = len(ledger.items())
    gone = f"{name} stands in the settings no more"
    if standing and purge:
        raise SettingsError(
            f"{gone}, so their calendars cannot be reached; describe them there again and run "
            "counterpoint purge, or leave what was written with --keep."
        )
    if standing and not keep:
        _ask_to_leave(gone, standing)
    with holding(store, name, wall_clock):
        store.forget(name)
    typer.echo(f"{gone}; what was kept of them is forgotten.")


def _ask_to_leave(gone: str, standing: int) -> None:
    if not sys.stdin.isatty():
        raise SettingsError(
            f"{gone}; forget what is kept of them, and leave {standing} things of ours in their "
            "calendars, with --keep."
        )
    question = f"{gone}. Forget them, and leave {standing} things of ours in their calendars?"
    typer.confirm(question, default=False, abort=True)


def _wants_purge(name: str) -> bool:
    if not sys.stdin.isatty():
        raise SettingsError(
            f"Say what is to become of what was written for {name}: --purge takes it away, "
            "--keep leaves it."
        )
    question = f"Take away everything that was written for {name} first?"
    return typer.confirm(question, default=True)


def _purge(settings: Settings, store: Store, name: str) -> None:
    """Leave the calendars as found, then forget the athlete; stop where something is left."""
    from sync_service.cli.cycle_options import reached
    from sync_service.cli.take_back import purge_athlete
    from sync_service.stored_athletes import stored_athlete

    person = stored_athlete(store, name)
    if person is None:
        raise SettingsError(f"{name} has just been removed by another command.")
    store.dismiss(name)  # or a daemon would write again what is taken away
    with reached(settings, (person,), store) as found:
        for job, now in found.taking_back():
            status = purge_athlete(found, job, now)
            if status is not ExitStatus.OK:
                raise typer.Exit(status)
    _end_messages(settings, store, person)
    store.forget(name)


def _take_out(settings: Settings, store: Store, name: str) -> None:
    from sync_service.stored_athletes import stored_athlete, take_out

    with suppress(
        CounterpointError
    ):  # who cannot be opened asks nobody; channels end by themselves
        person = stored_athlete(store, name)
        if person is not None:
            _end_messages(settings, store, person)
    take_out(store, name)


def _end_messages(settings: Settings, store: Store, person: AthleteSettings) -> None:
    """Have Google tell nothing more of their calendars, while we may still ask it."""
    from sync_service.google_at_hand import google_calendars
    from sync_service.google_messages import end_messages

    google = google_calendars(settings, [person], store, datetime.now(UTC))
    end_messages(person, google, store)


def _refuse_unremovable(settings: Settings, store: Store, name: str) -> None:
    from sync_service.stored_athletes import stored_names

    if name in stored_names(store):
        return
    left = left_behind(settings, store)
    refuse_unknown(settings, store, name, left)
    if name in left:
        return
    raise SettingsError(
        f"{name} stands in the settings file; run counterpoint purge, then take the [[athletes]] "
        "out there."
    )
