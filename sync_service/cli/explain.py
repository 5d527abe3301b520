"""`counterpoint explain`: the rules, their thresholds, reasons and references."""

from __future__ import annotations

from typing import Annotated

import typer

from sync_service.cli.options import AthleteFile, Name

Rule = Annotated[
    str | None,
    typer.Argument(metavar="[RULE]", help="The id of a rule; without one, all are listed."),
]


def explain(rule: Rule = None, athlete: AthleteFile = None, name: Name = None) -> None:
    """Explain a rule: what it checks, your thresholds, why, and who found it out.

    Examples:

      counterpoint explain

      counterpoint explain same-day-gap --athlete sam.toml
    """
    from sync_service.cli.show import show
    from sync_service.cli.whose import person as whose
    from sync_service.explain_rules import explained, rule_list

    person = whose(athlete, name).athlete()
    show(explained(rule, person) if rule else rule_list(person))
