"""From what people type to what they train.

`recognize` tells the sessions of an event; `tags` tells the athlete's own say on it, of which
`Tag.FIXED` concerns the planner.
"""

from rules.recognition.recognize import recognize
from rules.recognition.tags import Tag, tags

__all__ = ["Tag", "recognize", "tags"]
