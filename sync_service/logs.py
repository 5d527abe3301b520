"""The log of the daemon: for a person on a terminal, JSON lines elsewhere.

What stands in it is chosen word by word: times, names of events in the program, athletes' names,
numbers, and sentences that were written for it. Libraries may log what they like, such as the
address of a feed; of that only who complained is kept.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import FilteringBoundLogger, Processor

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


class LogFormat(StrEnum):
    """How lines look."""

    AUTO = "auto"
    JSON = "json"
    CONSOLE = "console"


def set_up_logs(format_: LogFormat, level: str, stream: TextIO) -> None:
    """Let everything that is logged go to the stream, nothing of it from libraries' mouths."""
    as_json = format_ is LogFormat.JSON or (format_ is LogFormat.AUTO and not stream.isatty())
    shown: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    colors = not as_json and stream.isatty()
    last: Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=colors, pad_event_to=0)
    )
    structlog.configure(
        processors=[*shown, last],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    _hush_libraries()


def log() -> FilteringBoundLogger:
    """The log."""
    logger: FilteringBoundLogger = structlog.get_logger()
    return logger


def place_of(error: BaseException) -> str:
    """Where in the program an error arose: kind, file and line, and nothing that it says.

    Its words may repeat a workout's title or an address.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


class _Complaints(logging.Handler):
    """Passes on that a library complained, and not what it said."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the library's name and how bad it is."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        said = {"error": kind} if kind else {}
        log().warning("a library complained", library=record.name, level=record.levelname, **said)


def _hush_libraries() -> None:
    logging.captureWarnings(capture=True)
    # a library may set a level of its own: uvicorn warns of each request that is none, and anybody
    # can send those
    logging.root.handlers[:] = [_Complaints(logging.ERROR)]
    logging.root.setLevel(logging.ERROR)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    threading.excepthook = _thread_ended
    sys.unraisablehook = _could_not_be_raised
    sys.excepthook = _ended


def _thread_ended(arguments: threading.ExceptHookArgs) -> None:
    _say(arguments.exc_value)


def _could_not_be_raised(arguments: sys.UnraisableHookArgs) -> None:
    _say(arguments.exc_value)


def _ended(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    _say(error)


def _say(error: BaseException | None) -> None:
    log().error("an error of the program", error=place_of(error) if error else "unknown")
