"""What a day asks for in energy, protein and carbohydrate, and when."""

from rules.fueling.carbohydrate import is_key_session
from rules.fueling.day_plan import plan_days
from rules.fueling.draft import Amount, ItemKind
from rules.fueling.foods import Portion, all_foods
from rules.fueling.fuel_day import FuelDay, FuelItem
from rules.fueling.waking_day import BusySpan

__all__ = [
    "Amount",
    "BusySpan",
    "FuelDay",
    "FuelItem",
    "ItemKind",
    "Portion",
    "all_foods",
    "is_key_session",
    "plan_days",
]
