"""Conditional requests (RFC 9110, 13): has the client what it would be given?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


@dataclass(frozen=True, slots=True)
class Edition:
    """By which the editions of a content are told apart: its digest, and whole seconds."""

    digest: str
    changed_at: datetime

    @property
    def etag(self) -> str:
        """A weak one: the same content, compressed or not."""
        return f'W/"{self.digest}"'

    @property
    def last_modified(self) -> str:
        """As HTTP writes it."""
        return format_datetime(self.changed_at.astimezone(UTC), usegmt=True)


def has_it(edition: Edition, if_none_match: Iterable[str], if_modified_since: str | None) -> bool:
    """Whether the client holds this edition already.

    `if_none_match` are all headers of this name; where there is one, the time counts for nothing.
    """
    tags = tuple(if_none_match)
    if tags:
        return any(_names(edition.digest, each) for each in tags)
    since = _moment(if_modified_since)
    return since is not None and edition.changed_at.replace(microsecond=0) <= since


def _names(digest: str, header: str) -> bool:
    return header.strip() == "*" or digest in _TAG.findall(header)


def _moment(text: str | None) -> datetime | None:
    """The instant of an HTTP date; None where it is none, so that it counts for nothing."""
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
