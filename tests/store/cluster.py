"""A private PostgreSQL server for the tests of one process."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=30 -c shared_buffers=16MB"
_USER = "postgres"


def programs() -> Path | None:
    """The folder of `pg_ctl`, None where there is none."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return installed[-1].parent if installed else None


@contextmanager
def cluster(bin_folder: Path, port: int) -> Iterator[str]:
    """The address of a server of our own, which ends with the context."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-pg-", dir="/tmp"))
    user = _server_user(folder)
    data = str(folder / "data")
    options = f"{_QUICK} -c listen_addresses=127.0.0.1 -p {port} -k {folder}"
    control = [str(bin_folder / "pg_ctl"), "-D", data, "-w", "-t", "30"]
    _run([str(bin_folder / "initdb"), "-D", data, "-A", "trust", "-U", _USER, "-N"], user, folder)
    _run([*control, "-l", str(folder / "log"), "-o", options, "start"], user, folder)
    try:
        yield f"postgresql://{_USER}@127.0.0.1:{port}"
    finally:
        _run([*control, "-m", "immediate", "stop"], user, folder)
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> str | None:
    """Whoever may run a server: root may not."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam(_USER)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return _USER


def _run(command: list[str], user: str | None, folder: Path) -> None:
    subprocess.run(  # noqa: S603 a program of the machine, with arguments of ours
        command,
        check=True,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
