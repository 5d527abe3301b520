"""What the planner must know of the athlete's answers: what was declined, made, or undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from rules.days import week_of
from rules.moves import Declined, Planning
from sync_service.athlete_settings import AthleteSettings
from sync_service.identity import identities
from sync_service.place_workouts import PlacedEvent
from sync_service.store.records import Decision, Verdict

_OF_MOVES = ("suggestion ", "moved ")
_ENOUGH = 2  # so many declined suggestions, and a week is the athlete's own affair


def planning_for(
    settings: AthleteSettings,
    placed: tuple[PlacedEvent, ...],
    decisions: tuple[Decision, ...],
    now: datetime,
) -> Planning | None:
    """The circumstances of planning, with the moves that were declined and those that were made.

    A week in which moves were undone is left to the athlete.
    """
    planning = settings.planning(now)
    if planning is None:
        return None
    ids = {name: id_ for id_, name in identities(placed).items()}
    about = [each for each in decisions if each.workout in ids]
    declined = frozenset(
        Declined(ids[each.workout], each.day)
        for each in about
        if each.workout and each.day and each.verdict is Verdict.DECLINED
    )
    stay = frozenset(
        ids[each.workout]
        for each in about
        if each.workout and each.verdict is Verdict.ACCEPTED and each.key.startswith(_OF_MOVES)
    )
    kept = stay | frozenset(_in_weeks_left_alone(placed, decisions))
    return replace(planning, declined=declined, kept=kept)


def _in_weeks_left_alone(
    placed: tuple[PlacedEvent, ...], decisions: tuple[Decision, ...]
) -> Iterator[str]:
    """The workouts of the weeks in which a move was undone or several declined, by their ids."""
    undone = {week_of(day).start for day in _days_of(decisions, Verdict.UNDONE)}
    declined = Counter(week_of(day).start for day in _days_of(decisions, Verdict.DECLINED))
    weeks = undone | {week for week, count in declined.items() if count >= _ENOUGH}
    for event in placed:
        yield from (w.id for w in event.workouts if week_of(w.day).start in weeks)


def _days_of(decisions: Iterable[Decision], verdict: Verdict) -> Iterator[date]:
    """The days that moves led to which were so decided."""
    for each in decisions:
        if each.verdict is verdict and each.day and each.key.startswith(_OF_MOVES):
            yield each.day
