"""Why each rule exists: what it checks, in words for the athlete, and who found it out.

Each reference stands once, in `references`. Figures without a source are the guide's own.
"""

from rules.evidence.explanation import Explanation, Reference
from rules.evidence.fueling import FUELING
from rules.evidence.lifting import LIFTING
from rules.evidence.running import RUNNING
from rules.evidence.spacing_and_ordering import SPACING_AND_ORDERING
from rules.evidence.training_load import TRAINING_LOAD

EXPLANATIONS = (*SPACING_AND_ORDERING, *LIFTING, *RUNNING, *TRAINING_LOAD, *FUELING)

__all__ = ["EXPLANATIONS", "Explanation", "Reference"]
