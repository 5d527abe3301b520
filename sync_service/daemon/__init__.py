"""The daemon: looks after every athlete in their turn, for months."""

from sync_service.daemon.daemon import Daemon
from sync_service.daemon.options import DaemonOptions
from sync_service.daemon.roster import Roster

__all__ = ["Daemon", "DaemonOptions", "Roster"]
