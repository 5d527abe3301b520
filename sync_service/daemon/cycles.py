"""One athlete's turn: take the lease, run the cycle, keep when they are due again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Event

from structlog.contextvars import bound_contextvars

from connectors.errors import ConnectorError, NeedsReauthorization, RetryLater
from sync_service.daemon.pace import Pace, Result, following
from sync_service.daemon.reporting import Reporting
from sync_service.daemon.roster import Roster
from sync_service.daemon.store_watch import StoreWatch
from sync_service.daemon.telling import Telling
from sync_service.errors import AthleteHeld, CounterpointError, LeaseLost, StoreError
from sync_service.holding import holding
from sync_service.logs import log, place_of
from sync_service.metrics import Metrics
from sync_service.store.database import Store
from sync_service.store.lease import Lease
from sync_service.store.schedule import Appointment, Trouble
from sync_service.sync_athlete import CycleReport, Run, sync_athlete

_IN_ONE_STEP = "written"  # what a calendar has answered is noted before anything ends


class Stopped(Exception):
    """The daemon ends: the cycle is left at a boundary, and the next one settles it."""


@dataclass(frozen=True)
class Cycles:
    """Runs cycles; every thread may use it at once."""

    store: Store
    clock: Callable[[], datetime]
    stopping: Event
    metrics: Metrics
    telling: Telling
    watch: StoreWatch
    reporting: Reporting
    ended: Callable[[datetime], None]

    def turn(self, athlete: str, roster: Roster, pace: Pace) -> bool:
        """Run the athlete's cycle; False where they are better left alone for a while."""
        with bound_contextvars(athlete=athlete):
            try:
                with holding(self.store, athlete, self.clock) as lease:
                    self._held(lease, roster, pace)
            except AthleteHeld:
                self.metrics.skipped.inc()
                return False
            except Stopped:
                log().info("cycle left for the next start")
                return False
            except LeaseLost:
                log().warning("another process took the athlete over")
                return False
            except StoreError as error:
                self.watch.cycle_failed(error)
                return False
            except Exception as error:  # noqa: BLE001 the worker has others to look after
                log().error("an error of the program", error=place_of(error))
                self.reporting.report(error)
                return False
        self.watch.cycle_kept()
        return True

    def _held(self, lease: Lease, roster: Roster, pace: Pace) -> None:
        began = self.clock()
        with self.store.reading(lease.athlete) as ledger:
            before = ledger.appointment()
            number = next((each.id for each in ledger.cycles(1)), 0) + 1
        if before is None or not before.is_due(began) or lease.athlete in self.store.paused():
            return  # another process got there first, or somebody paused them
        with bound_contextvars(cycle=number), self._timed():
            result, tell = self._run(lease, roster, before, began)
            with self.store.writing(lease.athlete, lease) as ledger:
                now_kept = ledger.appointment()  # asked for meanwhile, perhaps, or taken out
                if now_kept is not None:
                    ledger.put_appointment(following(now_kept, result, pace))
            tell()  # told once: what is not kept would be told again
            self.ended(result.ended)
            roster.keep_messages(lease.athlete, self.store, result.ended)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        with (
            self.metrics.busy.track_inprogress(),
            self.metrics.cycle_seconds.time(),
            self.reporting.span("cycle"),
        ):
            yield

    def _run(
        self, lease: Lease, roster: Roster, before: Appointment, began: datetime
    ) -> tuple[Result, Callable[[], None]]:
        """What the cycle came to, and how that is told."""
        try:
            job = roster.job(lease.athlete, self.store, began)
            report = sync_athlete(job, Run(self.store, lease, self._seam, self.clock), began)
        except (LeaseLost, Stopped):
            raise
        except (CounterpointError, ConnectorError) as error:
            trouble, why = Trouble.BROKEN, str(error)
        except Exception as error:  # noqa: BLE001 one athlete's bug must not end the others' cycles
            trouble, why = Trouble.BROKEN, place_of(error)
            self.reporting.report(error)
        else:
            result = _result_of(report, lease.athlete, began, self.clock())
            turn = before.trouble, result.trouble
            return result, partial(self.telling.cycle, lease.athlete, report, *turn)
        result = Result(lease.athlete, began, self.clock(), trouble)
        return result, partial(self.telling.failed, lease.athlete, why, before.trouble)

    def _seam(self, at: str) -> None:
        if self.stopping.is_set() and at != _IN_ONE_STEP:
            raise Stopped


def _result_of(report: CycleReport, athlete: str, began: datetime, ended: datetime) -> Result:
    errors = [each.error for each in report.outlook.sightings if each.error is not None]
    waits = [each.after_s for each in errors if isinstance(each, RetryLater)]
    return Result(athlete, began, ended, _trouble_of(report, errors), max(waits) if waits else None)


def _trouble_of(report: CycleReport, errors: list[ConnectorError]) -> Trouble:
    if any(isinstance(each, NeedsReauthorization) for each in errors):
        return Trouble.NEEDS_REAUTHORIZATION
    if any(isinstance(each, RetryLater) for each in errors):
        return Trouble.RETRY_LATER
    if report.outlook.unread or report.applied.problems:
        return Trouble.UNREAD
    return Trouble.HELD if report.held is not None else Trouble.NONE
