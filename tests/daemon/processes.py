"""`counterpoint run` as systemd or a person starts it, and what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from tests.daemon.feeds import Feeds
from tests.planted import Planted, betrayed, plant

PATIENCE_S = 60
_ATHLETE = """
[[athletes]]
name = "{name}"
time_zone = "Europe/Berlin"
weight_kg = {weight}
sources = [{{ kind = "ics_feed", address = "{address}" }}]
write_to = {{ kind = "local_calendar", folder = "{folder}" }}
"""


def settings(
    folder: Path, feeds: Feeds, *names: str, url: str | None = None, weight: str = "61.53719"
) -> Path:
    """Write the settings of a service for these athletes."""
    plant(weight, Planted.BODY)
    head = f'database_url = "{url}"\n' if url else ""
    each = (
        _ATHLETE.format(name=name, weight=weight, address=feeds.of(name), folder=f"{name}-calendar")
        for name in names
    )
    file = folder / "counterpoint.toml"
    file.write_text(head + "".join(each), encoding="utf-8")
    return file


@dataclass
class Running:
    """A daemon, and every line that it said."""

    process: subprocess.Popen[str]
    lines: list[dict[str, Any]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._changed = Condition()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def says(self, event: str, count: int = 1, **fields: object) -> dict[str, Any]:
        """Wait for a line; fail with everything that was said instead."""

        def found() -> list[dict[str, Any]]:
            wanted = {"event": event, **fields}.items()
            return [each for each in self.lines if wanted <= each.items()]

        with self._changed:
            said = self._changed.wait_for(lambda: len(found()) >= count, PATIENCE_S)
            assert said, "\n".join([f"no {event} {fields} in:", *self.raw])
            return found()[count - 1]

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def ends(self) -> int:
        status = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return status

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._changed:
                self.raw.append(line.rstrip())
                if line.startswith("{"):
                    self.lines.append(
                        {k: v for k, v in json.loads(line).items() if not isinstance(v, list)}
                    )
                self._changed.notify_all()


@contextmanager
def running(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """The daemon in a folder; killed where the test leaves it running."""
    with subprocess.Popen(  # noqa: S603 this very program
        [Path(sys.executable).with_name("counterpoint"), "run", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "COUNTERPOINT_WEB__PORT": "0", **(environment or {})},
    ) as process:
        daemon = Running(process)
        try:
            yield daemon
        finally:
            process.kill()
            assert betrayed(daemon.raw) == []
