"""The shape of everything that is read from settings."""

from __future__ import annotations

from pydantic import AfterValidator, BaseModel, ConfigDict


class StrictModel(BaseModel):
    """Unknown keys are errors; nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def between(low: float, high: float) -> AfterValidator:
    """Refuse a number outside the sensible range, and name the range."""

    def check(value: float) -> float:
        if not low <= value <= high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return value

    return AfterValidator(check)
