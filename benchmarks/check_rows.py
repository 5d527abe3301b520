"""The rows about checking: one athlete's eight weeks, and that the work grows with the workouts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.table import Row, alternately, median_s, within
from benchmarks.training import ZONE, timeline_of
from rules.athlete import Athlete
from rules.checks import check_all
from rules.finding import Finding
from rules.timeline import Timeline

_EIGHT_WEEKS_WORKOUTS = 60
_EIGHT_WEEKS_LIMIT_S = 0.002
_FEW, _MANY = 100, 1000
_MOST_TIMES = 12
_ROUNDS = 15
_TIMES = 10  # a single check is too short to be measured alone


def check_rows() -> Iterator[Row]:
    """Measure the targets of checking; every timeline is made anew, so that nothing is kept."""
    eight_weeks = _Checking(_EIGHT_WEEKS_WORKOUTS, times=_TIMES)
    what = f"check {_EIGHT_WEEKS_WORKOUTS} workouts, {len(eight_weeks.run())} findings"
    yield within(what, median_s(eight_weeks.run, _ROUNDS) / _TIMES, _EIGHT_WEEKS_LIMIT_S)
    few_s, many_s = alternately(_Checking(_FEW).run, _Checking(_MANY).run, _ROUNDS)
    times = many_s / few_s
    yield Row(
        f"check {_MANY:,} workouts against {_FEW}",
        few_s,
        many_s,
        f"{times:.1f} ×",
        f"≤ {_MOST_TIMES} ×",
        times <= _MOST_TIMES,
    )


class _Checking:
    """A check of so many workouts, that starts from workouts nothing was derived of yet."""

    def __init__(self, workouts: int, times: int = 1) -> None:
        made = timeline_of(workouts)
        self._times = times
        self._visible = made.visible
        self._fresh = [
            [replace(each) for each in made.workouts] for _ in range((_ROUNDS + 1) * times)
        ]
        self._athlete = Athlete(ZONE)

    def run(self) -> tuple[Finding, ...]:
        """Check so many times; return the findings of the last."""
        found: tuple[Finding, ...] = ()
        for _ in range(self._times):
            found = check_all(Timeline.of(self._fresh.pop(), self._visible), self._athlete)
        return found
