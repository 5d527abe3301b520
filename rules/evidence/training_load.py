"""The rules about the load of whole weeks: what each checks and why."""

from __future__ import annotations

from rules.evidence import references as ref
from rules.evidence.explanation import Explanation
from rules.rule_id import RuleId

TRAINING_LOAD: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.MONOTONY,
        title="Days that are all alike",
        headline="days that are much alike",
        checks=(
            "Foster's monotony: the mean of the seven daily loads over their standard deviation; "
            "load is the session's exertion (0 to 10) times its minutes, estimated from its kind "
            "where no exertion is written. Above the limit is advice, in weeks that are seen whole "
            "and where every length is known."
        ),
        why="The same load every day wears down faster than hard days with easy ones between.",
        guide="Manage cumulative fatigue.",
        thresholds=("monotony_max",),
        references=(ref.FOSTER_1998, ref.FOSTER_2001, ref.DAY_2004, ref.IMPELLIZZERI),
    ),
    Explanation(
        rule=RuleId.LOAD_JUMP,
        title="A week much heavier than those before",
        headline="a jump in the week's load",
        checks=(
            "The week's load against the mean of the three or four weeks before it; weeks with a "
            "pause are passed over, and with fewer than three known nothing is said. A greater "
            "rise than the limit is advice."
        ),
        why="Tendons and bones follow weeks behind the lungs.",
        guide="Manage cumulative fatigue.",
        thresholds=("load_jump_max_percent",),
        references=(ref.NIELSEN, ref.IMPELLIZZERI),
    ),
)
