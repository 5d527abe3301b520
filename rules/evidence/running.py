"""The rules about the week's running: what each checks and why."""

from __future__ import annotations

from rules.evidence import references as ref
from rules.evidence.explanation import Explanation
from rules.rule_id import RuleId

RUNNING: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.LONG_SLOW_RUNS,
        title="Long slow runs in a week",
        headline="too many long slow runs",
        checks="Long runs without hard work in the week. More than the limit is a caution.",
        why=(
            "Long running is what costs muscle most. Here the guide differs from the polarized "
            "training of endurance athletes, who run long and easy most of the time: if racing is "
            "what you train for, raise the limit."
        ),
        guide="Limit long, slow sessions.",
        thresholds=("long_slow_runs_per_week_max",),
        references=(ref.WILSON, ref.SEILER),
    ),
    Explanation(
        rule=RuleId.QUALITY_RUNS,
        title="Sprints, hills and intervals in a week",
        headline="too few or too many quality runs",
        checks=(
            "Sprints, hill repeats and intervals in the week. None is advice (in weeks that are "
            "seen whole, without a pause and without a race near), more than the limit a caution."
        ),
        why=(
            "Short hard running brings much for little time on the feet. It does not by itself "
            "protect muscle: intervals disturb strength as much as steady running of equal "
            "volume; what helps is that there is less of it."
        ),
        guide="Short sprints or uphill repeats once or twice a week.",
        thresholds=("quality_runs_per_week_min", "quality_runs_per_week_max"),
        references=(ref.FYFE,),
    ),
    Explanation(
        rule=RuleId.RUNNING_CONCENTRATION,
        title="Fewer, better runs",
        headline="many runs for one who lifts first",
        checks=(
            "With priority muscle, more runs in the week than the limit; it names the short easy "
            "ones that could be merged. Always advice."
        ),
        why="Each run asks for its own recovery; a few with a purpose give the same for less.",
        guide="Fewer, higher-quality sessions.",
        thresholds=("runs_per_week_max", "short_easy_run_min"),
        references=(ref.WILSON,),
        by_priority=True,
    ),
    Explanation(
        rule=RuleId.INTENSITY_BALANCE,
        title="How much of the running is hard",
        headline="too much or too little hard running",
        checks=(
            "The share of the week's running time that is hard (tempo, intervals, sprints, hills, "
            "races). Outside your priority's band is a caution, in weeks that are seen whole and "
            "where every run's length and kind are known."
        ),
        why=(
            "Too much hard running cannot be recovered from beside lifting; too little gives no "
            "reason to get faster."
        ),
        guide="Weekly intensity balance.",
        thresholds=("hard_share_min_percent", "hard_share_max_percent"),
        references=(ref.MUNOZ, ref.SEILER),
        by_priority=True,
    ),
    Explanation(
        rule=RuleId.RACE_WEEK,
        title="The days before a race",
        headline="heavy legs close to a race",
        checks=(
            "Heavy lower- or full-body lifts in the last days before a race are a caution. In the "
            "taper before it no rule says that there is too little."
        ),
        why="Legs need days to come back from heavy lifts, and gain nothing from one so late.",
        guide="Manage cumulative fatigue.",
        thresholds=("race_heavy_lower_days", "race_taper_days"),
        references=(ref.DOMA_2017, ref.BOSQUET),
    ),
)
