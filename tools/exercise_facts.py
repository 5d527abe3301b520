"""What the rules need to know of an exercise, told by its name, muscles and equipment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.exercise import MainLift, Pattern
from rules.workout import Focus


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of the data set that are looked at; `name` is already plain."""

    name: str
    category: str
    force: str
    equipment: str
    compound: bool
    muscles: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Facts:
    """What is kept of an exercise beside its names."""

    pattern: Pattern
    region: Focus
    movers: tuple[str, ...]
    compound: bool
    bodyweight: bool
    main_lift: MainLift | None


_LOWER = frozenset({"quadriceps", "hamstrings", "glutes", "calves", "adductors", "abductors"})
_CORE = frozenset({"abdominals", "lower back"})
_HINGE_NAMES = (
    r"deadlift|rack pull|good morning|pull through|hip thrust|stiff legs?|hip lift|romanian"
)
# The first pattern whose expression is found in the name; a name decides before the muscles do.
_BY_NAME = tuple(
    (pattern, re.compile(rf"\b(?:{expression})\b"))
    for pattern, expression in (
        (Pattern.ISOLATION, r"drag curl|hip flexion|triceps press"),
        (Pattern.LUNGE, r"one legged deadlift"),
        (Pattern.HINGE, _HINGE_NAMES),
        (Pattern.CARRY, r"walk|drag|sled push|carry|wheel|power stairs"),
        (Pattern.PLYOMETRIC, r"jump squat|chest push|rope jumping"),
        (Pattern.ISOLATION, r"leg extension|calf|triceps extension|reverse fly"),
        (
            Pattern.WHOLE_BODY,
            r"kettlebell swing|turkish get up|thruster|tire flip|stone|keg load|sandbag load"
            r"|inchworm|slam|sledgehammer swing|ropes|circus bell|rope climb|log lift"
            r"|stone trainer|medicine ball scoop throw|mountain climber|clean and press",
        ),
        (Pattern.LUNGE, r"lunge|split squat|step up|pistol squat|one leg barbell squat"),
        (
            Pattern.CORE,
            r"press sit up|side bend|bent press|windmill|heel toucher|flutter kick|superman",
        ),
        (Pattern.SQUAT, r"front squat"),
        (Pattern.OLYMPIC, r"clean|snatch|jerk|rack delivery|high pull"),
        (Pattern.SQUAT, r"squat|leg press"),
        (
            Pattern.VERTICAL_PULL,
            r"pull up|chin$|chin up|pull down|muscle up|london bridge|upright",
        ),
        (Pattern.ISOLATION, r"curl|shrug|raise|fly|kick back|pull over|rotation|lateral"),
        (Pattern.HORIZONTAL_PULL, r"row|incline bench pull|face pull"),
    )
)
_STRAIGHT_ARM = re.compile(r"\bstraight arm pull down\b|\bcable incline push down\b")
# Exercises that the data set files under stretching.
_NO_STRETCH = re.compile(r"superman|reverse lunge|inchworm|leg raise|split squat|sit squat")
# These names hold whatever muscle the data set calls the first.
_NAMED_SURELY = frozenset({Pattern.HINGE, Pattern.CARRY, Pattern.LUNGE, Pattern.OLYMPIC})
_CATEGORIES = {"stretching": Pattern.MOBILITY, "plyometrics": Pattern.PLYOMETRIC}
_PRESSED = frozenset({"chest", "triceps"})
_PULLED = frozenset({"lats", "middle back", "biceps"})
_COMPOUND = frozenset(
    {
        Pattern.SQUAT, Pattern.HINGE, Pattern.LUNGE, Pattern.OLYMPIC, Pattern.HORIZONTAL_PRESS,
        Pattern.VERTICAL_PRESS, Pattern.HORIZONTAL_PULL, Pattern.VERTICAL_PULL,
    }
)  # fmt: skip
_UNLOADED = frozenset({"body only", "exercise ball", "foam roll", "None", ""})
_WEIGHTS = frozenset({"barbell", "dumbbell", "kettlebells", "machine", "e-z curl bar", "bands"})
_NO_SQUAT = re.compile(r"sissy|kneeling|jump|leg press|plie|bodyweight|chair|jerk|balance")
_NO_BENCH = re.compile(r"chest press|leverage|\bjm\b|svend|cable|dip|neck press|chain handle")


def facts_of(row: Row) -> Facts:
    """The facts of one row of the data set."""
    pattern = _pattern(row)
    bodyweight = row.equipment in _UNLOADED
    return Facts(
        pattern=pattern,
        region=_region(row, pattern),
        movers=row.muscles,
        compound=row.compound and pattern in _COMPOUND,
        bodyweight=bodyweight,
        main_lift=None if bodyweight else _main_lift(row, pattern),
    )


def _pattern(row: Row) -> Pattern:
    if row.category in _CATEGORIES and not _NO_STRETCH.search(row.name):
        return _CATEGORIES[row.category]
    if _STRAIGHT_ARM.search(row.name):
        return Pattern.ISOLATION
    named = next((p for p, expression in _BY_NAME if expression.search(row.name)), None)
    if named in _NAMED_SURELY:
        return named
    if row.muscles[0] == "abdominals":
        return Pattern.CORE
    return named or _by_muscles(row)


def _by_muscles(row: Row) -> Pattern:
    muscle = row.muscles[0]
    if not row.compound:
        return Pattern.HINGE if "hyperextension" in row.name else Pattern.ISOLATION
    if muscle in _PRESSED:
        return Pattern.HORIZONTAL_PRESS
    if muscle == "shoulders":
        return Pattern.VERTICAL_PRESS if row.force == "push" else Pattern.ISOLATION
    if muscle in _PULLED:
        return Pattern.HORIZONTAL_PULL
    return Pattern.HINGE if muscle in {"lower back", "glutes"} else Pattern.WHOLE_BODY


def _region(row: Row, pattern: Pattern) -> Focus:
    if pattern in {Pattern.OLYMPIC, Pattern.WHOLE_BODY}:
        return Focus.FULL
    if pattern is Pattern.CARRY:
        return Focus.LOWER if re.search(r"sled|drag", row.name) else Focus.FULL
    if pattern in {Pattern.SQUAT, Pattern.HINGE, Pattern.LUNGE}:
        return Focus.LOWER
    if pattern is Pattern.CORE or row.muscles[0] in _CORE:
        return Focus.CORE
    return Focus.LOWER if row.muscles[0] in _LOWER else Focus.UPPER


def _main_lift(row: Row, pattern: Pattern) -> MainLift | None:
    """The lift that the exercise is a variant of; with weights that can be raised step by step."""
    if pattern is Pattern.HINGE and re.search(r"deadlift|rack pull", row.name):
        return MainLift.DEADLIFT
    if row.equipment not in _WEIGHTS or not re.search(r"press|squat", row.name):
        return None
    if pattern is Pattern.SQUAT and not _NO_SQUAT.search(row.name):
        return MainLift.SQUAT
    if pattern is Pattern.HORIZONTAL_PRESS and not _NO_BENCH.search(row.name):
        return MainLift.BENCH_PRESS
    return MainLift.OVERHEAD_PRESS if pattern is Pattern.VERTICAL_PRESS else None
