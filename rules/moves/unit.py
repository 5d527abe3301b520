"""What moves as one: a workout, or all workouts of one event; and where it may stand.

A position is the place where the unit stands now (number 0), or a start on the grid (1, 2, …), the
least displaced first. Sets of positions are whole numbers, bit n for position n.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from rules.athlete import Athlete
from rules.moves.free_time import Grid, Stretch, seconds
from rules.moves.pair_tables import Kind
from rules.once import once
from rules.workout import Sport, Workout

STAY = 1  # the set that holds the present place alone
_DAY_MIN = 1440


class Stand(NamedTuple):
    """A workout in a place: what it is, when, and on which day (its ordinal number)."""

    kind: Kind
    start: int
    end: int
    day: int


@dataclass(frozen=True)
class Member:
    """A workout of a unit; its times as they are now."""

    workout: Workout

    @once
    def stay(self) -> Stand:
        """Where it stands."""
        workout = self.workout
        return Stand(
            Kind.of(workout),
            seconds(workout.start_utc),
            seconds(workout.end_utc),
            workout.day.toordinal(),
        )

    @once
    def moved_kind(self) -> Kind:
        """What it is once it was given another time."""
        here = self.stay.kind
        return here._replace(
            time_assumed=False, end_assumed=here.end_assumed and not here.time_assumed
        )

    @once
    def is_hard(self) -> bool:
        """Whether it makes its day a hard one."""
        return self.workout.is_hard_run or self.workout.is_heavy_lower

    @once
    def sport(self) -> Sport | None:
        """What a move brings no second of to a day: a run, a lift."""
        if self.workout.is_run:
            return Sport.RUN
        return Sport.LIFT if self.workout.is_strength else None


class Candidate(NamedTuple):
    """A start on the grid for a unit; `displacement` in the measure of `displaced`."""

    displacement: int
    start: int
    day: int
    moves: int


@dataclass(frozen=True)
class Calendar:
    """When days begin, from the one with the ordinal number `first` on."""

    first: int
    midnights: tuple[int, ...]

    def begin(self, day: int) -> int:
        """When a day begins; before all of ours, or after them, where it is none of them."""
        number = min(max(day - self.first, 0), len(self.midnights) - 1)
        return self.midnights[number]

    def day_of(self, instant: int) -> int:
        """The ordinal number of the day of an instant."""
        return self.first + bisect_right(self.midnights, instant) - 1


@dataclass(frozen=True)
class Unit:
    """What moves as one, among the starts of a grid, where time is free."""

    members: tuple[Member, ...]
    grid: Grid
    free: tuple[Stretch, ...]
    closed_days: frozenset[int]
    usual_min: int
    calendar: Calendar

    @once
    def start(self) -> int:
        """Where it stands now."""
        return self.members[0].stay.start

    @once
    def length_s(self) -> int:
        """From its first start to its last end."""
        return max(member.stay.end for member in self.members) - self.start

    @once
    def untimed(self) -> bool:
        """Whether it has no time of day: to give it one on its day is no move."""
        return self.members[0].workout.time_assumed

    @once
    def candidates(self) -> tuple[Candidate, ...]:
        """Where it may go, without regard to other workouts; the least displaced first."""
        first = self.members[0]
        clock = first.workout.start.hour * 60 + first.workout.start.minute
        home = first.stay.day
        grid, found = self.grid, []
        for number in grid.fitting(self.length_s, self.free):
            start, day = grid.starts[number], grid.days[number]
            if start == self.start or day in self.closed_days:
                continue
            shifted = displaced(abs(day - home), grid.clocks_min[number], clock, self.usual_min)
            moves = 0 if self.untimed and day == home else 1
            found.append(Candidate(shifted, start, day, moves))
        return tuple(sorted(found))

    @once
    def everywhere(self) -> int:
        """The set of all its positions but the present one."""
        return (1 << (len(self.candidates) + 1)) - 1 - STAY

    @once
    def _in_time(self) -> tuple[list[int], list[int]]:
        """The starts in the order of time, and the sets of positions before each of them."""
        ordered = sorted((each.start, number) for number, each in enumerate(self.candidates, 1))
        bits = accumulate((1 << number for _, number in ordered), or_, initial=0)
        return [start for start, _ in ordered], list(bits)

    def between(self, begin: int, end: int) -> int:
        """The positions whose start lies in begin ≤ start < end."""
        starts, before = self._in_time
        low, high = bisect_left(starts, begin), bisect_left(starts, end)
        return before[low] ^ before[high] if low < high else 0

    def on_day(self, member: Member, day: int) -> tuple[int, int]:
        """The starts of the unit that put the member on a day: begin ≤ start < end."""
        offset = member.stay.start - self.start
        return self.calendar.begin(day) - offset, self.calendar.begin(day + 1) - offset

    def stand(self, member: Member, position: int) -> Stand:
        """Where the member stands when the unit has this position."""
        if not position:
            return member.stay
        shift = self.candidates[position - 1].start - self.start
        start, end = member.stay.start + shift, member.stay.end + shift
        return Stand(member.moved_kind, start, end, self.calendar.day_of(start))

    def cost(self, position: int) -> tuple[int, int]:
        """Moves and displacement."""
        if not position:
            return 0, 0
        candidate = self.candidates[position - 1]
        return candidate.moves, candidate.displacement


def displaced(days: int, clock_min: int, old_min: int, usual_min: int) -> int:
    """How far a move goes: a day is dearer than any time of day, and the usual time is near.

    Minutes to the old or the usual time of day, whichever is nearer; a day counts as 1440 more.
    """
    by_clock = min(abs(clock_min - old_min), abs(clock_min - usual_min))
    return 1 + by_clock + _DAY_MIN * days


def usual_start_min(athlete: Athlete, workout: Workout) -> int:
    """The usual start of its sport in minutes after midnight."""
    usual = athlete.usual_slots.of(workout.session.sport)
    return usual.hour * 60 + usual.minute


def positions(bits: int) -> Iterator[int]:
    """The members of a set, the least displaced first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
