"""What hinders an athlete's Google account, and the mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from connectors.errors import ConnectorError
from connectors.google_calendar.authorization import (
    LARGEST_SKEW_S,
    GoogleAccess,
    NotRenewed,
    connect_command,
)
from rules.days import DayRange
from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import PRIMARY, GoogleCalendarSource, GoogleCalendarTarget
from sync_service.check_calendars import Calendar
from sync_service.doctor import Diagnosis, State, diagnose_source
from sync_service.errors import CounterpointError
from sync_service.google_accounts import NO_CLIENT, GoogleAccounts, client_of, uses_google
from sync_service.google_settings import GoogleSettings
from sync_service.sync_calendar import SyncCalendar

_SMALL_SKEW_S = 60.0

Calendars = Callable[[GoogleAccess], Iterator[Diagnosis]]
"""What is found in the calendars of an account that works."""


def no_calendars(access: GoogleAccess) -> Iterator[Diagnosis]:
    """Look at no calendar."""
    del access
    yield from ()


def diagnose_google(
    athlete: AthleteSettings,
    google: GoogleSettings,
    accounts: GoogleAccounts,
    *,
    offline: bool,
    calendars: Calendars = no_calendars,
) -> Iterator[Diagnosis]:
    """The OAuth client, the account and the clock, then the calendars where the account works."""
    if not uses_google(athlete):
        return
    try:
        access = accounts.access_of(athlete)
    except CounterpointError as error:
        yield _broken(athlete.name, str(error).rstrip("."))
        return
    yield from _client(google, connected=access is not None)
    if access is None:
        mend = f"Run {connect_command(athlete.name)}."
        yield Diagnosis(State.BROKEN, f"{athlete.name}: no Google account is connected.", mend)
    elif offline:
        yield Diagnosis(
            State.WELL, f"{athlete.name}: a Google account is connected; it was not tried."
        )
    else:
        yield from _account(athlete.name, access, calendars)
    if access is not None and access.is_of_a_program:
        yield from _nobody_looks_there(athlete)


def diagnose_google_calendars(
    calendars: Iterable[SyncCalendar], athlete: AthleteSettings, days: DayRange
) -> Iterator[Diagnosis]:
    """Whether each calendar is there, can be read, and where notes can be written into it."""
    for each in calendars:
        found = diagnose_source(Calendar(each.reader, each.holds), athlete, days)
        yield found
        if found.state is State.BROKEN or each.writer is None or each.writer.capabilities.edits:
            continue
        yield Diagnosis(
            State.COULD_BE_BETTER,
            f"{each.label}: it may only be read, so notes stand beside its workouts.",
            "To have them in the workouts, share it with the right to make changes to events.",
        )


def _client(google: GoogleSettings, *, connected: bool) -> Iterator[Diagnosis]:
    """An account that is connected renews itself without the settings' client."""
    try:
        client = client_of(google)
    except CounterpointError as error:
        sentence, _, mend = str(error).partition("; ")
        yield Diagnosis(State.BROKEN, f"{sentence}.", _upper_first(mend))
        return
    if client is None and not connected:
        sentence, _, mend = NO_CLIENT.partition(": ")
        yield Diagnosis(State.COULD_BE_BETTER, f"{sentence}.", _upper_first(mend))


def _nobody_looks_there(athlete: AthleteSettings) -> Iterator[Diagnosis]:
    """What a service account that acts for itself leaves the athlete without."""
    named = [each for each in athlete.sources if isinstance(each, GoogleCalendarSource)]
    if any(each.calendar == PRIMARY for each in named):
        yield Diagnosis(
            State.COULD_BE_BETTER,
            f"{athlete.name}: “primary” is the service account's own calendar.",
            "Name the athlete's calendar by its id, and share it with the service account.",
        )
    if isinstance(athlete.write_to, GoogleCalendarTarget):
        yield Diagnosis(
            State.COULD_BE_BETTER,
            f"{athlete.name}: suggestions and meals go into a calendar that only the service "
            "account sees.",
            "Let it act for the athlete with --subject, or let the athlete subscribe to "
            "overlay.ics, as counterpoint athlete feeds tells.",
        )


def _account(name: str, access: GoogleAccess, calendars: Calendars) -> Iterator[Diagnosis]:
    try:
        _try(access)
    except ConnectorError as error:
        yield _broken(name, error.what)
        yield from _clock(access.skew_s)
        return
    yield Diagnosis(State.WELL, f"{name}: the Google account is connected and can be reached.")
    yield from _clock(access.skew_s)
    yield from calendars(access)


def _try(access: GoogleAccess) -> None:
    """Renew the token even where it has not ended: only so is it known that this will work."""
    if not isinstance(access.token.renewal, NotRenewed):
        access.refresh()
    access.ready()


def _clock(skew_s: float | None) -> Iterator[Diagnosis]:
    if skew_s is None or abs(skew_s) <= _SMALL_SKEW_S:
        return
    state = State.BROKEN if abs(skew_s) > LARGEST_SKEW_S else State.COULD_BE_BETTER
    way = "behind" if skew_s > 0 else "ahead of"
    sentence = f"This machine's clock is {abs(skew_s) / 60:.0f} minutes {way} Google's."
    yield Diagnosis(state, sentence, "Set it right, or let it be set over the network (NTP).")


def _broken(name: str, what: str) -> Diagnosis:
    sentence, _, mend = what.partition("; ")
    told = sentence if sentence.startswith(f"{name}: ") else f"{name}: {sentence}"
    return Diagnosis(State.BROKEN, f"{told}.", f"{_upper_first(mend)}." if mend else "")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
