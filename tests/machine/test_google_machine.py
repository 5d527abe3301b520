"""The machine on an athlete's Google account, against the stand-in of the tests.

A long run is `make machine`; docs/writing.md says what it showed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.fakes.google_calendar import ApiError, Fault, Kind, limit_exceeded, server_error
from tests.machine.faults import Boundaries
from tests.machine.google_world import GoogleWorld
from tests.machine.rules import Rules, days, hours, indices, machine_settings, titles

_ERRORS: tuple[ApiError, ...] = (
    server_error(500),
    server_error(503),
    limit_exceeded("rateLimitExceeded"),
    limit_exceeded("userRateLimitExceeded"),
    limit_exceeded("quotaExceeded"),
    limit_exceeded("rateLimitExceeded", 429, retry_after_s=2),
)
_METHODS = ("", "batch", "events.insert", "events.patch", "events.delete", "events.list")
_KINDS = tuple(kind for kind in Kind if kind is not Kind.SLOW)


class GoogleMachine(Rules):
    """An athlete with a Google account, a feed and us."""

    world: GoogleWorld

    def new_world(self, folder: Path) -> GoogleWorld:
        return GoogleWorld(folder)

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.world.stop()

    # The athlete

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices)
    def edits_a_workout_in_googles_editor(self, index: int) -> None:
        names = self.world.workouts()
        self.world.edit_in_the_editor(names[index % len(names)])

    @rule(index=indices, yes=st.booleans())
    def answers_a_suggestion(self, index: int, yes: bool) -> None:
        event = self.world.pick_suggestion(index)
        if event is not None:
            self.world.answer(event, yes=yes)

    @rule()
    def deletes_our_calendar(self) -> None:
        self.world.delete_our_calendar()

    @rule()
    def empties_the_trash(self) -> None:
        for calendar_id in self.world.own_calendars():
            self.world.ui.empty_trash(calendar_id=calendar_id)
        self.world.trash.clear()

    # Series

    @precondition(lambda self: not self.world.series())
    @rule(title=titles, day=days, hour=hours)
    def adds_a_series(self, title: str, day: int, hour: int) -> None:
        self.world.add_series(title, self._start(day, hour))

    @precondition(lambda self: self.world.instances())
    @rule(index=indices, by=st.integers(-6, 30))
    def drags_one_of_a_series(self, index: int, by: int) -> None:
        names = self.world.instances()
        name = names[index % len(names)]
        start = datetime.fromisoformat(self.world.shadow.look(name)["start"]["dateTime"])
        self.world.drag(name, start + timedelta(hours=by))

    @precondition(lambda self: self.world.instances())
    @rule(index=indices)
    def writes_into_one_of_a_series(self, index: int) -> None:
        names = self.world.instances()
        self.world.write_notes(names[index % len(names)], "felt fine")

    @precondition(lambda self: self.world.instances())
    @rule(index=indices)
    def cancels_one_of_a_series(self, index: int) -> None:
        names = self.world.instances()
        self.world.delete(names[index % len(names)])

    @precondition(lambda self: self.world.series())
    @rule(title=titles)
    def renames_a_series(self, title: str) -> None:
        (name,) = self.world.series()
        self.world.change_series(name, lambda ui: ui.edit(name, summary=title))

    @precondition(lambda self: self.world.series())
    @rule(by=st.integers(-3, 3))
    def drags_a_series(self, by: int) -> None:
        (name,) = self.world.series()
        self.world.change_series(name, lambda ui: ui.drag_by(name, timedelta(hours=by)))

    @precondition(lambda self: self.world.series())
    @rule()
    def deletes_a_series(self) -> None:
        (name,) = self.world.series()
        self.world.change_series(name, lambda ui: ui.delete(name))

    # Google

    @rule(
        kind=st.sampled_from(_KINDS),
        method=st.sampled_from(_METHODS),
        error=st.sampled_from(_ERRORS),
        skip=st.integers(0, 8),
        times=st.sampled_from((1, 2, 6)),
    )
    def google_has_trouble(
        self, kind: Kind, method: str, error: ApiError, skip: int, times: int
    ) -> None:
        self.world.sync_in_trouble(Fault(kind, method, error=error, skip=skip, times=times))

    @rule()
    def google_forgets_what_was_read(self) -> None:
        self.world.server.expire_sync_tokens()

    @rule()
    def the_access_token_ends(self) -> None:
        self.world.server.expire_access_tokens()

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices, at=st.integers(1, 12), day=days, hour=hours)
    def a_workout_is_changed_in_the_middle(self, index: int, at: int, day: int, hour: int) -> None:
        def changes() -> None:
            names = self.world.workouts()
            name = names[index % len(names)]
            self.world.write_notes(name, "felt fine")
            self.world.drag(name, self._start(day, hour))

        self.world.sync(Boundaries(at, changes))


GoogleMachine.TestCase.settings = machine_settings(4)
TestGoogleMachine = GoogleMachine.TestCase
