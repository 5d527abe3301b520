"""The picture of a week in two lines: what stands in it, against the athlete's bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from rich.padding import Padding
from rich.text import Text

from rules.athlete import Thresholds
from rules.finding import Finding, Severity
from rules.fueling import FuelDay
from rules.rule_id import RuleId
from rules.weeks import Week
from rules.wording import day_name, number, percent
from sync_service.annotation import MARKS
from sync_service.plain_text import TIE
from sync_service.week_table import STYLES

_UNKNOWN = "unknown"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of the picture: "3 lifts (2–3)"; `rule` is the one that judges it."""

    text: str
    rule: RuleId | None = None


def week_title(week: Week, *, with_year: bool) -> Text:
    """The week by number and days, and what is special about it."""
    year, iso_week = week.name.split("-W")
    title = Text(f"Week {int(iso_week)}{f' of {year}' if with_year else ''}", style="bold")
    title.append(
        f"  {day_name(week.days.start)} to {day_name(week.days.end - _DAY)}", style="not bold dim"
    )
    notes = [note for note, holds in _notes(week) if holds]
    return title.append("".join(f" · {note}" for note in notes), style="not bold yellow")


def _notes(week: Week) -> Iterator[tuple[str, bool]]:
    yield "only partly in view", not week.complete
    yield "a pause: nothing needs to be caught up", week.paused
    yield "a race is near: less is right", week.tapered


def week_picture(week: Week, limits: Thresholds, findings: Iterable[Finding]) -> Padding:
    """The figures of a week; what a rule finds fault with stands out."""
    faults = {
        finding.rule: finding.severity
        for finding in findings
        if finding.about_week and finding.dates[0] == week.days.start
    }
    figures = [_styled(figure, faults) for figure in _figures(week, limits)]
    return Padding(Text("  ").join(figures), (0, 0, 0, 2))


def _styled(figure: _Figure, faults: dict[str, Severity]) -> Text:
    severity = faults.get(figure.rule) if figure.rule else None
    if severity is None:
        return Text(figure.text.replace(" ", TIE), style="dim")
    return Text(f"{figure.text} {MARKS[severity]}".replace(" ", TIE), style=STYLES[severity])


def _figures(week: Week, limits: Thresholds) -> Iterator[_Figure]:
    low, high = limits.lifts_per_week_min, limits.lifts_per_week_max
    yield _Figure(f"{_count(len(week.lifts), 'lift')} ({low}–{high})", RuleId.LIFTING_FREQUENCY)
    yield _Figure(_count(len(week.runs), "run"), RuleId.RUNNING_CONCENTRATION)
    yield _Figure(
        f"{len(week.long_slow_runs)} long slow (≤{limits.long_slow_runs_per_week_max})",
        RuleId.LONG_SLOW_RUNS,
    )
    low, high = limits.quality_runs_per_week_min, limits.quality_runs_per_week_max
    yield _Figure(f"{len(week.quality_runs)} quality ({low}–{high})", RuleId.QUALITY_RUNS)
    yield _Figure(_hard(week, limits), RuleId.INTENSITY_BALANCE)
    yield _Figure(f"load {_UNKNOWN if week.load is None else number(week.load)}", RuleId.LOAD_JUMP)
    spread = week.foster
    if spread and spread.monotony is not None and spread.strain is not None:
        limit = f"(≤{limits.monotony_max:g})"
        yield _Figure(f"monotony {spread.monotony:.2f} {limit}", RuleId.MONOTONY)
        yield _Figure(f"strain {number(spread.strain)}")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _hard(week: Week, limits: Thresholds) -> str:
    share = percent(week.hard_share.share) if week.hard_share else f"hard share {_UNKNOWN}"
    if not week.runs:
        return "no running"
    band = f"({limits.hard_share_min_percent:g}–{limits.hard_share_max_percent:g} %)"
    return f"{share} hard {band}" if week.hard_share else share


def fuel_line(days: Iterable[FuelDay]) -> Padding | None:
    """What the days of a week ask for, from the least to the most; by the kilogram if need be."""
    told = tuple(days)
    if not told:
        return None
    figures = [
        (_span([day.energy_kcal for day in told]), "kcal"),
        (_span([day.protein_g for day in told]), "g protein"),
        (_span([day.carbs_g for day in told]), "g carbohydrate"),
    ]
    known = [f"{amount} {unit}" for amount, unit in figures if amount]
    if told[0].protein_g is None:
        known = ["1.6–2.2 g/kg protein", "4–8 g/kg carbohydrate (your weight would tell grams)"]
    return Padding(Text(f"a day: {'  '.join(known)}", style="dim"), (0, 0, 0, 2))


def _span(amounts: list[int | None]) -> str:
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return number(low) if low == high else f"{number(low)}–{number(high)}"
