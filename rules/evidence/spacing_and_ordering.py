"""The rules about hours, order and days: what each checks and why."""

from __future__ import annotations

from rules.evidence import references as ref
from rules.evidence.explanation import Explanation
from rules.rule_id import RuleId

SPACING_AND_ORDERING: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.SAME_DAY_GAP,
        title="A gap between a run and a lift on one day",
        headline="little time between the two",
        checks=(
            "The hours from the end of the first to the start of the second. Below the minimum, "
            "back to back or overlapping is a violation; below the ideal, a caution. An easy run "
            "with an upper-body lift counts one level milder."
        ),
        why=(
            "The muscle needs time to answer one kind of training before the other begins; what "
            "interferes is mostly local, so an easy run hardly disturbs the arms."
        ),
        guide="Separate running and resistance training by 4 to 6 hours.",
        thresholds=("same_day_gap_min_h", "same_day_gap_ideal_h"),
        references=(ref.ROBINEAU, ref.SCHUMANN, ref.MURACH, ref.SPORER),
    ),
    Explanation(
        rule=RuleId.RUN_AFTER_HEAVY_LOWER,
        title="Running after heavy leg work",
        headline="too soon after heavy leg work",
        checks=(
            "Every run after a heavy lower- or full-body lift. Any run too soon is a violation; a "
            "hard or long run within the caution span is a caution; a hard run within the advice "
            "span is advice."
        ),
        why=(
            "Heavy squats and deadlifts leave legs that run worse for a day or two: form "
            "suffers, hard sessions miss their purpose, and the lift is repaired less well."
        ),
        guide="Never run immediately after heavy lower-body lifting.",
        thresholds=(
            "run_after_heavy_lower_min_h",
            "hard_run_after_heavy_lower_caution_h",
            "hard_run_after_heavy_lower_advice_h",
        ),
        references=(ref.DOMA_2013, ref.DOMA_2017),
    ),
    Explanation(
        rule=RuleId.SEPARATE_DAYS,
        title="A day of its own for running and for lifting",
        headline="could have a day of its own",
        checks=(
            "Days that hold a run and a lift although, in the same week, one of them could stand "
            "on another day without breaking any rule. Always advice."
        ),
        why=(
            "What two sessions take from each other shrinks with the time between them; a whole "
            "day is the guide's own figure, beyond what the studies compared."
        ),
        guide="Separate days are even more effective.",
        thresholds=(),
        references=(ref.PETRE,),
    ),
    Explanation(
        rule=RuleId.LIFT_BEFORE_HARD_RUN,
        title="The order of a lift and a hard run on one day",
        headline="in the wrong order",
        checks=(
            "With priority muscle, a hard run before the lift is a violation; with balanced, a "
            "caution. With priority running the rule turns round: the hard run first (else a "
            "violation), the lift at least the full gap later (else a caution)."
        ),
        why=(
            "What comes first gets the fresh legs. Eddens found it within one session; Lee found "
            "little left of it after 3 h, so far apart the guide is stricter than the evidence."
        ),
        guide="Lift before a hard run if muscle is the priority.",
        thresholds=("same_day_gap_ideal_h",),
        references=(ref.EDDENS, ref.LEE),
        by_priority=True,
    ),
    Explanation(
        rule=RuleId.DAY_AFTER_HARD_RUN,
        title="The day after a hard run",
        headline="right after a hard day",
        checks=(
            "On the calendar day after a hard run, another hard run, a long run or a heavy lower- "
            "or full-body lift is a violation; any other run, or a heavy lift of the upper body "
            "or of an unknown part, is advice; rest, a walk, mobility or easy upper-body work is "
            "right."
        ),
        why="The hard day makes you fitter only if the next one lets it.",
        guide="High-intensity days are followed by rest or easy upper-body work.",
        thresholds=(),
        references=(ref.DOMA_2013,),
    ),
    Explanation(
        rule=RuleId.HARD_DAYS_IN_A_ROW,
        title="Hard days in a row",
        headline="too many hard days in a row",
        checks="Consecutive days that each hold a hard run or a heavy lower- or full-body lift.",
        why="Fatigue adds up faster than fitness when no easy day lies between.",
        guide="Manage cumulative fatigue.",
        thresholds=("hard_days_in_a_row",),
        references=(ref.FOSTER_1998,),
    ),
)
