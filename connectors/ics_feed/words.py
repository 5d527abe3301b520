"""What is said of bytes that are no whole calendar: of an answer, of a file, of standard input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences about one kind of source, each with its mend."""

    web_page: str
    empty: str
    no_calendar: str
    cut_off: str
    too_large: str


_ADDRESS = "copy the address that ends in .ics"
_MEND = "mend or take away this file"
_NO_BEGIN = "no calendar (it has no BEGIN:VCALENDAR)"
_CUT_OFF = "the calendar ends in the middle; nothing is concluded from what is missing in it"
_TOO_LARGE = "it holds more events than are read at once"

ANSWER = Words(
    web_page=f"the server sent a web page, not a calendar; {_ADDRESS} or begins with webcal://",
    empty="the answer is empty; copy the calendar's address again, or publish the calendar anew",
    no_calendar=f"what came is {_NO_BEGIN}; {_ADDRESS}",
    cut_off=_CUT_OFF,
    too_large=f"{_TOO_LARGE}; subscribe to a shorter span of time",
)
FILE = Words(
    web_page=f"it is a web page, not a calendar; {_MEND}",
    empty=f"it is empty; {_MEND}",
    no_calendar=f"it is {_NO_BEGIN}; {_MEND}",
    cut_off=f"it ends in the middle, and what is missing is not known; {_MEND}",
    too_large=f"{_TOO_LARGE}; divide it into several files",
)
STDIN = Words(
    web_page="what came is a web page, not a calendar; give the text of a calendar",
    empty="nothing came; give the text of a calendar",
    no_calendar=f"what came is {_NO_BEGIN}; give the text of a calendar",
    cut_off=_CUT_OFF,
    too_large=f"{_TOO_LARGE}; give a shorter span of time",
)
