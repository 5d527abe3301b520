"""Random rules, read from a feed and expanded by python-dateutil: the same instances."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from connectors.ics_feed import read_calendar
from connectors.ports import TimeWindow

_WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def _list(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda chosen: ",".join(map(str, chosen))
    )


_MONTHS = _list(st.integers(1, 12))
_ORDINALS = st.tuples(st.sampled_from(["1", "2", "-1", "5"]), _WEEKDAYS).map("".join)


def _rule(freq: str, **optional: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"FREQ": st.just(freq)}, optional=optional)


# Left out is what dateutil gets wrong (plain and ordinal weekdays beside BYMONTHDAY) and what it
# never ends on (days that no month has).
_KINDS = st.one_of(
    _rule("DAILY", BYDAY=_list(_WEEKDAYS), BYMONTH=_MONTHS),
    _rule("WEEKLY", BYDAY=_list(_WEEKDAYS), WKST=_WEEKDAYS, BYMONTH=_MONTHS),
    _rule("MONTHLY", BYDAY=_list(_WEEKDAYS), BYMONTH=_MONTHS),
    _rule("MONTHLY", BYDAY=_list(_ORDINALS), BYMONTH=_MONTHS),
    _rule("MONTHLY", BYMONTHDAY=_list(st.sampled_from([1, 13, 28, 31, -1, -7]))),
    _rule("YEARLY", BYYEARDAY=_list(st.sampled_from([1, 60, 100, 365, -1]))),
    _rule("YEARLY", BYDAY=_list(_ORDINALS)),
)
_HOW_LONG = st.fixed_dictionaries(
    {"INTERVAL": st.integers(1, 5).map(str)},
    optional={"COUNT": st.integers(1, 40).map(str), "BYHOUR": _list(st.integers(0, 23), 2)},
)
_RULES = st.tuples(_KINDS, _HOW_LONG).map(
    lambda parts: ";".join(f"{name}={value}" for name, value in {**parts[0], **parts[1]}.items())
)
_STARTS = st.datetimes(datetime(2019, 1, 1), datetime(2026, 3, 1)).map(  # noqa: DTZ001 (made UTC)
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
_WINDOW = TimeWindow(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))


def _as_read(rule: str, start: datetime) -> list[datetime]:
    body = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:series\r\n"
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT0S\r\nRRULE:{rule}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    result = read_calendar(body.encode(), _WINDOW, UTC, "feed")
    assert result.problems == ()
    return sorted(event.start for event in result.events if isinstance(event.start, datetime))


def _as_dateutil_has_it(rule: str, start: datetime) -> set[datetime]:
    last = _WINDOW.end - timedelta(seconds=1)
    return set(rrulestr(rule, dtstart=start).between(_WINDOW.start, last, inc=True))


@settings(max_examples=300, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(_RULES, _STARTS)
def test_a_rule_gives_the_instances_that_dateutil_gives(rule: str, start: datetime) -> None:
    ours, theirs = _as_read(rule, start), _as_dateutil_has_it(rule, start)
    assert len(ours) == len(set(ours))
    # DTSTART counts as an instance here even where the rule does not hold it (docs/feeds.md)
    assert set(ours) - {start} == theirs - {start}
