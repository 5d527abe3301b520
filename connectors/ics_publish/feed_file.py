"""Put a feed into a file so that whoever reads it finds the old one or the new one, whole."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE

from connectors.errors import NotWritable
from connectors.refused_write import remedy


def make_folder_of(path: Path) -> None:
    """Create the folder of the file, and those above it, where missing. Raises NotWritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(path, error) from error


def read_feed(path: Path) -> bytes | None:
    """The feed as it stands in the file, None where there is none. Raises NotWritable."""
    try:
        return _content(path)
    except OSError as error:
        raise _not_writable(path, error) from error


def write_feed(path: Path, body: bytes) -> bool:
    """Make `body` the content of the file; False, and nothing touched, where it is that already.

    An existing file keeps its permissions. Raises NotWritable, with the file as it was, where the
    operating system refuses.
    """
    try:
        if _content(path) == body:
            return False
        _replace(path, body)
    except OSError as error:
        raise _not_writable(path, error) from error
    return True


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, body: bytes) -> None:
    # Only a rename within one folder is atomic. The name is never the same, so that the remains
    # of a killed process or a second writer are not in the way.
    unfinished = path.with_name(f".{token_hex(8)}.tmp")
    try:
        with unfinished.open("xb") as file:
            if path.exists():
                os.fchmod(file.fileno(), S_IMODE(path.stat().st_mode))
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _not_writable(path: Path, error: OSError) -> NotWritable:
    return NotWritable(path.name, f"cannot be written to {path.parent}: {remedy(error)}")
