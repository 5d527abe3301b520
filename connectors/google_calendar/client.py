"""Calls to Google Calendar for one athlete: limited, patient, and failing in our own terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from http.client import HTTPException
from ssl import SSLCertVerificationError
from typing import Any

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import BatchError, HttpError
from googleapiclient.http import BatchHttpRequest, HttpRequest

from connectors.asked import Asked
from connectors.errors import (
    ConnectorError,
    NeedsReauthorization,
    RetryLater,
    SourceUnavailable,
)
from connectors.google_calendar.authorization import GoogleAccess
from connectors.google_calendar.connection import Connections
from connectors.google_calendar.failure import CallFailed, Failure, Kind, failure_of
from connectors.google_calendar.limits import Limits
from connectors.google_calendar.patience import Patience, come_back_in_s
from connectors.google_calendar.quiet import keep_quiet
from connectors.google_calendar.service import Service

_LOST = (OSError, httplib2.HttpLib2Error, HTTPException, GoogleAuthError)
_GARBLED = (ValueError, RecursionError)
# what the library raises, beside its own error, on a batch whose parts are not as they should be
_BAD_BATCH = (*_GARBLED, BatchError, LookupError, TypeError, AttributeError)
KeepRest = Callable[[float], object]
Answer = Any  # what Google's JSON holds: each caller has it checked by a model

_API_OFF = (
    "the Google Calendar API is not switched on for the project of the client file; "
    "switch it on in Google's console"
)
_NOT_GOOGLE = (
    "something other than Google Calendar answered; see whether a proxy or a sign-in page of the "
    "network stands in between"
)
_UNREADABLE = "Google's answer broke off or cannot be read; it is tried again later"
_NO_CONNECTION = "Google cannot be reached; see whether the network is up"
_NOT_TRUSTED = (
    "whoever answers cannot show that it is Google; see whether a proxy stands in between, and "
    "whether this machine's clock is right"
)
_WRONG = "Google did not understand what was asked; please report this"
_SENTENCES = {
    Kind.NOT_GOOGLE: _NOT_GOOGLE,
    Kind.WRONG: _WRONG,
    Kind.UNREADABLE: _UNREADABLE,
}
_RESTING = "Google said that too much is asked of it; it is left alone for a while"


class GoogleClient:
    """Executes requests; it knows nothing of what they are about. Thread-safe."""

    def __init__(  # noqa: PLR0913 (whom it speaks to, for whom, and how patiently)
        self,
        service: Service,
        access: GoogleAccess,
        *,
        limits: Limits,
        label: str,
        patience: Patience | None = None,
        keep_rest: KeepRest = lambda _: None,
    ) -> None:
        """Speak to `service` with an athlete's access; `label` names the calendar in errors.

        `keep_rest` is told for how many seconds a used-up quota lets nothing through.
        """
        self.service = service
        self.label = label
        self._access = access
        self._patience = patience or Patience()
        self._connections = Connections(access.credentials, self._patience.timeout_s, access.heard)
        self._heard = access.heard
        self._limits = limits
        self._keep_rest = keep_rest
        self._project = limits.project
        self._user = limits.user(access.owner)
        keep_quiet()

    @property
    def may_list_calendars(self) -> bool:
        """Whether the access given reaches as far as the list of calendars."""
        return not _LISTS_CALENDARS.isdisjoint(self._access.token.scopes or ())

    def labeled(self, label: str) -> GoogleClient:
        """The same connections and limits under the name of another calendar."""
        other = copy(self)
        other.label = label
        return other

    def run(self, request: HttpRequest, *, repeat: bool = True) -> Answer:
        """Execute one request and return what it brought.

        With `repeat`, it is sent again where an answer was lost; without, only where Google said
        that it did nothing.

        Raises:
            CallFailed: Google refused this very call; the caller judges what that means.
            ConnectorError: nothing of the kind can be done now.
        """
        attempt = 0
        while True:
            attempt += 1
            self._wait_for_room(1)
            try:
                return self._once(request)
            except CallFailed as error:
                self._wait_out(error.failure, attempt, repeat=repeat)
            except RetryLater:
                raise  # the place that gives tokens said itself when to come back
            except SourceUnavailable:
                if not repeat or attempt >= self._patience.attempts:
                    raise
                self._pause(Failure(Kind.PASSING, 0), attempt)

    def run_batch(self, requests: Sequence[HttpRequest]) -> list[Answer | Failure]:
        """Execute requests in one round trip; each is answered, or fails, on its own.

        Those that Google put off because of its limits are sent again after a wait.

        Raises:
            ConnectorError: the round trip failed; nobody knows which of them were done.
        """
        answers: list[Answer | Failure] = [Failure(Kind.PASSING, 0)] * len(requests)
        waiting = list(range(len(requests)))
        attempt = 0
        while waiting:
            attempt += 1
            self._wait_for_room(len(waiting))
            chosen = [requests[place] for place in waiting]
            for place, answer in zip(waiting, self._round_trip(chosen), strict=True):
                answers[place] = answer
                self._heed_quota(answer)
            waiting = [place for place in waiting if _not_done_for_now(answers[place])]
            if not self._may_try_again([answers[place] for place in waiting], attempt):
                break
        return answers

    def _round_trip(self, requests: Sequence[HttpRequest]) -> list[Answer | Failure]:
        """One batch; one that Google put off as a whole is as if each of its calls was."""
        try:
            return self._batch_once(requests)
        except CallFailed as error:
            if not _not_done_for_now(error.failure):
                raise self.told(error.failure) from None
            return [error.failure] * len(requests)

    def _once(self, request: HttpRequest) -> Answer:
        try:
            answer = request.execute(http=self._connections.mine())
        except HttpError as error:
            raise CallFailed(failure_of(error)) from None
        except _LOST as error:
            raise self._lost(error) from None
        except _GARBLED:
            raise SourceUnavailable(self.label, _UNREADABLE) from None
        if not _is_json(answer):
            raise CallFailed(Failure(_kind_of_page(answer), _OK))
        return answer or {}

    def _batch_once(self, requests: Sequence[HttpRequest]) -> list[Answer | Failure]:
        found: dict[str, Answer | Failure] = {}

        def keep(name: str, answer: Answer, error: HttpError | None) -> None:
            if error is not None:
                found[name] = failure_of(error)
            else:
                readable = _is_json(answer)
                found[name] = answer or {} if readable else Failure(_kind_of_page(answer), _OK)

        batch = BatchHttpRequest(callback=keep, batch_uri=self.service.batch_uri)
        names = [str(number) for number in range(len(requests))]
        for name, request in zip(names, requests, strict=True):
            batch.add(request, request_id=name)
        try:
            batch.execute(http=self._connections.mine())
        except HttpError as error:
            raise CallFailed(failure_of(error)) from None
        except _LOST as error:
            raise self._lost(error) from None
        except _BAD_BATCH:
            raise SourceUnavailable(self.label, _UNREADABLE) from None
        answers = [found[name] for name in names]
        for each in answers:
            status = each.status if isinstance(each, Failure) else _OK
            self._heard(Asked.GOOGLE_BATCH_PART, status)
        return answers

    def _lost(self, error: Exception) -> SourceUnavailable:
        untrusted = isinstance(error, SSLCertVerificationError)
        return SourceUnavailable(self.label, _NOT_TRUSTED if untrusted else _NO_CONNECTION)

    def _wait_for_room(self, count: int) -> None:
        """Take from both buckets, and wait; where that would be long, come back later."""
        wait_s = max(self._project.take(count), self._user.take(count))
        if wait_s > self._patience.longest_wait_s:
            self._project.give_back(count)
            self._user.give_back(count)
            raise RetryLater(self.label, _RESTING, wait_s)
        if wait_s:
            self._patience.sleep(wait_s)

    def _wait_out(self, failure: Failure, attempt: int, *, repeat: bool) -> None:
        """Wait where the call may be sent again; raise what it means where it may not."""
        may_repeat = repeat or failure.kind not in _PERHAPS_DONE
        if may_repeat and self._patience.wait_s(failure, attempt) is not None:
            self._pause(failure, attempt)
            return
        self._heed(failure)
        if failure.kind in _FOR_THE_CALLER:
            raise CallFailed(failure)
        raise self.told(failure)

    def _pause(self, failure: Failure, attempt: int) -> None:
        self._patience.sleep(self._patience.wait_s(failure, attempt) or 0.0)

    def _may_try_again(self, left: Sequence[Answer | Failure], attempt: int) -> bool:
        """Wait as long as the most patient of the failures asks for; False where that is long."""
        waits = [self._patience.wait_s(each, attempt) for each in left if isinstance(each, Failure)]
        if not waits or None in waits:
            for each in left:
                self._heed(each)
            return False
        self._patience.sleep(max(wait for wait in waits if wait is not None))
        return True

    def _heed(self, failure: Answer | Failure) -> None:
        """Let the user rest where a limit was met, so that no other call asks in vain meanwhile.

        The others rest as well where it shows that the limit is everybody's.
        """
        if not isinstance(failure, Failure) or failure.kind not in _LIMITS:
            return
        wait_s = come_back_in_s(failure) or 0.0
        self._user.pause(wait_s)
        if failure.kind is Kind.PROJECT_LIMIT:
            self._limits.refused(self._access.owner, wait_s)
        if failure.kind is Kind.QUOTA:
            self._keep_rest(wait_s)

    def _heed_quota(self, answer: Answer | Failure) -> None:
        if isinstance(answer, Failure) and answer.kind is Kind.QUOTA:
            self._heed(answer)

    def told(self, failure: Failure) -> ConnectorError:
        """The failure as an error for the service, in one sentence."""
        wait_s = come_back_in_s(failure)
        if failure.kind is Kind.NO_ACCESS:
            return self._no_access(failure)
        if failure.kind is Kind.API_OFF:
            return NeedsReauthorization(self.label, _API_OFF)
        what = _SENTENCES.get(failure.kind, failure.kind.value)
        if wait_s is not None:
            return RetryLater(self.label, what, wait_s)
        return SourceUnavailable(self.label, what)

    def _no_access(self, failure: Failure) -> ConnectorError:
        if failure.status == _UNAUTHORIZED:
            return self._access.unauthorized()
        return self._access.too_narrow()


_SCOPE = "https://www.googleapis.com/auth/calendar"
_LISTS_CALENDARS = frozenset(
    {_SCOPE, f"{_SCOPE}.readonly", f"{_SCOPE}.calendarlist", f"{_SCOPE}.calendarlist.readonly"}
)
_OK, _UNAUTHORIZED = 200, 401
_LIMITS = frozenset({Kind.USER_LIMIT, Kind.PROJECT_LIMIT, Kind.QUOTA})
_PERHAPS_DONE = frozenset({Kind.PASSING, Kind.UNREADABLE, Kind.NOT_GOOGLE})
_FOR_THE_CALLER = frozenset(
    {
        Kind.STALE,
        Kind.TAKEN,
        Kind.MISSING,
        Kind.GONE,
        Kind.FORGOTTEN,
        Kind.NOT_ALLOWED,
        Kind.NO_ACCESS,
        Kind.WRONG,
    }
)


def _not_done_for_now(answer: Answer | Failure) -> bool:
    """Whether the call was put off because of a limit, and so certainly not done."""
    return isinstance(answer, Failure) and answer.kind in {Kind.USER_LIMIT, Kind.PROJECT_LIMIT}


def _is_json(answer: Answer) -> bool:
    """Whether the answer is an object, or nothing at all; the library hands on other text as is.

    What answers a deletion is handed on in bytes, as nothing is documented to be in it.
    """
    raw = isinstance(answer, bytes) and answer.lstrip().startswith(b"{")
    return isinstance(answer, dict) or raw or not answer


def _kind_of_page(answer: Answer) -> Kind:
    """What stands in place of JSON: a page that someone else shows, or an answer cut off."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    page = text.lstrip().startswith("<")
    return Kind.NOT_GOOGLE if page else Kind.UNREADABLE
