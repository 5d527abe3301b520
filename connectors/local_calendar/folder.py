"""A folder of .ics files: what stands in it, and writes that happen whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE, S_ISREG

from connectors.errors import CalendarGone, NotWritable, SourceUnavailable
from connectors.local_calendar.entry import (
    BusyFolder,
    Entry,
    Missing,
    UnreadableFile,
    UnwritableFile,
)
from connectors.refused_write import refuse_unwritable, remedy

Seam = Callable[[str], None]

_UNFINISHED = ".counterpoint-unfinished.tmp"
"""Always the same: under the lock there is one writer, and what a killed one left is in its way."""
_NO_PARENT = "the folder in which it is to be made does not exist; create that first"
_LARGEST_FILE = 20 * 1024 * 1024
_OF_ONE_FILE = frozenset(
    {errno.EPERM, errno.EACCES, errno.EBUSY, errno.EISDIR, errno.ETXTBSY, errno.EXDEV}
)
"""Why one file may stay as it is where the folder takes others: a lock, a mount, an owner."""
_PATIENCE_S = 5.0
_PAUSE_S = 0.02


class Folder:
    """The files of one calendar."""

    def __init__(self, path: Path, label: str, missing: Missing, seam: Seam) -> None:
        """Stand for the folder at `path`; nothing is touched yet."""
        self._path = path
        self._label = label
        self._missing = missing
        self._seam = seam

    def entries(self) -> list[Entry]:
        """The files by name; raise SourceUnavailable or CalendarGone."""
        try:
            with os.scandir(self._path) as found:
                names = sorted(each.name for each in found if is_event_file(each.name))
            entries = [self._entry(name) for name in names]
        except FileNotFoundError:
            self._tell_missing()
            return []
        except NotADirectoryError:
            raise self._unavailable("this is a file; name a folder of .ics files") from None
        except PermissionError:
            raise self._unavailable("the folder may not be read; check its permissions") from None
        except (OSError, ValueError):
            raise self._unavailable("the folder cannot be read; check its path") from None
        self._seen()
        return entries

    def content(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none; raise UnreadableFile."""
        try:
            with open(self._path / name, "rb", opener=_opener) as file:
                if not S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise UnreadableFile("it is no plain file")
                content = file.read(_LARGEST_FILE + 1)
        except FileNotFoundError:
            if (self._path / name).is_symlink():
                raise UnreadableFile("it is a link that leads nowhere") from None
            return None
        except IsADirectoryError:
            raise UnreadableFile("it is a folder; rename or move it") from None
        except (OSError, ValueError) as error:
            raise UnreadableFile("it cannot be read; check its permissions") from error
        if len(content) > _LARGEST_FILE:
            raise UnreadableFile("it is larger than 20 MB")
        return content

    def is_link(self, name: str) -> bool:
        """Whether the file is a link to another place, which a replacement would cut."""
        return (self._path / name).is_symlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder against other writers of ours, and clear what a killed one left.

        The folder itself is locked, so that no file of ours has to stand in it. Raises NotWritable,
        CalendarGone or BusyFolder.
        """
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            self._tell_missing()
            raise self._not_writable(error) from error
        except (OSError, ValueError) as error:
            raise self._not_writable(error) from error
        try:
            self._seen()
            self._lock(handle)
            self._clear()
            yield
        finally:
            os.close(handle)

    def refuse_unwritable(self) -> None:
        """Raise NotWritable where it can neither be written nor made; nothing is touched."""
        try:
            place = self._path if self._path.exists() else self._path.parent
            if place == self._path or self._missing is Missing.NEW:
                if not place.exists():
                    raise NotWritable(self._label, _NO_PARENT)
                refuse_unwritable(place)
        except (OSError, ValueError) as error:
            raise self._not_writable(error) from error

    def make(self) -> None:
        """Make the folder where it is new; the one above it must exist. Raises NotWritable."""
        if self._missing is not Missing.NEW:
            return
        try:
            self._path.mkdir(exist_ok=True)
        except FileNotFoundError as error:
            raise NotWritable(self._label, _NO_PARENT) from error
        except (OSError, ValueError) as error:
            raise self._not_writable(error) from error

    def write(self, name: str, content: bytes) -> None:
        """Make `content` the file's, whole; under the lock.

        Raises NotWritable, or UnwritableFile where it is this file alone; nothing changed then.
        """
        target, unfinished = self._path / name, self._path / _UNFINISHED
        self._seam("before-write")
        try:
            try:
                with unfinished.open("xb") as file:
                    if target.exists():
                        os.fchmod(file.fileno(), S_IMODE(target.stat().st_mode))
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                self._seam("after-temp")
                self._rename(unfinished, target)
            finally:
                unfinished.unlink(missing_ok=True)
            self._settle()
        except OSError as error:
            raise self._not_writable(error) from error
        self._seam("after-replace")

    def remove(self, name: str) -> None:
        """Take a file away; under the lock. Raises NotWritable or UnwritableFile."""
        self._seam("before-remove")
        try:
            (self._path / name).unlink()
            self._settle()
        except OSError as error:
            if error.errno in _OF_ONE_FILE and self._takes_files():
                raise UnwritableFile from error
            raise self._not_writable(error) from error
        self._seam("after-remove")

    def _rename(self, unfinished: Path, target: Path) -> None:
        """Put the new file, which the folder took, in the place of the old."""
        try:
            unfinished.replace(target)
        except OSError as error:
            if error.errno in _OF_ONE_FILE:
                raise UnwritableFile from error
            raise

    def _takes_files(self) -> bool:
        """Whether a file can be made and removed in the folder."""
        unfinished = self._path / _UNFINISHED
        try:
            unfinished.touch()
            unfinished.unlink()
        except OSError:
            return False
        return True

    def _entry(self, name: str) -> Entry:
        path = self._path / name
        try:
            found = path.stat()
        except OSError:
            return Entry(name, path.is_symlink(), None)
        stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev)
        return Entry(name, path.is_symlink(), stamp)

    def _lock(self, handle: int) -> None:
        patience = time.monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > patience:
                    raise BusyFolder from None
                time.sleep(_PAUSE_S)
            except OSError as error:
                raise self._not_writable(error) from error
            else:
                return

    def _clear(self) -> None:
        try:
            (self._path / _UNFINISHED).unlink(missing_ok=True)
        except OSError as error:
            raise self._not_writable(error) from error

    def _settle(self) -> None:
        """Make the new name outlive a power cut."""
        handle = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _seen(self) -> None:
        """What was there once and is not there any more is no new calendar."""
        self._missing = Missing.GONE

    def _tell_missing(self) -> None:
        match self._missing:
            case Missing.UNAVAILABLE:
                raise self._unavailable("there is no such folder; check its path")
            case Missing.GONE:
                raise CalendarGone(
                    self._label, "its folder is not there any more; put it back or name another"
                )
            case Missing.NEW:
                return

    def _unavailable(self, what: str) -> SourceUnavailable:
        return SourceUnavailable(self._label, what)

    def _not_writable(self, error: OSError | ValueError) -> NotWritable:
        # What is no path at all is told by Python, not by the system.
        why = remedy(error) if isinstance(error, OSError) else "its path is none; name another"
        return NotWritable(self._label, f"it cannot be written: {why}")


def is_event_file(name: str) -> bool:
    """Whether the name is that of an event's file: others, and hidden ones, are none of ours."""
    return name.endswith(".ics") and not name.startswith(".")


def _opener(path: str, flags: int) -> int:
    # A pipe of that name must not keep us waiting for a writer.
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)
