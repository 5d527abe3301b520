"""Where the database stands, and the key of what is sealed in it."""

from __future__ import annotations

from pathlib import Path

DEFAULT_URL = "sqlite:///counterpoint.db"
DEFAULT_KEY = "counterpoint.key"
_SQLITE = "sqlite:///"
_KINDS = (_SQLITE, "postgresql://", "postgresql+psycopg://", "postgres://")


def checked_url(url: str) -> str:
    """The address as it is; raise ValueError, without repeating it, for one of no known kind."""
    if not url.startswith(_KINDS) or url in _KINDS:
        raise ValueError(
            f'must be an address such as "{DEFAULT_URL}" or "postgresql://user@host/name"'
        )
    return url


def url_in(folder: Path, url: str) -> str:
    """The address, a relative file of SQLite taken from `folder`."""
    if not url.startswith(_SQLITE):
        return url
    file, mark, query = url.removeprefix(_SQLITE).partition("?")
    return f"{_SQLITE}{folder / file}{mark}{query}"


def key_beside(folder: Path, url: str, key_file: Path | None) -> Path:
    """The key file, taken from `folder`; where none is named, the one beside the database."""
    if key_file is not None:
        return folder / key_file
    file = sqlite_file(url_in(folder, url))
    return (file.parent if file else folder) / DEFAULT_KEY


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database, None where it is on a server."""
    if not url.startswith(_SQLITE):
        return None
    return Path(url.removeprefix(_SQLITE).partition("?")[0])


def is_yet_to_be_made(url: str) -> bool:
    """Whether there is no such file of SQLite yet; one that cannot be seen may well be there."""
    file = sqlite_file(url)
    if file is None:
        return False
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # opening it will say what is wrong
    return False
