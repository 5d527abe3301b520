"""An athlete with a Google account, our cycles in it, and what has to hold whatever happens."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from connectors.google_calendar import Limits, Patience
from connectors.google_calendar.authorization import StoredToken
from connectors.google_calendar.limits import TokenBucket
from sync_service.annotation import without_any_fence
from sync_service.app import job_of
from sync_service.athlete_settings import AthleteSettings
from sync_service.google_accounts import GoogleAccounts
from sync_service.google_calendars import GoogleCalendars
from sync_service.google_settings import GoogleSettings
from sync_service.job import Job
from sync_service.store.database import Store
from sync_service.sync_athlete import CycleReport
from tests.fakes.google_calendar import Fault, Kind, server_error
from tests.machine.faults import Boundaries
from tests.machine.google_athlete import (
    SAM,
    SHADOW,
    YEAR,
    Event,
    GoogleAthlete,
    day_of,
    instant_of,
)

_VERSIONS = frozenset({"etag", "updated", "sequence", "created"})
_OFTEN = 1_000


class _Doorway(TokenBucket):
    """Through which every request has to go; something may happen there."""

    def __init__(self, limits: Limits, inside: Callable[[str], None]) -> None:
        super().__init__(limits.project_per_minute, limits.clock)
        self._inside = inside

    def take(self, count: int) -> float:
        self._inside("asking")
        return super().take(count)


@dataclass
class GoogleWorld(GoogleAthlete):
    """The athlete, and us."""

    def __post_init__(self) -> None:
        super().__post_init__()
        given = self.server.authorized_user(SAM)
        told = {"renewal": {"kind": "authorized_user"} | given, "scopes": given["scopes"]}
        token = StoredToken.model_validate(told | {"token_uri": given["token_uri"]})
        store = self.store()
        GoogleAccounts(store).keep(self.settings(), token)
        store.close()

    def settings(self) -> AthleteSettings:
        feed = {"kind": "ics_feed", "address": str(self.feed_file)}
        calendars = {
            "sources": [{"kind": "google_calendar"}, feed],
            "write_to": {"kind": "google_calendar"},
        }
        return AthleteSettings.model_validate(self.settings_said() | calendars)

    def job_in(self, store: Store, inside: Callable[[str], None]) -> Job:
        limits = Limits(user_per_minute=_OFTEN * _OFTEN, project_per_minute=_OFTEN * _OFTEN)
        limits.project = _Doorway(limits, inside)
        patience = Patience(sleep=lambda _: None, jitter=lambda: 1.0)
        reached = GoogleSettings(api_root=self.server.api_root)
        google = GoogleCalendars(store, reached, self.now, limits, patience)
        job = job_of(self.settings(), google=google)
        return replace(job, days_back=3, days_ahead=self.days_ahead)

    def cycle(
        self, boundaries: Boundaries, job: Callable[[Store, Callable[[str], None]], Job]
    ) -> CycleReport | None:
        """The same; where the quota is used up, the next one comes when its time is over."""
        report = super().cycle(boundaries, job)
        problem = report.cycle.problem if report is not None else None
        if problem and ("quota" in problem or "left alone" in problem):
            self.now += timedelta(hours=1)
        return report

    def sync_with_a_fault(self, at: int, *, after: bool) -> None:
        self.sync_in_trouble(Fault(Kind.DROP_AFTER if after else Kind.DROP_BEFORE, skip=at - 1))

    def sync_in_trouble(self, fault: Fault) -> None:
        self.server.faults.script(fault)
        self.sync()
        self.server.faults.clear()

    def sync_unread(self) -> None:
        error = server_error(503)
        fault = Fault(Kind.ERROR_BEFORE, "events.list", error=error, times=_OFTEN, skip=1)
        self.sync_in_trouble(fault)

    def stop(self) -> None:
        """The end of the account; what was not as Google documents it is told."""
        self.server.stop()
        assert not self.server.violations, self.server.violations

    # What has to hold

    def all_that_stands(self) -> Mapping[str, object]:
        dump = self.server.dump(with_versions=True)
        ours = {f"ours {c} {n}": e for c in self.own_calendars() for n, e in dump[c].items()}
        return ours | dict(dump[SAM])

    def own_text_is_kept(self) -> None:
        found, wanted = self._shown(SAM), self._shown(SHADOW)
        for name, event in found.items():
            event["description"] = without_any_fence(event["description"])
            if event["start"] in self.accepted and name in wanted:
                event["start"] = wanted[name]["start"]
        assert found == wanted

    def _shown(self, email: str) -> dict[str, Event]:
        week = self.server.ui(email).week(*YEAR)
        return {event["id"]: _told(event) for event in week}

    def theirs_is_kept(self) -> None:
        ours = self.ours()
        for name, event in self.theirs.items():
            assert ours[name][1] == event

    def nobody_is_disturbed(self) -> None:
        assert not self.server.mails
        for name, (calendar_id, event) in self.ours().items():
            assert not self.ui.alarms(name, calendar_id=calendar_id)
            assert name in self.answered or "attendees" not in event
            assert event["visibility"] == "private"
            assert event["transparency"] == "transparent"

    def comes_to_rest(self) -> None:
        super().comes_to_rest()
        for name, (_, event) in self.ours().items():
            assert day_of(event) not in self.declined.get(name, set()), "declined for that day"

    def is_as_found_after_a_purge(self) -> None:
        taken = self.purge()
        assert not taken.applied.problems, taken.applied.problems
        self._is_as_found()

    def _is_as_found(self) -> None:
        found, wanted = self._shown(SAM), self._shown(SHADOW)
        for name, event in found.items():
            is_over = event["start"] in self.accepted and event["start"] <= self.now
            if is_over and name in wanted:  # a workout that was done stays where it was done
                event["start"] = wanted[name]["start"]
        assert found == wanted
        calls = self.server.counts()
        made = sum(n for (method, _), n in calls.items() if method == "calendars.insert")
        lost = made - calls["calendars.insert", 200]
        left = [self.server.dump()[each] for each in self.own_calendars()]
        assert len(left) <= lost, "only a calendar of whose id we never heard may be left"
        assert not any(left)


def _told(event: Event) -> Event:
    """What a person sees of an event; of its end how long it lasts."""
    told = {key: value for key, value in event.items() if key not in _VERSIONS}
    if "recurringEventId" in told:
        told.pop("colorId", None)  # by which the other account knows an instance of its own
    start, end = instant_of(event["start"]), instant_of(event["end"])
    said: Event = json.loads(json.dumps(told).replace(SHADOW, SAM))
    text = event.get("description", "")
    return said | {"start": start, "end": end - start, "description": text}
