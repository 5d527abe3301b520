"""What stands in the log, and what never does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.daemon.feeds import Feeds
from tests.daemon.processes import running, settings
from tests.daemon.test_process import metric, push, store_in

ROOT = Path(__file__).parents[2]
TITLE = "Heavy squats 5x5 zzsekrettitle"
PLANTED = ("zzsekrettitle", "zzsekretfeed", "zzsekrettoken", "zzsekretbroken", "63.217")


def test_no_secret_reaches_the_log_or_the_counters(feeds: Feeds, tmp_path: Path) -> None:
    """A day of everything that may go wrong: what was planted is nowhere to be found."""
    feeds.show("zzsekretfeed", TITLE, "Tempo run 9 km zzsekrettitle", TITLE)
    path = "/zzsekretfeed.ics"
    file = settings(tmp_path, feeds, "zzsekretfeed", weight="63.217")
    counted = tmp_path / "counterpoint.prom"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('name = "zzsekretfeed"', 'name = "Sam"')
        .replace(".ics", ".ics?key=zzsekrettoken")
        .replace("zzsekretfeed-calendar", "Sam-calendar"),
        encoding="utf-8",
    )
    keyed = f"{path}?key=zzsekrettoken"
    good = feeds.bodies[path]
    feeds.bodies[keyed] = good
    with running(tmp_path, "--metrics-file", str(counted)) as daemon:
        daemon.says("cycle", cycle=1, outcome="done")
        cycle = 1
        for body, status in (
            (b"<html>zzsekretbroken</html>", 200),
            (good.replace(b"DTSTART:", b"DTSTART:zzsekretbroken"), 200),
            (good[:200], 200),
            (b"", 200),
            (good, 404),
            (good, 200),
        ):
            cycle += 1
            feeds.bodies[keyed], feeds.failing[keyed] = body, status
            push(tmp_path, "Sam")
            daemon.says("cycle", cycle=cycle)
        file.write_text(text.replace("kind =", "knid ="), encoding="utf-8")
        daemon.signal(signal.SIGHUP)
        daemon.says("settings refused, the old ones stay")
        daemon.signal(signal.SIGTERM)
        assert daemon.ends() == 0
    said = "\n".join(daemon.raw) + counted.read_text(encoding="utf-8")
    assert [each for each in PLANTED if each in said] == []
    assert feeds.address not in said
    assert metric(counted, 'counterpoint_cycles_total{outcome="partial"}') > 0
    with store_in(tmp_path) as store, store.reading("Sam") as ledger:
        assert "zzsekrettitle" in str(ledger.events())  # it was there to be told


LOGS = """
import logging, sys, threading, uvicorn, warnings
logging.getLogger("early").addHandler(logging.StreamHandler(sys.stdout))
from sync_service.logs import LogFormat, log, place_of, set_up_logs
set_up_logs(LogFormat(sys.argv[1]), "info", sys.stderr)
logging.getLogger("early").error("zzsekret at %s", "zzsekret")
logging.getLogger("urllib3.connectionpool").warning("zzsekret")
uvicorn.Config("", log_config=None, log_level="warning")
logging.getLogger("uvicorn.error").warning("zzsekret")  # as for a request that is none
try:
    raise ValueError("zzsekret")
except ValueError as error:
    logging.getLogger("late").exception("zzsekret")
    log().error("it broke", error=place_of(error))
warnings.warn("zzsekret")
thread = threading.Thread(target=lambda: 1 / len("zzsekret"[99:]))
thread.start()
thread.join()
log().debug("not shown")
log().info("shown", number=7)
raise RuntimeError("zzsekret")
"""


def logged(format_: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 this very program
        [sys.executable, "-c", LOGS, format_],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stdout == ""
    assert "zzsekret" not in done.stderr
    return done.stderr.splitlines()


def test_libraries_and_errors_are_named_and_not_quoted() -> None:
    lines = [json.loads(line) for line in logged("auto")]
    told = [(each["event"], each.get("library"), each.get("error")) for each in lines]
    assert told[0] == ("a library complained", "early", None)
    assert told[1] == ("a library complained", "late", "ValueError")
    assert told[2][0] == "it broke"
    assert told[2][2].startswith("ValueError at <string>:")
    assert told[3][2].startswith("ZeroDivisionError at ")
    assert told[4][0] == "shown"
    assert lines[4]["number"] == 7
    assert lines[4]["timestamp"].endswith("Z")
    assert told[5][2].startswith("RuntimeError at ")
    assert len(lines) == 6


def test_a_person_reads_lines() -> None:
    lines = logged("console")
    assert "shown" in lines[4]
    assert "number=7" in lines[4]
    assert not lines[4].startswith("{")
