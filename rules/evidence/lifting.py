"""The rules about lifting: what each checks and why."""

from __future__ import annotations

from rules.evidence import references as ref
from rules.evidence.explanation import Explanation
from rules.rule_id import RuleId

LIFTING: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.LIFTING_FREQUENCY,
        title="How often to lift in a week",
        headline="too few or too many lifts",
        checks=(
            "The lifts of the week. Fewer or more than your range is a caution; fewer only in "
            "weeks that are seen whole, without a pause and without a race near."
        ),
        why=(
            "Two sessions keep strength and size beside running, three build them; more leave the "
            "legs no day to run on."
        ),
        guide="Lift two to three times per week.",
        thresholds=("lifts_per_week_min", "lifts_per_week_max"),
        references=(ref.BICKEL,),
    ),
    Explanation(
        rule=RuleId.HEAVY_LOWER_FREQUENCY,
        title="How often to lift heavy with the legs",
        headline="heavy leg work too often",
        checks="Heavy lower- or full-body lifts in the week. More than the limit is advice.",
        why="Each of them costs the runs of the next day or two; two a week are enough to grow.",
        guide="The guide names no figure; two follow from the days that legs need.",
        thresholds=("heavy_lower_per_week_max",),
        references=(ref.MURACH, ref.DOMA_2017),
    ),
    Explanation(
        rule=RuleId.LIFTING_LOAD,
        title="How heavy the working sets are",
        headline="too light or too heavy",
        checks=(
            "The load of working sets in percent of the one-rep maximum: as written, from "
            "kilograms and your own maximum, or from repetitions and RPE or repetitions in "
            "reserve. Outside the range is a caution. Warm-up sets, exercises of one joint or "
            "with your own weight, and deload weeks are left out."
        ),
        why=(
            "Heavy enough to call on every fiber, light enough to recover from beside running. "
            "Lighter sets grow muscle too when they go near failure, but tire more."
        ),
        guide="Lift at 70 to 85 % of the one-rep maximum.",
        thresholds=("load_min_percent_1rm", "load_max_percent_1rm"),
        references=(ref.RTS, ref.ZOURDOS, ref.SCHOENFELD_LOAD),
    ),
    Explanation(
        rule=RuleId.LIFTING_PRESCRIPTION,
        title="A prescription that cannot be done",
        headline="too many reps for that load",
        checks=(
            "Repetitions against their load, by the table of Reactive Training Systems: 8 at "
            "85 % cannot be, since 8 are possible at 79 % at most. Always a caution."
        ),
        why="A set that must fail teaches little, and tires for days. Mostly it is a slip.",
        guide="The guide's loads and repetitions, which must fit each other.",
        thresholds=(),
        references=(ref.RTS, ref.EPLEY),
    ),
    Explanation(
        rule=RuleId.LIFTING_REPS,
        title="How many repetitions in a working set",
        headline="reps outside the range",
        checks=(
            "Repetitions of working sets. Outside the range is a caution. Exercises of one joint "
            "or with your own weight are left out."
        ),
        why="Sets of three to eight make strong at little fatigue; long ones repeat what runs do.",
        guide="Three to eight repetitions per set.",
        thresholds=("reps_min", "reps_max"),
        references=(ref.SCHOENFELD_LOAD,),
    ),
    Explanation(
        rule=RuleId.LIFTING_REST,
        title="How long to rest between sets",
        headline="too little or too much rest",
        checks="The rest between working sets, where it is written. Outside the range is advice.",
        why="Short rests turn strength into endurance, of which running already brings enough.",
        guide="Rest two to five minutes between sets.",
        thresholds=("set_rest_min_s", "set_rest_max_s"),
        references=(ref.SCHOENFELD_REST, ref.DE_SALLES),
    ),
    Explanation(
        rule=RuleId.LIFTING_VOLUME,
        title="How many sets in a session",
        headline="too many sets",
        checks="All working sets of a session, accessories included. More is a caution.",
        why=(
            "Here guide and evidence part: more weekly sets build more muscle, few keep it. "
            "Beside running, what is kept and recovered from counts; raise the limit to build."
        ),
        guide="Low volume: fewer total sets.",
        thresholds=("sets_per_session_max",),
        references=(ref.SCHOENFELD_VOLUME, ref.BICKEL),
    ),
    Explanation(
        rule=RuleId.COMPOUND_LIFTS,
        title="The main lifts in a week",
        headline="a main lift is missing this week",
        checks=(
            "Whether the week's lifts hold a squat, a deadlift, an overhead press and a bench "
            "press, or a variant of each; each that is missing is advice. Only weeks whose "
            "exercises are all known are judged."
        ),
        why="Few exercises of many joints work everything in the time that running leaves.",
        guide="Heavy multi-joint compound movements.",
        thresholds=(),
        references=(ref.PAOLI,),
    ),
)
