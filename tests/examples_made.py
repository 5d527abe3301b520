"""How many examples Hypothesis makes where each of them is dear."""

from __future__ import annotations

import os

_TIMES = int(os.environ.get("EXAMPLES_TIMES", "1"))


def examples(number: int) -> int:
    """So many in every run of the tests; `make thorough` makes many times more."""
    return number * _TIMES
