"""`counterpoint run`: the daemon."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync_service.cli.options import AthleteFile
from sync_service.errors import ExitStatus

if TYPE_CHECKING:
    from sync_service.daemon.daemon import Daemon, Surroundings
    from sync_service.settings import Settings
    from sync_service.store.database import Store
    from sync_service.web import WebState

_LONGEST_CYCLE = timedelta(minutes=30)  # with every calendar stalling

MetricsFile = Annotated[
    Path | None,
    typer.Option(
        "--metrics-file",
        metavar="FILE",
        help="Write the metrics here four times a minute, as node_exporter's textfile collector "
        "reads them.",
    ),
]


def run(athlete: AthleteFile = None, metrics_file: MetricsFile = None) -> None:
    """Look after every athlete, for months: each is synced when due, several at once.

    It serves their feeds, health and metrics where `web` of the settings says.

    SIGTERM and Ctrl-C end it within ten seconds, SIGHUP lets it read the settings anew.

    A database that is not up yet, is locked or has no room left is waited for.

    Exit status: 0 stopped when asked to, 2 usage, settings, the database, also where its file is
    taken away meanwhile, or a port that is taken.

    Examples:

      counterpoint run

      counterpoint run --athlete counterpoint.toml --metrics-file /var/lib/node/counterpoint.prom
    """
    from sync_service.daemon.daemon import Surroundings
    from sync_service.daemon.notices import apprise_send
    from sync_service.daemon.options import options_of
    from sync_service.daemon.reporting import reporting_of
    from sync_service.daemon.systemd import systemd_of
    from sync_service.daemon.waiting import when_it_answers
    from sync_service.everyone import configured_athletes
    from sync_service.logs import LogFormat, set_up_logs

    settings, _ = configured_athletes(athlete)
    send, reporting = apprise_send(options_of(settings).notify_urls), reporting_of(os.environ)
    around = Surroundings(send=send, reporting=reporting)
    set_up_logs(LogFormat(settings.log.format), settings.log.level, sys.stderr)
    begun = when_it_answers(lambda: _begin(athlete, around), systemd_of(os.environ))
    if begun is None:
        return
    daemon, store = begun
    with closing(store):
        ended = _serve(daemon, store, settings, metrics_file)
    status = ExitStatus.USAGE if daemon.is_lost() else ExitStatus.OK
    if not ended:
        sys.stderr.flush()
        os._exit(status)  # a thread that still hangs could else break the end of the interpreter
    raise typer.Exit(status)


def _begin(athlete: Path | None, around: Surroundings) -> tuple[Daemon, Store]:
    """The daemon, and its store, which is open."""
    from sync_service.daemon.daemon import Daemon
    from sync_service.daemon.network import Network
    from sync_service.daemon.roster import roster_of
    from sync_service.everyone import store_of

    network = Network(around.metrics.heard)
    with ExitStack() as stack:
        store = stack.enter_context(closing(store_of(roster_of(athlete, network).settings)))
        daemon = Daemon(store, lambda kept: roster_of(athlete, network, kept), around)
        stack.pop_all()
    return daemon, store


def _serve(daemon: Daemon, store: Store, settings: Settings, metrics_file: Path | None) -> bool:
    """Run the daemon with its web server beside it; return whether every cycle ended."""
    from sync_service.daemon.service import serve
    from sync_service.daemon.signals import signals
    from sync_service.daemon.systemd import systemd_of
    from sync_service.logs import log
    from sync_service.web import serving, web_app

    if store.key_is_exposed():
        log().warning("every user can read the key file; take that right away: chmod o= FILE")
    web = settings.web
    app = web_app(_web_state(daemon, store, settings))
    # signals are taken before anything answers: who sees the server may stop it at once
    with signals() as line, ExitStack() as beside:
        address = beside.enter_context(serving(app, web.host, web.port))
        log().info("listening", address=address)
        return serve(daemon, systemd_of(os.environ), line, metrics_file, beside)


def _web_state(daemon: Daemon, store: Store, settings: Settings) -> WebState:
    from sync_service.holding import wall_clock
    from sync_service.web import WebState

    def due(athlete: str) -> None:
        store.ask(athlete, wall_clock())

    return WebState(
        store=store,
        registry=daemon.metrics.registry if settings.web.metrics else None,
        clock=wall_clock,
        started_at=wall_clock(),
        last_cycle=daemon.last_cycle,
        stale_after=max(2 * timedelta(minutes=settings.interval_min), _LONGEST_CYCLE),
        due=due,
        needs_reauthorization=daemon.to_reauthorize,
        has_work=daemon.has_work,
        store_works=daemon.store_works,
        is_served=daemon.looks_after,
        answered=daemon.metrics.answered,
    )
