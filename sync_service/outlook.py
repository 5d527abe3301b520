"""One look at an athlete's calendars: what stands, what was decided, what would be changed.

Nothing is written here, neither into a calendar nor into the store, so that `plan` and
`sync --dry-run` are the same look that a cycle takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from connectors.ports import ReadResult, TimeWindow
from sync_service.brake import Circumstances, Hold, brake, is_released
from sync_service.calendar_settings import Role
from sync_service.check_calendars import Calendar, CheckReport, check_calendars
from sync_service.circle import Circle
from sync_service.deleted_calendar import deleted_calendar, question_about
from sync_service.desired import Desired
from sync_service.desired_state import desired_state
from sync_service.identity import identities
from sync_service.job import Job
from sync_service.memory import Memory
from sync_service.moves_left_alone import planning_for
from sync_service.notice import Noticed, notice
from sync_service.observe import Sighting, observe
from sync_service.place_workouts import ReadEvent, place_workouts
from sync_service.reconcile import Known, Plan, Scope, reconcile
from sync_service.store.records import Decision, HeldPlan, ItemKind
from sync_service.strays import with_strays
from sync_service.undone import Surroundings
from sync_service.vanished import Emptied, emptied_calendars

SETTINGS = "settings"  # under this name the store keeps what the settings were, like a source


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that one look has shown."""

    circle: Circle
    sightings: tuple[Sighting, ...]
    noticed: Noticed
    decisions: tuple[Decision, ...]
    report: CheckReport
    desired: tuple[Desired, ...]
    plan: Plan
    hold: Hold | None

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why calendars could not be read, or only in part: a sentence for each."""
        return troubles_of(self.sightings)

    @property
    def unread(self) -> tuple[str, ...]:
        """The labels of the calendars that could not be read, or only in part."""
        return tuple(
            each.calendar.label for each in self.sightings if not (each.read and each.complete)
        )


def troubles_of(sightings: Iterable[Sighting]) -> tuple[str, ...]:
    """Why calendars among these could not be read, or only in part: a sentence for each."""
    told = (
        str(each.error) if each.error else f"{each.calendar.label}: read only in part"
        for each in sightings
        if not (each.read and each.complete)
    )
    return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class Shown:
    """A calendar as it was sighted, in the face of one that can be read."""

    sighting: Sighting

    @property
    def label(self) -> str:
        """The short name for a person."""
        return self.sighting.calendar.label

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        """What was sighted."""
        return ReadResult(
            self.sighting.events,
            window,
            complete=self.sighting.complete,
            problems=self.sighting.problems,
        )


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before a look.

    `held` are the plans that wait or were released. `moved` are the workouts that we moved
    ourselves since the look before.
    """

    memory: Memory
    held: tuple[HeldPlan, ...] = ()
    moved: frozenset[str] = frozenset()


def look(job: Job, before: Before, now: datetime) -> Outlook:
    """Read, notice, check, plan and compare."""
    memory = before.memory
    sightings = tuple(_sighted(job, memory, now))
    emptied = [
        each
        for each in emptied_calendars(memory.items, sightings, job.limits, now)
        if not any(is_released(hold, before.held, now) for hold in _asked(each))
    ]
    noticed = notice(memory, sightings, now, frozenset(each.calendar for each in emptied))
    decisions = tuple(_in_force(memory, noticed))
    circle = _circle(job, sightings, noticed, decisions, now)
    desired = desired_state(circle)
    stand = Surroundings(circle.report.workouts, circle.names)
    put_back = stand.put_back(noticed.items, decisions)
    known = Known(noticed.items, decisions, memory.generations, put_back)
    plan = _moves_first(reconcile(desired, known, _scope(job, sightings, memory.latest, now)))
    changed = memory.state_of(SETTINGS)
    seen = Circumstances(
        len(noticed.items),
        sightings,
        now,
        expected=bool(before.moved) or (changed is not None and changed.cursor != job.reading),
    )
    hold = emptied[0].hold if emptied else _held(plan, seen, noticed, job, before)
    if emptied:
        plan = Plan(())  # what stands where nothing can be seen is not to be compared
    return Outlook(circle, sightings, noticed, decisions, circle.report, desired, plan, hold)


def _sighted(job: Job, memory: Memory, now: datetime) -> Iterator[Sighting]:
    window, today = job.window(now), _today(job, now)
    for each in job.calendars:
        state, before = memory.state_of(each.key), memory.events_of(each.key)
        yield with_strays(observe(each, window, state, before, job.reading), memory.items, today)


def _today(job: Job, now: datetime) -> date:
    return now.astimezone(ZoneInfo(job.settings.time_zone)).date()


def _asked(emptied: Emptied) -> tuple[Hold, Hold]:
    """Either answer tells why nothing stands there: one made anew after it was deleted is empty."""
    return emptied.hold, question_about(emptied.calendar)


def _held(
    plan: Plan, seen: Circumstances, noticed: Noticed, job: Job, before: Before
) -> Hold | None:
    """Why the plan waits, unless the athlete has answered that."""
    hold = deleted_calendar(seen.sightings, noticed.items) or brake(plan, seen, job.limits)
    return None if hold is None or is_released(hold, before.held, seen.now) else hold


def _circle(
    job: Job,
    sightings: tuple[Sighting, ...],
    noticed: Noticed,
    decisions: tuple[Decision, ...],
    now: datetime,
) -> Circle:
    """What was seen, checked and planned for, with what the athlete decided."""
    athlete = job.settings.athlete()
    placed = place_workouts(_trained(sightings), athlete)
    names = identities(placed)
    shown = [
        Calendar(Shown(each), each.calendar.holds, each.calendar.role)
        for each in sightings
        if each.calendar.role is not None
    ]
    planning = planning_for(job.settings, placed, decisions, now)
    report = check_calendars(shown, athlete, job.days(now), planning)
    return Circle(
        report, names, sightings, noticed.items, decisions, job.settings, job.own.key, now
    )


def _trained(sightings: tuple[Sighting, ...]) -> Iterator[ReadEvent]:
    for each in sightings:
        if each.calendar.role is Role.TRAINING:
            yield from (ReadEvent(event, each.calendar.holds) for event in each.events)


def _in_force(memory: Memory, noticed: Noticed) -> Iterator[Decision]:
    for decision in memory.decisions:
        if decision.key not in noticed.withdrawn:
            yield decision
    yield from noticed.decisions


def _moves_first(plan: Plan) -> Plan:
    """Where workouts are to be moved, that alone: what is said of them has to wait."""
    moves = tuple(each for each in plan.changes if each.item.kind is ItemKind.MOVED)
    return Plan(moves, plan.retold) if moves else plan


def _may_act(sighting: Sighting) -> bool:
    return sighting.read and sighting.calendar.writer is not None


def _scope(
    job: Job, sightings: tuple[Sighting, ...], latest: datetime | None, now: datetime
) -> Scope:
    trained = [each for each in sightings if each.calendar.role is Role.TRAINING]
    return Scope(
        days=job.days(now),
        today=_today(job, now),
        seen=frozenset(each.calendar.key for each in sightings if _may_act(each)),
        may_delete=all(each.read and each.complete for each in trained),
        looked_further=latest is not None and now < latest,
    )
