"""What an assumed time of day, or an assumed length, may weigh."""

from __future__ import annotations

from rules.athlete import Athlete, Priority
from rules.finding import Severity
from rules.timeline import starts_before
from rules.workout import Workout


def order_note(one: Workout, other: Workout) -> str:
    """What a sentence about the order of two says of assumed times; nothing where both are told."""
    assumed = one.time_assumed or other.time_assumed
    return " (at your usual times; the calendar gives none)" if assumed else ""


def gap_note(first: Workout, second: Workout) -> str:
    """What a sentence about the hours from one to the next says of what is assumed of them."""
    note = order_note(first, second)
    if not note and first.end_assumed:
        return " (its length is assumed; the calendar gives none)"
    return note


def lead_note(run: Workout, lift: Workout, athlete: Athlete) -> str:
    """What a sentence about a hard run and a lift of one day says of what is assumed.

    Only where running comes first do the hours between the two count beside their order.
    """
    if athlete.priority is Priority.RUNNING and starts_before(run, lift):
        return gap_note(run, lift)
    return order_note(run, lift)


def softened(severity: Severity, note: str) -> Severity:
    """The severity, at most a caution where there is something assumed to note."""
    return severity.at_most(Severity.CAUTION) if note else severity
