"""What the API is, read from the discovery document that ships with Google's client."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from tests.fakes.google_calendar.problems import Json


@dataclass(frozen=True)
class Method:
    """One method of the API."""

    name: str  # "events.list"
    verb: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Json]
    request: str | None
    response: str | None
    scopes: frozenset[str]  # the last part of each: "calendar.events"

    def path_parameters(self, path: str) -> dict[str, str] | None:
        found = self.pattern.fullmatch(path)
        return None if found is None else {k: unquote(v) for k, v in found.groupdict().items()}


@cache
def document_text() -> str:
    """The static document as it ships."""
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    return (folder / "calendar.v3.json").read_text(encoding="utf-8")


@cache
def document() -> Json:
    loaded: Json = json.loads(document_text())
    return loaded


def document_at(root: str) -> str:
    """The static document, its addresses rewritten to another root (which ends in "/")."""
    theirs = document()
    moved = theirs | {"rootUrl": root, "baseUrl": root + theirs["servicePath"]}
    return json.dumps(moved)


@cache
def methods() -> Mapping[str, Method]:
    return {method.name: method for method in _all_methods()}


def method_for(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method that a request means; fixed paths before those with a parameter."""
    for method in sorted(methods().values(), key=lambda m: m.pattern.groups):
        if method.verb == verb and (found := method.path_parameters(path)) is not None:
            return method, found
    return None


def _all_methods() -> Iterator[Method]:
    common = document()["parameters"]
    for resource, described in document()["resources"].items():
        for name, told in described["methods"].items():
            yield Method(
                f"{resource}.{name}",
                told["httpMethod"],
                re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", told["path"])),
                common | told.get("parameters", {}),
                told.get("request", {}).get("$ref"),
                told.get("response", {}).get("$ref"),
                frozenset(scope.rsplit("/", 1)[1] for scope in told["scopes"]),
            )
