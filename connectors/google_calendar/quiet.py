"""What Google's libraries write into logs: addresses with ids in them, bodies, whole answers.

None of it may be written down, whatever level a log is set to: what is of use in it is told by
our own errors.
"""

from __future__ import annotations

import logging

_TALKATIVE = (
    "google.auth",
    "google.auth.transport",
    "google_auth_httplib2",
    "googleapiclient.discovery",
    "googleapiclient.http",
    "googleapiclient.model",
)


def keep_quiet() -> None:
    """Let the libraries write nothing; asked again, it changes nothing."""
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_nothing)


def _nothing(_: logging.LogRecord) -> bool:
    return False
