"""Why each rule exists: what it checks, in words for the athlete, and who found it out.

Each reference stands here once. Figures without a source are the guide's own and say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.rule_id import RuleId


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication and what it found, in one clause of ours."""

    authors: str
    year: int
    journal: str
    finding: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule for a person.

    `headline` says in a few words what is wrong with a workout that it finds. `thresholds` names
    the fields of `Thresholds` that it reads; `by_priority` says that the priority counts too.
    """

    rule: str
    title: str
    headline: str
    checks: str
    why: str
    guide: str
    thresholds: tuple[str, ...]
    references: tuple[Reference, ...]
    by_priority: bool = False


_ROBINEAU = Reference(
    "Robineau et al.",
    2016,
    "J Strength Cond Res 30:672",
    "strength grew less with no gap between the sessions than with 6 h or 24 h",
)
_SCHUMANN = Reference(
    "Schumann et al.",
    2022,
    "Sports Med",
    "power grew less in one session (effect size −0.28), less so with 3 h or more between",
)
_MURACH = Reference(
    "Murach & Bagley",
    2016,
    "Sports Med",
    "6 to 24 h between the two keep most of the muscle growth",
)
_SPORER = Reference(
    "Sporer & Wenger",
    2003,
    "J Strength Cond Res",
    "the interference is local: it hits the muscles that both sessions use",
)
_PETRE = Reference(
    "Petré et al.",
    2021,
    "Sports Med",
    "trained lifters gained less strength in one session (effect size −0.66) than on separate "
    "days (−0.10)",
)
_DOMA_2013 = Reference(
    "Doma & Deakin",
    2013,
    "Appl Physiol Nutr Metab 38:651",
    "lifting and then running cut the next day's time to exhaustion from 335 s to 238 s",
)
_DOMA_2017 = Reference(
    "Doma et al.",
    2017,
    "Sports Med",
    "running stays worse for hours to days after heavy leg work",
)
_EDDENS = Reference(
    "Eddens et al.",
    2018,
    "Sports Med",
    "within one session, lifting first gained 6.9 % more lower-body strength",
)
_LEE = Reference(
    "Lee et al.",
    2020,
    "PLoS One",
    "with 3 h between the sessions their order mattered little",
)
_FOSTER = Reference(
    "Foster",
    1998,
    "Med Sci Sports Exerc 30:1164",
    "long stretches of hard, monotonous days come before illness and overtraining",
)

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.SAME_DAY_GAP,
        title="A gap between a run and a lift on one day",
        headline="too close to the session before",
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
        references=(_ROBINEAU, _SCHUMANN, _MURACH, _SPORER),
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
        references=(_DOMA_2013, _DOMA_2017),
    ),
    Explanation(
        rule=RuleId.SEPARATE_DAYS,
        title="A day of its own for running and for lifting",
        headline="could have a day of its own",
        checks=(
            "Days that hold a run and a lift although, in the same week, one of them could stand "
            "on another day without breaking any rule. Always advice."
        ),
        why="A whole day between the two undoes more of the interference than any gap within one.",
        guide="Separate days are even more effective.",
        thresholds=(),
        references=(_PETRE,),
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
        references=(_EDDENS, _LEE),
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
        references=(_DOMA_2013,),
    ),
    Explanation(
        rule=RuleId.HARD_DAYS_IN_A_ROW,
        title="Hard days in a row",
        headline="too many hard days in a row",
        checks="Consecutive days that each hold a hard run or a heavy lower- or full-body lift.",
        why="Fatigue adds up faster than fitness when no easy day lies between.",
        guide="Manage cumulative fatigue.",
        thresholds=("hard_days_in_a_row",),
        references=(_FOSTER,),
    ),
)  # fmt: skip


def explanation_of(rule: str) -> Explanation | None:
    """The explanation of a rule, None where the id is unknown."""
    return next((each for each in EXPLANATIONS if each.rule == rule), None)
