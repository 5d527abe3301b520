"""What a word can mean here, and how much it proves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rules.recognition.exercises import Exercise
from rules.workout import Focus, RunType, Sport


class Strength(IntEnum):
    """How much a word proves that the event is a workout (docs/recognition.md)."""

    NONE = 0
    MEASURED = 1
    FRAGILE = 2
    LIKELY = 3
    CERTAIN = 4


class Sense(StrEnum):
    """The meanings that a lexicon gives to words: the names of its tables.

    Some (`FILLER`, `REPS`, `ONE_RM`) only make a word understood.
    """

    __hash__ = str.__hash__  # in C: senses are looked up dozens of times a title

    RUN = "run"
    RECOVERY_RUN = "run.recovery"
    EASY_RUN = "run.easy"
    GENERAL_AEROBIC = "run.general_aerobic"
    LONG_RUN = "run.long"
    STEADY_RUN = "run.steady"
    TEMPO_RUN = "run.tempo"
    INTERVALS = "run.intervals"
    SPRINTS = "run.sprints"
    HILLS = "run.hills"
    RACE = "run.race"
    STRIDES = "run.strides"
    UPHILL = "run.uphill"
    WALK_BREAK = "run.walk_break"
    RACE_PACE = "pace.race"
    PACE = "pace.unit"
    GOAL_PACE = "pace.goal"
    ZONE = "pace.zone"
    LIFT = "lift"
    UPPER = "lift.upper"
    LOWER = "lift.lower"
    FULL = "lift.full"
    CORE = "lift.core"
    EXERCISE = "lift.exercise"
    HEAVY = "load.heavy"
    LIGHT = "load.light"
    LOAD_OVERRULES = "load.overrules"
    LOAD_ADDED = "load.added"
    HARD = "effort.hard"
    FAST = "effort.fast"
    RIDE = "ride"
    SWIM = "swim"
    ROW = "row"
    WALK = "walk"
    MOBILITY = "mobility"
    OTHER = "other"
    ANY_SPORT = "any_sport"
    REST = "rest"
    ACTIVE_REST = "active_rest"
    NO_WORKOUT = "no_workout.always"
    CALLED_OFF = "no_workout.called_off"
    NO_WORKOUT_UNLESS_PRESCRIBED = "no_workout.unless_prescribed"
    NO_WORKOUT_FIRST = "no_workout.first"
    NO_WORKOUT_LAST = "no_workout.last"
    FILLER = "filler"
    WARM_UP = "grammar.warm_up"
    COOL_DOWN = "grammar.cool_down"
    RECOVERY = "grammar.recovery"
    JOG = "grammar.jog"
    WALKING = "grammar.walking"
    FLOAT = "grammar.float"
    SETS = "grammar.sets"
    REPS = "grammar.reps"
    ROUNDS = "grammar.rounds"
    AMRAP = "grammar.amrap"
    RPE = "grammar.rpe"
    RIR = "grammar.rir"
    ONE_RM = "grammar.one_rm"
    PER_SIDE = "grammar.per_side"
    EMOM = "grammar.emom"
    SINGLE = "grammar.single"
    DOUBLE = "grammar.double"
    TRIPLE = "grammar.triple"
    REPEAT = "grammar.repeat"
    REPEAT_BELOW = "grammar.repeat_below"
    AM = "grammar.am"
    PM = "grammar.pm"
    OR = "grammar.or"
    THEN = "grammar.then"
    WITH = "grammar.with"
    AT = "grammar.at"
    LAST = "grammar.last"
    TO = "grammar.to"
    PER = "grammar.per"
    TOTAL = "grammar.total"
    OF = "grammar.of"
    ORDINAL = "grammar.ordinal"
    NAMED_RACE = "grammar.named_race"
    SHORT = "grammar.short"
    BETWEEN_SETS = "grammar.between_sets"
    SEVERAL = "grammar.several"
    LABEL = "grammar.label"
    PLANNED_TIME = "grammar.planned_time"
    PLACE = "grammar.place"
    ERRAND = "grammar.errand"
    PURPOSE = "grammar.purpose"
    RUN_IF_FAR = "grammar.run_if_far"
    AMOUNT = "grammar.amount"
    TAUGHT = "grammar.taught"
    ALTERNATE = "grammar.alternate"
    TEST = "grammar.test"
    VENUE = "grammar.venue"
    ROOM = "grammar.room"
    ESCORT = "grammar.escort"
    ESCORT_LAST = "grammar.escort_last"
    REMARK = "grammar.remark"
    MINUS = "grammar.minus"
    INCLINE = "grammar.incline"
    CLUBHOUSE = "grammar.clubhouse"
    HALF_PACE = "pace.half"


RUN_TYPES = {
    Sense.RECOVERY_RUN: RunType.RECOVERY,
    Sense.EASY_RUN: RunType.EASY,
    Sense.GENERAL_AEROBIC: RunType.EASY,
    Sense.LONG_RUN: RunType.LONG,
    Sense.STEADY_RUN: RunType.STEADY,
    Sense.TEMPO_RUN: RunType.TEMPO,
    Sense.INTERVALS: RunType.INTERVALS,
    Sense.SPRINTS: RunType.SPRINTS,
    Sense.HILLS: RunType.HILLS,
    Sense.RACE: RunType.RACE,
}
FOCUSES = {
    Sense.UPPER: Focus.UPPER,
    Sense.LOWER: Focus.LOWER,
    Sense.FULL: Focus.FULL,
    Sense.CORE: Focus.CORE,
}
# What a phrase takes over from a phrase inside it: "bodyweight circuit" is light as well.
INHERITED = frozenset({Sense.HEAVY, Sense.LIGHT, Sense.LOAD_OVERRULES, Sense.RUN})
# Words of a run's type are said of rides and swims as well: they make a run only where no other
# sport is named.
NEUTRAL = frozenset(RUN_TYPES)
SPORTS = {
    Sense.RUN: Sport.RUN,
    Sense.LIFT: Sport.LIFT,
    Sense.UPPER: Sport.LIFT,
    Sense.LOWER: Sport.LIFT,
    Sense.FULL: Sport.LIFT,
    Sense.CORE: Sport.LIFT,
    Sense.EXERCISE: Sport.LIFT,
    Sense.RIDE: Sport.RIDE,
    Sense.SWIM: Sport.SWIM,
    Sense.ROW: Sport.ROW,
    Sense.WALK: Sport.WALK,
    Sense.MOBILITY: Sport.MOBILITY,
    Sense.OTHER: Sport.OTHER,
    Sense.REST: Sport.REST,
    Sense.ACTIVE_REST: Sport.REST,
}
# The words that can prove a workout at all.
WORKOUT_SENSES = NEUTRAL | frozenset(SPORTS) | {Sense.ANY_SPORT}
# Words of other matters: known, but they leave a title as little understood as an unknown word.
OTHER_MATTERS = frozenset(
    {
        Sense.AMOUNT,
        Sense.ESCORT,
        Sense.ESCORT_LAST,
        Sense.NO_WORKOUT_FIRST,
        Sense.NO_WORKOUT_LAST,
        Sense.REMARK,
        Sense.MINUS,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a lexicon with everything it can mean.

    `before_names`: a capital word behind it is a name, as its language writes common nouns small.
    """

    senses: frozenset[Sense]
    strength: Strength
    exercise: Exercise | None = None
    before_names: bool = False
