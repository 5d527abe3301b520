"""The shape of everything that is read from settings."""

from __future__ import annotations

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, field_validator


class StrictModel(BaseModel):
    """Unknown keys are errors; nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class FiguresModel(StrictModel):
    """Settings with numbers, for which true and false are not taken."""

    @field_validator("*", mode="before")
    @classmethod
    def _no_truth_for_a_number(cls, value: object, info: ValidationInfo) -> object:
        annotation = str(cls.model_fields[info.field_name or ""].annotation)
        if isinstance(value, bool) and "bool" not in annotation:
            raise ValueError("must not be true or false")
        return value


def between(low: float, high: float) -> AfterValidator:
    """Refuse a number outside the sensible range, and name the range."""

    def check(value: float) -> float:
        if not low <= value <= high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return value

    return AfterValidator(check)
