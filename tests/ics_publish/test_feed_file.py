"""A feed in a file is the old one or the new one, whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from connectors.errors import ConnectorError, NotWritable
from connectors.ics_publish import write_feed

OLD, NEW = b"BEGIN:VCALENDAR old", b"BEGIN:VCALENDAR new"


def test_a_new_file_is_written(tmp_path: Path) -> None:
    assert write_feed(tmp_path / "overlay.ics", NEW)

    assert (tmp_path / "overlay.ics").read_bytes() == NEW


def test_an_old_file_is_replaced_and_nothing_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    path.write_bytes(OLD)

    assert write_feed(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_bytes_touch_nothing(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    path.write_bytes(OLD)
    os.utime(path, (1, 1))
    os.utime(tmp_path, (1, 1))
    before = path.stat()

    assert not write_feed(path, OLD)
    assert (path.stat().st_ino, path.stat().st_mtime) == (before.st_ino, 1)
    assert tmp_path.stat().st_mtime == 1


def test_permissions_that_were_given_stay(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    path.write_bytes(OLD)
    path.chmod(0o640)

    write_feed(path, NEW)

    assert path.stat().st_mode & 0o777 == 0o640


def test_a_reader_never_sees_half_a_feed(tmp_path: Path) -> None:
    path, bodies = tmp_path / "overlay.ics", [b"a" * 300_000, b"b" * 200_000]
    write_feed(path, bodies[0])
    stop, seen = threading.Event(), set[bytes]()

    def read_on() -> None:
        while not stop.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read_on)
    reader.start()
    for turn in range(60):
        write_feed(path, bodies[turn % 2])
    stop.set()
    reader.join()

    assert seen
    assert seen <= set(bodies)


def test_a_folder_that_does_not_exist_is_named_with_the_mend(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"

    with pytest.raises(NotWritable) as caught:
        write_feed(folder / "overlay.ics", NEW)

    assert str(caught.value) == (
        f"overlay.ics: cannot be written to {folder}: "
        "the folder does not exist; create it or name another"
    )
    assert isinstance(caught.value, ConnectorError)


def test_a_path_below_a_file_is_named_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)

    with pytest.raises(NotWritable, match="is a file, not a folder; name another folder"):
        write_feed(tmp_path / "file" / "overlay.ics", NEW)


def test_a_folder_of_that_name_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "overlay.ics").mkdir()

    with pytest.raises(NotWritable, match="a folder has that name already"):
        write_feed(tmp_path / "overlay.ics", NEW)

    assert [entry.name for entry in tmp_path.iterdir()] == ["overlay.ics"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_keeps_the_old_feed(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    path.write_bytes(OLD)
    tmp_path.chmod(0o500)

    with pytest.raises(NotWritable, match="writing is not allowed there"):
        write_feed(path, NEW)

    tmp_path.chmod(0o700)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a kernel's own folder")
def test_a_folder_that_nobody_may_write_to_says_so() -> None:
    with pytest.raises(NotWritable, match=r"^overlay\.ics: cannot be written to /proc/self: "):
        write_feed(Path("/proc/self/overlay.ics"), NEW)


def test_a_full_disk_keeps_the_old_feed_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk that is full."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "overlay.ics"
    path.write_bytes(OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(NotWritable, match=r"^overlay\.ics: cannot be written to "):
            write_feed(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]
