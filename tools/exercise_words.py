"""Which names of exercises prove a workout, and which ordinary events go by as well."""

from __future__ import annotations

# Nobody says these of anything but an exercise, wherever they stand.
_TELLING = frozenset(
    {
        "squat", "deadlift", "curl", "lunge", "pulldown", "pushdown", "pullup", "pushup", "chinup",
        "situp", "skullcrusher", "pullover", "kickback", "hyperextension", "smr", "thruster",
        "rollout", "flye", "dumbbell", "barbell", "kettlebell", "ez", "crunch", "shrug", "snatch",
        "jerk", "pallof", "glute",
    }
)  # fmt: skip
_CLOSED = frozenset({"pullup", "pushup", "chinup", "situp", "muscleup", "skullcrusher"})
_TELLING_PAIRS = (
    "pull up", "push up", "sit up", "chin up", "step up", "muscle up", "pull down", "push down",
    "skull crusher", "good morning", "bench press", "leg press", "turkish get", "power clean",
    "hang clean", "split clean", "clean pull", "military press", "push press", "sled push",
    "mountain climber", "lateral raise", "external rotation", "floor press", "rack pull",
    "yoke walk", "child's pose", "greatest stretch", "upper back stretch", "middle back stretch",
    "neck stretch",
)  # fmt: skip
# These are said of other things too, and only beside a word of the second set of an exercise.
_NOUNS = frozenset(
    {
        "press", "row", "raise", "clean", "fly", "dip", "swing", "jump", "twist", "walk", "bridge",
        "extension", "rotation", "bend", "hop", "stretch", "pull", "push", "lift", "throw", "drag",
        "abduction", "adduction", "chop", "slam", "crossover", "circle", "laterals", "flexion",
        "rollouts", "over", "back", "thrust", "chin",
    }
)  # fmt: skip
_OF_THE_BODY = frozenset(
    {
        "chest", "shoulder", "shoulders", "tricep", "triceps", "bicep", "biceps", "calf", "calves",
        "hamstring", "hamstrings", "quad", "quadriceps", "lat", "delt", "deltoid", "forearm",
        "wrist", "hip", "leg", "groin", "oblique", "iliotibial", "piriformis", "peroneals",
        "soleus", "gastrocnemius", "trap", "knee", "ankle", "spinal", "flexor", "tibialis",
    }
)  # fmt: skip
_OF_THE_GYM = frozenset(
    {
        "cable", "machine", "smith", "leverage", "landmine", "incline", "decline", "grip", "pulley",
        "medicine", "sled", "bent", "plyo", "weighted", "suspended", "handstand", "olympic", "bar",
    }
)  # fmt: skip


def proves(name: str) -> bool:
    """Whether this name, wherever it stands, can be no other thing than an exercise."""
    words = set(name.split())
    if len(words) == 1:
        return bool(words & _CLOSED)
    if words & _TELLING or any(pair in name for pair in _TELLING_PAIRS):
        return True
    return bool(words & _NOUNS and words & (_OF_THE_BODY | _OF_THE_GYM))
