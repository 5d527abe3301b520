"""An exercise's name in a foreign data set → the names that athletes type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

# Words by which athletes name the tool; the first is the one that our names use.
_TOOLS = {
    "barbell": ("barbell",),
    "dumbbell": ("dumbbell",),
    "kettlebells": ("kettlebell",),
    "cable": ("cable",),
    "machine": ("machine",),
    "e-z curl bar": ("ez bar",),
}
_TOOL_WORDS = frozenset({"barbell", "dumbbell", "kettlebell", "cable", "machine", "smith"})
_CLOSED = {
    "pullup": "pull up", "pullups": "pull up", "pushup": "push up", "pushups": "push up",
    "pulldown": "pull down", "pushdown": "push down", "skullcrusher": "skull crusher",
    "flye": "fly", "flyes": "fly", "pullover": "pull over", "rollout": "roll out",
    "kickback": "kick back", "pulldowns": "pull down",
}  # fmt: skip
# Written both ways by athletes; the hyphen is gone by then.
_JOINED = (
    "pull up", "push up", "sit up", "chin up", "step up", "muscle up", "pull down", "push down",
    "skull crusher", "pull over", "roll out", "kick back", "cross over",
)  # fmt: skip
_SAME = (("one arm", "single arm"), ("one leg", "single leg"), ("one legged", "single leg"))
_PLURALS = re.compile(
    r"\b(squat|curl|raise|row|lunge|twist|dip|shrug|bend|chin|extension|lateral|swing|jump|hop|up"
    r"|deadlift|kick|rollout|pull|morning|drag|stone|climber|chain|circle|drill|bridge|tuck|touch"
    r"|slide|press|crunch|hyperextension|windmill|kettlebell|pulley)(?:e?s)\b"
)
_NO_NAME = re.compile(r"[^a-z0-9' ]+")
_GRIP = re.compile(r" - .*|\(.*?\)")


def plain(name: str) -> str:
    """The name in lower case and singular, without punctuation: "Step-Ups" is "step up"."""
    words = " ".join(_NO_NAME.sub(" ", name.lower().replace("e-z", "ez")).split())
    opened = " ".join(_CLOSED.get(word, word) for word in words.split())
    return _PLURALS.sub(r"\1", opened)


def names_of(name: str, equipment: str) -> tuple[str, ...]:
    """All names of one exercise, its plain name first; which are told apart is not yet known."""
    forms = dict.fromkeys((plain(name), plain(_GRIP.sub("", name))))
    found: dict[str, None] = {}
    for form in forms:
        for tooled in _with_and_without_tool(form, equipment):
            for same in _with_synonyms(tooled):
                found.update(dict.fromkeys(_spellings(same)))
    return tuple(found)


def _with_and_without_tool(form: str, equipment: str) -> Iterator[str]:
    yield form
    bare = " ".join(word for word in form.split() if word not in _TOOL_WORDS)
    if bare.endswith(" with"):
        return
    if " " in bare:  # a single word left over would be too bold a claim
        yield bare
    for tool in _TOOLS.get(equipment, ()):
        if bare and (bare == form or tool in form.split()):
            yield f"{tool} {bare}"


def _with_synonyms(form: str) -> Iterator[str]:
    yield form
    for one, other in _SAME:
        if re.search(rf"\b{one}\b", form):
            yield re.sub(rf"\b{one}\b", other, form)


def _spellings(form: str) -> Iterator[str]:
    yield form
    for pair in _JOINED:
        if pair in form:
            yield form.replace(pair, pair.replace(" ", ""))


def told_apart(claims: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each exercise's names without those that another exercise goes by as well.

    A plain name always stays with its exercise.
    """
    listed = list(claims)
    counts = Counter(name for names in listed for name in names)
    plain_names = {names[0] for names in listed}
    for first, *others in listed:
        own = [name for name in others if counts[name] == 1 and name not in plain_names]
        yield first, *own
