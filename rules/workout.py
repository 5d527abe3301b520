"""What an athlete does: the content of a workout, and its place in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from rules.once import once
from rules.words import Word


class Sport(Word):
    """The kinds of activity that are told apart."""

    RUN = "run"
    LIFT = "lift"
    RIDE = "ride"
    SWIM = "swim"
    ROW = "row"
    WALK = "walk"
    MOBILITY = "mobility"
    OTHER = "other"
    REST = "rest"


class RunType(Word):
    """What a run is for, from the gentlest to the race."""

    RECOVERY = "recovery"
    EASY = "easy"
    LONG = "long"
    STEADY = "steady"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    SPRINTS = "sprints"
    HILLS = "hills"
    RACE = "race"


HARD_RUN_TYPES = frozenset(
    {RunType.TEMPO, RunType.INTERVALS, RunType.SPRINTS, RunType.HILLS, RunType.RACE}
)
EASY_RUN_TYPES = frozenset({RunType.RECOVERY, RunType.EASY})


class Focus(Word):
    """The part of the body that a lift works."""

    LOWER = "lower"
    UPPER = "upper"
    FULL = "full"
    CORE = "core"


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range as written ("3-5 reps"): `low` equals `high` for a single number."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LiftSet:
    """Sets of one exercise: `sets` × `reps` at a load; None where the text does not say.

    `percent_1rm` is in percent of the one-rep maximum, `rest_s` between sets in seconds.
    """

    exercise: str | None = None
    sets: int | None = None
    reps: Span | None = None
    percent_1rm: float | None = None
    load_kg: float | None = None
    rpe: float | None = None
    rir: float | None = None
    rest_s: Span | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """What follows each repeat of a run segment."""

    distance_m: float | None = None
    duration_s: float | None = None
    intensity: str | None = None


@dataclass(frozen=True, slots=True)
class RunSegment:
    """A part of a run, `repeat` times; `intensity` in the words of the text ("5k pace")."""

    repeat: int = 1
    distance_m: float | None = None
    duration_s: float | None = None
    pace_s_per_km: float | None = None
    intensity: str | None = None
    recovery: Recovery | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What a text is taken for: one session, before it has a place in time.

    `run_type` only for runs, `focus` and `heavy` only for lifts. None means that it cannot be
    told. `rpe` is the exertion of the whole session, 0..10. `confidence` lies in 0..1; `because`
    lists the words that were relied on. `climb_m` is what the text says that a run goes up in all.
    """

    sport: Sport
    run_type: RunType | None = None
    focus: Focus | None = None
    heavy: bool | None = None
    hard: bool | None = None
    duration_min: float | None = None
    distance_km: float | None = None
    climb_m: float | None = None
    rpe: float | None = None
    sets: tuple[LiftSet, ...] = ()
    segments: tuple[RunSegment, ...] = ()
    confidence: float = 1.0
    because: tuple[str, ...] = ()


# Members of an enum are slow to reach in Python 3.11, and the checks ask a hundred times a day.
_RUN, _LIFT = Sport.RUN, Sport.LIFT
_RACE, _LONG, _EASY, _RECOVERY = RunType.RACE, RunType.LONG, RunType.EASY, RunType.RECOVERY
_UPPER, _LOWER, _FULL, _CORE = Focus.UPPER, Focus.LOWER, Focus.FULL, Focus.CORE


@dataclass(frozen=True)
class Workout:
    """A session in its place: `start` and `end` are aware, in the athlete's time zone.

    `time_assumed` says that the calendar gave no time of day, so that `start` is the athlete's
    usual slot; `end_assumed` that nobody said how long it lasts. `id` is unique among the
    workouts of one read and the same for the same input. `occurrence` names the one event that
    holds the workout, perhaps with others; empty where it stands alone.
    """

    id: str
    event_uid: str
    title: str
    session: Session
    start: datetime
    end: datetime
    all_day: bool = False
    time_assumed: bool = False
    end_assumed: bool = False
    fixed: bool = False
    occurrence: str = ""

    @once
    def start_utc(self) -> datetime:
        """The start on a clock without summer time."""
        return self.start.astimezone(UTC)

    @once
    def end_utc(self) -> datetime:
        """The end on a clock without summer time."""
        return self.end.astimezone(UTC)

    @property
    def is_race(self) -> bool:
        """Whether this run is a race."""
        return self.session.run_type is _RACE

    @property
    def stands(self) -> bool:
        """Whether nobody may move it: a race, or what the athlete calls fixed."""
        return self.fixed or self.is_race

    @property
    def day(self) -> date:
        """The athlete's calendar day on which the workout starts."""
        return self.start.date()

    @property
    def is_run(self) -> bool:
        """Whether this is a run of any type."""
        return self.session.sport is _RUN

    @property
    def is_lift(self) -> bool:
        """Whether this is a lift of any focus."""
        return self.session.sport is _LIFT

    @property
    def is_strength(self) -> bool:
        """A lift but for core work, which neither tires the legs nor is trained for by running."""
        return self.session.sport is _LIFT and self.session.focus is not _CORE

    @property
    def is_hard_run(self) -> bool:
        """Tempo, intervals, sprints, hills, a race, or a run that the athlete calls hard."""
        return self.session.hard is True and self.session.sport is _RUN

    @property
    def is_long_run(self) -> bool:
        """Whether this is the long run."""
        return self.session.run_type is _LONG

    @property
    def is_easy_run(self) -> bool:
        """Recovery or easy, known to be so."""
        session = self.session
        easy = session.run_type is _EASY or session.run_type is _RECOVERY
        return easy and session.hard is not True

    @property
    def is_heavy_lower(self) -> bool:
        """A heavy lift of the lower or the full body."""
        session = self.session
        legs = session.focus is _LOWER or session.focus is _FULL
        return legs and session.heavy is True and session.sport is _LIFT

    @property
    def is_upper_lift(self) -> bool:
        """A lift of the upper body."""
        return self.session.focus is _UPPER
