"""`counterpoint run`: the daemon."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sync_service.cli.options import AthleteFile

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

    SIGTERM and Ctrl-C end it within ten seconds, SIGHUP lets it read the settings anew.

    Exit status: 0 stopped when asked to, 2 usage, settings or the database.

    Examples:

      counterpoint run

      counterpoint run --athlete counterpoint.toml --metrics-file /var/lib/node/counterpoint.prom
    """
    from sync_service.app import store_of
    from sync_service.daemon.daemon import Daemon, Surroundings
    from sync_service.daemon.notices import apprise_send
    from sync_service.daemon.reporting import reporting_of
    from sync_service.daemon.roster import roster_of
    from sync_service.daemon.service import serve
    from sync_service.daemon.systemd import systemd_of
    from sync_service.logs import LogFormat, set_up_logs

    roster = roster_of(athlete)
    around = Surroundings(
        send=apprise_send(roster.options.notify_urls), reporting=reporting_of(os.environ)
    )
    store = store_of(roster.settings)
    try:
        daemon = Daemon(store, lambda: roster_of(athlete), around)
        set_up_logs(LogFormat.AUTO, "info", sys.stderr)
        ended = serve(daemon, systemd_of(os.environ), metrics_file)
    finally:
        store.close()
    if not ended:
        sys.stderr.flush()
        os._exit(0)  # a thread that still hangs could else break the end of the interpreter
