"""The command line: one module a command, gathered by `main`.

`counterpoint --help` must be quick, so that each command imports what it needs only when it runs.
"""

from sync_service.cli.main import main

__all__ = ["main"]
