"""What to do where the operating system does not let a file be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "the disk is full; make room on it",
    errno.EDQUOT: "the disk quota is used up; make room or ask for more",
    errno.EROFS: "the folder is read-only; name one that can be written",
    errno.EACCES: "writing is not allowed there; give this user the right or name another folder",
    errno.EPERM: "writing is not allowed there; give this user the right or name another folder",
    errno.ENOENT: "the folder does not exist; create it or name another",
    errno.ENOTDIR: "a part of that path is a file, not a folder; name another folder",
    errno.EEXIST: "a part of that path is a file, not a folder; name another folder",
    errno.EISDIR: "a folder has that name already; name another file",
}


def remedy(error: OSError) -> str:
    """What is wrong and how to mend it, in the words of a person."""
    return _REMEDIES.get(error.errno or 0, f"the system says “{error.strerror}”")


def refuse_unwritable(folder: Path) -> None:
    """Raise the OSError that a new file in the folder would meet, as far as it can be foreseen."""
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
