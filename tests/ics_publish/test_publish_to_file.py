"""A feed that is kept in a file goes on from what the file held."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from connectors.errors import NotWritable
from connectors.ics_publish import publish_to_file
from connectors.ports import FeedWriter
from tests.ics_publish.drafts import BERLIN, NOW, draft, seen_by_icalendar

WRITE: FeedWriter = publish_to_file


def write(path: Path, summary: str, now: datetime = NOW) -> None:
    WRITE(path, [draft(summary=summary)], calendar_name="Sam", time_zone=BERLIN, now=now)


def test_the_edition_is_counted_on_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"

    write(path, "Tempo run")
    write(path, "Easy run", NOW + timedelta(hours=1))

    (event,) = seen_by_icalendar(path.read_bytes())
    assert (event.summary, event.sequence) == ("Easy run", 1)
    assert event.stamp == NOW + timedelta(hours=1)


def test_nothing_changed_the_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    write(path, "Tempo run")
    os.utime(path, (1, 1))

    write(path, "Tempo run", NOW + timedelta(hours=1))

    assert path.stat().st_mtime == 1


def test_a_file_that_holds_something_else_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "overlay.ics"
    path.write_bytes(b"\xff not a calendar")

    write(path, "Tempo run")

    (event,) = seen_by_icalendar(path.read_bytes())
    assert (event.summary, event.sequence) == ("Tempo run", 0)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feeds" / "overlay.ics"

    write(path, "Tempo run")

    assert len(seen_by_icalendar(path.read_bytes())) == 1


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(NotWritable, match="is a file, not a folder; name another folder"):
        write(tmp_path / folder / "overlay.ics", "Tempo run")
