"""Files and folders that settings name, meant from the folder of the settings on."""

from __future__ import annotations

import os
from pathlib import Path


def place_in(base: Path, name: str) -> str:
    """The file or folder, a relative one meant from `base` on; `~` is the home."""
    try:
        return str(base / Path(name).expanduser())
    except RuntimeError:  # there is nobody of this name
        return str(base / name)


def file_in(base: Path, address: str) -> str:
    """The address, a file that is named relatively meant from `base` on."""
    name = address.strip()
    is_file = name not in {"", "-"} and "://" not in name
    return place_in(base, name) if is_file else address


def place_beside(base: Path | None, name: str) -> str:
    """The file or folder as it is found from `base`, where it lies in there.

    So it has the same name when everything in `base` is moved together.
    """
    whole = Path(os.path.normpath(name))
    if base is not None and whole.is_relative_to(base):
        return whole.relative_to(base).as_posix()
    return name
