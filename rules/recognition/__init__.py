"""From what people type to what they train.

`recognize` tells the sessions of an event; `tags` and `say_on` (their rules for titles) tell the
athlete's own say on it, of which `fixed` concerns the planner. `exercise_of` tells what an exercise
of a session works. `pause_of` and `is_deload` tell when less is done on purpose.
"""

from rules.recognition.exercise_of import exercise_of
from rules.recognition.expectation import Expectation
from rules.recognition.pauses import is_deload, pause_of
from rules.recognition.recognize import is_ruled_out, recognize
from rules.recognition.tags import Tag, tags
from rules.recognition.title_rules import say_on

__all__ = [
    "Expectation",
    "Tag",
    "exercise_of",
    "is_deload",
    "is_ruled_out",
    "pause_of",
    "recognize",
    "say_on",
    "tags",
]
