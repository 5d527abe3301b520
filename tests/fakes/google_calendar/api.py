"""From a request to a reply: who calls, what is meant, whether it is allowed, and what it does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from tests.fakes.google_calendar import (
    calendars,
    event_reads,
    event_writes,
    freebusy,
    problems,
    projection,
    schemas,
)
from tests.fakes.google_calendar.batch import answer_batch
from tests.fakes.google_calendar.call import Call
from tests.fakes.google_calendar.channels import Channels
from tests.fakes.google_calendar.discovery import Method, method_for
from tests.fakes.google_calendar.faults import Faults
from tests.fakes.google_calendar.limits import Limits
from tests.fakes.google_calendar.oauth import OAuth
from tests.fakes.google_calendar.paging import Pages
from tests.fakes.google_calendar.problems import ApiError, Json
from tests.fakes.google_calendar.record import Record
from tests.fakes.google_calendar.state import World
from tests.fakes.google_calendar.trouble import met
from tests.fakes.google_calendar.wire import Reply, Request, error_reply, json_reply

SERVICE = "/calendar/v3/"
PROJECT = "stand-in"
Handler = Callable[[Call], Json | None]


@dataclass
class Api:
    """The API over one world."""

    world: World
    oauth: OAuth
    limits: Limits
    faults: Faults
    channels: Channels
    record: Record
    pages: Pages = field(default_factory=Pages)
    check_responses: bool = True

    def answer(self, request: Request) -> Reply:
        """Any request to any of the paths; Dropped where the connection is to end."""
        if request.path in {"/batch/calendar/v3", "/batch"}:
            reply = self._recorded("batch", lambda: self._batch(request))
        elif request.path == "/o/oauth2/auth":
            reply = self.oauth.authorize(request)
        elif request.path == "/token":
            reply = self._recorded("oauth.token", lambda: self._token(request))
        elif request.path == "/revoke":
            reply = self.oauth.revoke_endpoint(request)
        else:
            reply = self._single(request)
        return _zipped(request, reply)

    def _token(self, request: Request) -> Reply:
        with self.world.lock:
            return self.oauth.token(request)

    def _batch(self, request: Request) -> Reply:
        try:
            return answer_batch(request, self._single)
        except ApiError as error:
            return error_reply(error)

    def _single(self, request: Request) -> Reply:
        request = _overridden(request)
        found = method_for(request.verb, request.path.removeprefix(SERVICE))
        if found is None or not request.path.startswith(SERVICE):
            self.record.violate(f"no such method: {request.verb} {request.path}")
            return error_reply(problems.not_found())
        method, path = found
        return self._recorded(
            method.name, lambda: self._locked(request, method, path), request, path
        )

    def _recorded(
        self,
        name: str,
        done: Callable[[], Reply],
        request: Request | None = None,
        path: Mapping[str, str] | None = None,
    ) -> Reply:
        """A call under the fault that waits for it, noted whatever comes of it."""
        status = 0
        try:
            reply = met(self.faults, self.world, name, done)
            status = reply.status
        finally:
            self.record.add(name, status, path, request)
        return reply

    def _locked(self, request: Request, method: Method, path: Mapping[str, str]) -> Reply:
        with self.world.lock:
            self.world.touched.clear()
            try:
                return self._done(request, method, path)
            except ApiError as error:
                return error_reply(error)
            finally:
                self.record.violations += self.world.misused
                self.world.misused.clear()
                for calendar_id in dict.fromkeys(self.world.touched):
                    self.channels.tell(calendar_id)

    def _done(self, request: Request, method: Method, path: Mapping[str, str]) -> Reply:
        grant = self.oauth.grant_of(request.headers.get("authorization", ""))
        query = self._query(request, method, path)
        body = self._body(request, method)
        user = query.get("quotaUser", grant.email)
        self.limits.spend(PROJECT, user, self.world.clock.now())
        if not method.scopes & grant.scopes:
            raise problems.insufficient_permissions()
        return self._replied(Call(method, path, query, body, request.headers, grant))

    def _replied(self, call: Call) -> Reply:
        handler = self._handlers.get(call.method.name)
        if handler is None:
            self.record.violate(f"the stand-in does not offer {call.method.name}")
            raise ApiError(501, "notImplemented", "Not Implemented")
        resource = handler(call)
        if resource is None:
            return Reply(204)
        if self.check_responses and call.method.response is not None:
            self.record.check_response(call.method, resource)
        etag = resource.get("etag")
        headers = {} if etag is None else {"ETag": etag}
        if etag is not None and etag == call.headers.get("if-none-match"):
            return Reply(304, b"", headers)
        if "fields" in call.query and call.method.response is not None:
            resource = projection.projected(call.query["fields"], call.method.response, resource)
        return json_reply(200, resource, headers)

    def _query(self, request: Request, method: Method, path: Mapping[str, str]) -> dict[str, Any]:
        pairs = parse_qsl(request.query, keep_blank_values=True)
        query: dict[str, Any] = {}
        for name, text in pairs:
            told = method.parameters.get(name, {})
            value = _typed(told, text)
            if told.get("repeated"):
                query.setdefault(name, []).append(value)
            else:
                query[name] = value
        faults = schemas.parameter_faults(method, {**path, **query})
        if faults:
            self.record.violate(f"{method.name}: {'; '.join(faults)}")
            raise ApiError(400, "invalidParameter", f"Invalid parameter: {faults[0]}")
        return query

    def _body(self, request: Request, method: Method) -> Json:
        if method.request is None or not request.body:
            if request.body and method.request is None:
                self.record.violate(f"{method.name}: a body where none is expected")
            return {}
        try:
            body: Json = json.loads(request.body)
        except ValueError:
            self.record.violate(f"{method.name}: a body that is no JSON")
            raise ApiError(400, "parseError", "Parse Error") from None
        faults = schemas.resource_faults(method.request, body, nulls=method.name.endswith(".patch"))
        if faults:
            self.record.violate(f"{method.name} body: {'; '.join(faults)}")
            raise ApiError(400, "invalid", f"Invalid JSON payload received. {faults[0]}")
        return body

    @cached_property
    def _handlers(self) -> dict[str, Handler]:
        world, pages, channels = self.world, self.pages, self.channels
        return {
            "calendarList.get": lambda call: calendars.get_entry(world, call),
            "calendarList.insert": lambda call: calendars.insert_entry(world, call),
            "calendarList.list": lambda call: calendars.list_entries(world, pages, call),
            "calendars.clear": lambda call: calendars.clear(world, call),
            "calendars.delete": lambda call: calendars.delete(world, call),
            "calendars.get": lambda call: calendars.get(world, call),
            "calendars.insert": lambda call: calendars.insert(world, call),
            "calendars.patch": lambda call: calendars.patch(world, call),
            "calendars.update": lambda call: calendars.update(world, call),
            "channels.stop": channels.stop,
            "events.delete": lambda call: event_writes.delete(world, call),
            "events.get": lambda call: event_reads.get(world, call),
            "events.import": lambda call: event_writes.import_(world, call),
            "events.insert": lambda call: event_writes.insert(world, call),
            "events.instances": lambda call: event_reads.instances(world, pages, call),
            "events.list": lambda call: event_reads.list_(world, pages, call),
            "events.move": lambda call: event_writes.move(world, call),
            "events.patch": lambda call: event_writes.patch(world, call),
            "events.update": lambda call: event_writes.update(world, call),
            "events.watch": channels.watch,
            "freebusy.query": lambda call: freebusy.query(world, call),
            "settings.get": lambda call: calendars.setting(world, call),
            "settings.list": lambda call: calendars.settings(world, call),
        }


def _typed(told: Mapping[str, Any], text: str) -> str | int | bool:
    """A parameter as its type; as it came where it is none, for the schema to find."""
    if told.get("type") == "boolean" and text in {"true", "false"}:
        return text == "true"
    if told.get("type") == "integer" and text.lstrip("-").isdigit():
        return int(text)
    return text


def _overridden(request: Request) -> Request:
    """A long GET comes as a POST, its query in the body."""
    verb = request.headers.get("x-http-method-override")
    if request.verb != "POST" or verb is None:
        return request
    return replace(request, verb=verb, query=request.body.decode(), body=b"")


def _zipped(request: Request, reply: Reply) -> Reply:
    """Compressed if the client takes it and says so in its User-Agent as well, as Google asks."""
    takes = "gzip" in request.headers.get("accept-encoding", "")
    if not takes or "gzip" not in request.headers.get("user-agent", "") or not reply.body:
        return reply
    headers = {**reply.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return replace(reply, body=gzip.compress(reply.body, 1), headers=headers)
