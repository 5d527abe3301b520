"""The rules about eating: what each computes or checks, and why."""

from __future__ import annotations

from rules.evidence import references as ref
from rules.evidence.explanation import Explanation
from rules.rule_id import RuleId

FUELING: tuple[Explanation, ...] = (
    Explanation(
        rule=RuleId.ENERGY,
        title="The energy of a day",
        headline="less planned to eat than the day burns",
        checks=(
            "What a day burns: at rest (Cunningham 1980 where weight and body fat are known, else "
            "Mifflin-St Jeor), times the activity beside training, plus the net energy of the "
            "sessions (running 1 kcal a kilogram and kilometer and its climb, else its METs less "
            "one). What you plan to eat below it is a deficit: a caution, or a violation where it "
            "is large."
        ),
        why="Muscle is broken down to cover a large deficit, and nothing is repaired from it.",
        guide="Match or slightly exceed the energy burned.",
        thresholds=(
            "activity_factor",
            "energy_deficit_caution_percent",
            "energy_deficit_violation_percent",
        ),
        references=(ref.MIFFLIN, ref.CUNNINGHAM, ref.MARGARIA, ref.ACSM, ref.COMPENDIUM),
    ),
    Explanation(
        rule=RuleId.PROTEIN,
        title="The protein of a day",
        headline="too little or too much protein",
        checks=(
            "The plan aims at your figure by body weight. A planned intake of protein outside the "
            "range is a caution."
        ),
        why="Beyond about 1.6 g/kg more protein builds little more; running raises the need a bit.",
        guide="1.6 to 2.2 g/kg of protein.",
        thresholds=("protein_min_g_per_kg", "protein_aim_g_per_kg", "protein_max_g_per_kg"),
        references=(ref.MORTON, ref.JAGER),
    ),
    Explanation(
        rule=RuleId.PROTEIN_SERVINGS,
        title="Servings of protein over the day",
        headline="protein badly spread",
        checks=(
            "As many even servings as the day's protein needs, three to five waking hours apart, "
            "one within two hours after each lift and one before sleep. It plans, and finds no "
            "fault."
        ),
        why="A muscle answers to a serving for some hours and then wants the next one.",
        guide="20 to 40 g every few hours, evenly.",
        thresholds=("serving_min_g", "serving_max_g"),
        references=(ref.MOORE, ref.SCHOENFELD_ARAGON),
    ),
    Explanation(
        rule=RuleId.CARBS_BEFORE_RUN,
        title="Carbohydrate before a run",
        headline="a run without carbohydrate before it",
        checks=(
            "Before runs that are hard or longer than an hour: 1 g/kg an hour ahead to 3 g/kg from "
            "three hours ahead on. Early runs have a small snack and more the evening before. It "
            "plans, and finds no fault."
        ),
        why="The stores in muscle and liver decide how long hard running can be kept up.",
        guide="Carbohydrate before runs.",
        thresholds=(),
        references=(ref.THOMAS,),
    ),
    Explanation(
        rule=RuleId.CARBS_DURING_RUN,
        title="Carbohydrate during a run",
        headline="a long run without carbohydrate",
        checks=(
            "30 to 60 g an hour in runs longer than 75 min, up to 90 g beyond 150 min. It plans, "
            "and finds no fault."
        ),
        why="After an hour or so the stores run low, and what is drunk takes their place.",
        guide="Carbohydrate before and after runs; during long ones it follows from the evidence.",
        thresholds=(),
        references=(ref.THOMAS,),
    ),
    Explanation(
        rule=RuleId.CARBS_AFTER_RUN,
        title="Carbohydrate after a run",
        headline="a run without carbohydrate after it",
        checks=(
            "After hard runs and those longer than an hour: 1.1 g/kg an hour, up to four hours, "
            "where the next hard session comes within a day; else one meal of 1 g/kg; always with "
            "a serving of protein. It plans, and finds no fault."
        ),
        why="Stores are filled fastest in the first hours, which counts when they are soon needed.",
        guide="Carbohydrate after runs, with protein.",
        thresholds=(),
        references=(ref.THOMAS,),
    ),
    Explanation(
        rule=RuleId.CARBS_DAILY,
        title="The carbohydrate of a day",
        headline="too little carbohydrate for the day",
        checks=(
            "4 g/kg on days with less than 45 min of training, 6 g/kg up to 90 min, 8 g/kg beyond: "
            "the middle of 3–5, 5–7 and 6–10 g/kg. It plans, and finds no fault."
        ),
        why="Hard days want more, easy days less.",
        guide="Enough carbohydrate.",
        thresholds=(),
        references=(ref.THOMAS,),
    ),
    Explanation(
        rule=RuleId.ENERGY_AVAILABILITY,
        title="Energy left for the body itself",
        headline="little energy left for the body",
        checks=(
            "What you plan to eat less the net energy of training, per kilogram of fat-free mass; "
            "only where you gave intake and body fat. Below the figure is advice to see a "
            "professional, never a diagnosis."
        ),
        why=(
            "Too little for too long harms bones, hormones and mood. The figure of 30 comes from "
            "sedentary young women and is debated."
        ),
        guide="A large deficit breaks muscle down.",
        thresholds=("energy_availability_min_kcal_per_kg",),
        references=(ref.REDS,),
    ),
)
