"""The reader of one feed: fetch, then read what changed."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from connectors.errors import BadFeed, SourceUnavailable
from connectors.guarded_http import (
    NO_VALIDATORS,
    USUAL_LIMITS,
    Answer,
    Fetcher,
    Trust,
    Validators,
    fetcher,
)
from connectors.ics_feed.cursor import Cursor, parse
from connectors.ics_feed.feed_text import FeedBody
from connectors.ics_feed.read_calendar import read_feed, unchanged
from connectors.ics_feed.source import SourceKind, feed_source
from connectors.ics_feed.words import ANSWER, FILE, STDIN
from connectors.ports import ReadResult, TimeWindow

_NOT_ASKED = "the server says that nothing changed, but was not asked; it is tried again later"
_WORDS = {SourceKind.HTTP: ANSWER, SourceKind.FILE: FILE, SourceKind.STDIN: STDIN}


class IcsFeedReader:
    """Reads one ICS feed: http(s), webcal(s), a file, or standard input ("-").

    Holds no state between reads but the address: everything that makes the next read cheap is in
    the cursor.
    """

    def __init__(
        self,
        address: str,
        *,
        trust: Trust = Trust.USER,
        default_zone: ZoneInfo,
        http: Fetcher | None = None,
        stdin: BinaryIO | None = None,
    ) -> None:
        """Understand `address`; raise BadAddress or ForbiddenAddress.

        `default_zone` is the athlete's: floating times are read in it, and days begin in it.
        `http` is shared by readers, so that one fetch serves all who name the same address.
        """
        self._source = feed_source(address, trust)
        self._trust = trust
        self._zone = default_zone
        self._http = http or fetcher()
        self._stdin = stdin

    @property
    def label(self) -> str:
        """A name of the feed that is safe to show and to log."""
        return self._source.label

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        """Return what touches `window`, or with a cursor what changed; raise ConnectorError."""
        known = parse(cursor)
        if known is not None and not self._asks_again(known, window):
            known = None
        answer = self._fetch(NO_VALIDATORS if known is None else known.head.validators)
        if answer.body is None:
            if known is None:
                raise SourceUnavailable(self.label, _NOT_ASKED)
            return unchanged(known, window)
        return read_feed(self._feed(answer, answer.body), window, cursor, answer.validators)

    def _asks_again(self, known: Cursor, window: TimeWindow) -> bool:
        """Whether "not modified" would tell all that is asked: same window, same reading."""
        context = self._feed(Answer(None, NO_VALIDATORS), b"").context
        return known.head.covers(window) and known.head.complete and known.head.context == context

    def _feed(self, answer: Answer, body: bytes) -> FeedBody:
        return FeedBody(
            body,
            self.label,
            self._zone,
            self._source.host,
            answer.charset,
            answer.cut_off,
            sha256(self._source.location.encode(errors="surrogatepass")).hexdigest(),
            _WORDS[self._source.kind],
        )

    def _fetch(self, validators: Validators) -> Answer:
        match self._source.kind:
            case SourceKind.HTTP:
                return self._http.get(
                    self._source.location,
                    trust=self._trust,
                    label=self.label,
                    validators=validators,
                )
            case SourceKind.FILE:
                return Answer(self._file(), NO_VALIDATORS)
            case SourceKind.STDIN:
                return Answer(self._limited(self._stdin or sys.stdin.buffer), NO_VALIDATORS)

    def _file(self) -> bytes:
        try:
            with Path(self._source.location).open("rb") as file:
                return self._limited(file)
        except FileNotFoundError:
            what = "there is no such file; check its path, or begin a feed's address with https://"
        except IsADirectoryError:
            what = "this is a folder; name a file that ends in .ics"
        except PermissionError:
            what = "the file may not be read; check its permissions"
        except (OSError, ValueError):
            what = "the file cannot be read; check that it is a plain file"
        raise SourceUnavailable(self.label, what)

    def _limited(self, file: BinaryIO) -> bytes:
        body = file.read(USUAL_LIMITS.body_bytes + 1)
        if len(body) > USUAL_LIMITS.body_bytes:
            raise BadFeed(self.label, "it is larger than 20 MB; give a shorter span of time")
        return body
