"""The rules for people: what each checks, this athlete's figures, why, and who found it out."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rules.athlete import Athlete
from rules.checks import explanation_of, explanations
from rules.evidence import Explanation
from sync_service.errors import SettingsError
from sync_service.nearest import did_you_mean

_UNITS = {
    "_h": " h",
    "_row": " days",
    "_days": " days",
    "_percent_1rm": " % of the one-rep maximum",
    "_percent": " %",
    "_s": " s",
    "_run_min": " min",
    "_kcal_per_kg": " kcal/kg",
    "_g_per_kg": " g/kg",
    "_g": " g",
}


def rule_list(athlete: Athlete) -> Group:
    """All rules with their titles, and whether the athlete has turned one off."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("Rule", no_wrap=True)
    table.add_column("What it is about")
    for explanation in explanations():
        off = " (turned off)" if explanation.rule in athlete.rules_off else ""
        table.add_row(Text(str(explanation.rule), style="bold"), Text(explanation.title + off))
    return Group(table, Text("`counterpoint explain RULE` tells more."))


def explained(rule: str, athlete: Athlete) -> Group:
    """One rule in full.

    Raises:
        SettingsError: there is no such rule; the nearest name is given.
    """
    explanation = explanation_of(rule)
    if explanation is None:
        known = [str(each.rule) for each in explanations()]
        hint = did_you_mean(rule, known) or "; counterpoint explain lists them."
        raise SettingsError(f'There is no rule "{rule}"{hint}')
    return Group(*_parts(explanation, athlete))


def _parts(explanation: Explanation, athlete: Athlete) -> Iterator[RenderableType]:
    off = "  turned off in your settings" if explanation.rule in athlete.rules_off else ""
    yield Text(str(explanation.rule), style="bold").append(off, style="not bold yellow")
    yield Text(explanation.title)
    yield from _section("Checks", [explanation.checks])
    yield from _section("Your figures", list(_figures(explanation, athlete)))
    yield from _section("Why", [explanation.why])
    yield from _section("Guide", [explanation.guide])
    references = (
        f"{each.authors} {each.year} ({each.journal}): {each.finding}."
        for each in explanation.references
    )
    yield from _section("Evidence", list(references))


def _section(heading: str, lines: list[str]) -> Iterator[RenderableType]:
    yield Text("")
    yield Text(heading, style="dim")
    for line in lines or ["none"]:
        yield Padding(Text(line), (0, 0, 0, 2))


def _figures(explanation: Explanation, athlete: Athlete) -> Iterator[str]:
    for name in explanation.thresholds:
        unit = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), "")
        yield f"{name} = {getattr(athlete.thresholds, name):g}{unit}"
    if explanation.by_priority:
        yield f"priority = {athlete.priority}"
