"""Too much or too little: which of the two a finding says, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.finding import Finding
from rules.rule_id import RuleId
from sync_service.wording.speech import message


@dataclass(frozen=True, slots=True)
class _Sides:
    """The names of what was found and of the least that it should be, and what is said then."""

    found: str
    least: str
    too_little: str
    too_much: str


_SIDES: Mapping[str, _Sides] = {
    RuleId.LIFTING_FREQUENCY: _Sides(
        "lifts", "lifts_per_week_min", message("too few lifts"), message("too many lifts")
    ),
    RuleId.QUALITY_RUNS: _Sides(
        "quality_runs",
        "quality_runs_per_week_min",
        message("too few quality runs"),
        message("too many quality runs"),
    ),
    RuleId.INTENSITY_BALANCE: _Sides(
        "hard_share_percent",
        "hard_share_min_percent",
        message("too little hard running"),
        message("too much hard running"),
    ),
    RuleId.LIFTING_LOAD: _Sides(
        "percent_1rm", "load_min_percent_1rm", message("too light"), message("too heavy")
    ),
    RuleId.LIFTING_REST: _Sides(
        "rest_s", "set_rest_min_s", message("too little rest"), message("too much rest")
    ),
}


def one_sided(finding: Finding) -> str | None:
    """What the finding's numbers say; None where it has none, or its rule has but one side."""
    sides = _SIDES.get(finding.rule)
    values = {each.name: each.value for each in finding.numbers}
    if sides is None or sides.found not in values:
        return None
    little = values[sides.found] < values.get(sides.least, float("-inf"))
    return sides.too_little if little else sides.too_much
