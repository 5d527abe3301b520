"""Conditional requests and compression by their tables (RFC 9110)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_service.web.compression import takes_gzip
from sync_service.web.conditional import Edition, has_it

CHANGED = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
EDITION = Edition("d1", CHANGED)
INSTANTS = st.integers(0, 100 * 365 * 86_400).map(
    lambda seconds: CHANGED.replace(year=1990) + timedelta(seconds=seconds)
)
DIGESTS = st.text("0123456789abcdef", min_size=1, max_size=32)


@pytest.mark.parametrize(
    ("tags", "since", "known"),
    [
        ([], None, False),
        (['W/"d1"'], None, True),
        (['"d1"'], None, True),  # compared weakly
        (['"x", W/"d1"'], None, True),
        (['"x"', '"d1"'], None, True),  # two headers of one name
        (["*"], None, True),
        ([" * "], None, True),
        (['"d2"'], None, False),
        (["d1"], None, False),  # no quotes, no tag
        (['"d"', '"d11"', '"D1"'], None, False),
        ([""], None, False),
        (['"d2"'], "Mon, 02 Mar 2026 06:30:00 GMT", False),  # the tag wins
        (['W/"d1"'], "Sun, 01 Mar 2026 06:30:00 GMT", True),
        ([], "Mon, 02 Mar 2026 06:30:00 GMT", True),
        ([], "Mon, 02 Mar 2026 06:30:01 GMT", True),
        ([], "Mon, 02 Mar 2026 06:29:59 GMT", False),
        ([], "Monday, 02-Mar-26 06:30:00 GMT", True),  # RFC 850
        ([], "Mon Mar  2 06:30:00 2026", True),  # asctime
        ([], "yesterday", False),
        ([], "", False),
        ([], "Mon, 99 Mar 2026 06:30:00 GMT", False),
        ([], "Mon, 02 Mar 99999999999 06:30:00 GMT", False),
    ],
)
def test_who_has_an_edition(tags: list[str], since: str | None, known: bool) -> None:
    assert has_it(EDITION, tags, since) is known


@given(DIGESTS, INSTANTS)
def test_what_was_told_is_known_again(digest: str, changed_at: datetime) -> None:
    edition = Edition(digest, changed_at)
    assert has_it(edition, [edition.etag], None)
    assert has_it(edition, [], edition.last_modified)
    assert has_it(edition, [f'"other", {edition.etag}'], "whenever")


@given(DIGESTS, DIGESTS, INSTANTS, INSTANTS)
def test_another_edition_is_never_taken_for_this_one(
    digest: str, other: str, changed_at: datetime, earlier: datetime
) -> None:
    edition = Edition(digest, changed_at)
    before = Edition(other, min(earlier, changed_at - timedelta(seconds=1)))
    assert not has_it(edition, [], before.last_modified)
    if other != digest:
        assert not has_it(edition, [before.etag], edition.last_modified)


@given(st.lists(st.text(max_size=40), max_size=3), st.none() | st.text(max_size=40))
def test_whatever_is_asked_is_answered(tags: list[str], since: str | None) -> None:
    has_it(EDITION, tags, since)


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=much", False),
        ("*", True),
        ("*;q=0", False),
        ("*, gzip;q=0", False),
        ("identity", False),
        ("gzipped", False),
        ("br;q=1, *;q=0.1", True),
    ],
)
def test_who_takes_gzip(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes


@given(st.text(max_size=60))
def test_any_header_says_yes_or_no(header: str) -> None:
    assert takes_gzip(header) in {True, False}
