"""What was asked, how it was answered, and what was not as the discovery document has it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from tests.fakes.google_calendar import schemas
from tests.fakes.google_calendar.discovery import Method
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.wire import Request


@dataclass(frozen=True)
class Asked:
    """One call; a status of 0 is one that got no answer."""

    method: str
    status: int
    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    if_match: str | None = None


@dataclass
class Record:
    """The calls, and the violations of the API's description by either side."""

    calls: list[Asked] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    _checked_items: set[int] = field(default_factory=set)

    def add(
        self,
        method: str,
        status: int,
        path: Mapping[str, str] | None = None,
        request: Request | None = None,
    ) -> None:
        pairs = tuple(parse_qsl(request.query)) if request else ()
        match = request.headers.get("if-match") if request else None
        self.calls.append(Asked(method, status, dict(path or {}), pairs, match))

    def violate(self, what: str) -> None:
        self.violations.append(what)

    def counts(self) -> Counter[tuple[str, int]]:
        return Counter((call.method, call.status) for call in self.calls)

    def check_response(self, method: Method, resource: Json) -> None:
        """Hold a response against its schema; an item seen before is not looked at again."""
        if method.response == "Events":
            for item in resource["items"]:
                self._check_item(item)
            resource = resource | {"items": []}
        faults = schemas.resource_faults(str(method.response), resource)
        if faults:
            self.violate(f"{method.name} response: {'; '.join(faults)}")

    def _check_item(self, item: Json) -> None:
        mark = hash(json.dumps(item, sort_keys=True))
        if mark not in self._checked_items:
            self._checked_items.add(mark)
            faults = schemas.resource_faults("Event", item)
            if faults:
                self.violate(f"an event in a response: {'; '.join(faults)}")
