"""Everything that is written into a calendar, in the athlete's language."""

from sync_service.wording.facts import Said
from sync_service.wording.fuel_texts import FuelTexts, is_for_tomorrow
from sync_service.wording.language import Language, translations
from sync_service.wording.lengths import LONGEST_LINE, LONGEST_TITLE
from sync_service.wording.suggestion import AnswerBy, SuggestionText
from sync_service.wording.wording import Wording

__all__ = [
    "LONGEST_LINE",
    "LONGEST_TITLE",
    "AnswerBy",
    "FuelTexts",
    "Language",
    "Said",
    "SuggestionText",
    "Wording",
    "is_for_tomorrow",
    "translations",
]
