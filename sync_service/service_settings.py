"""What the daemon does: how often, how many at once, what it serves, logs and tells."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr

from sync_service.strict_model import FiguresModel, StrictModel, between

_HIGHEST_PORT = 65_535


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must not be true or false")  # noqa: TRY004 pydantic wants this kind
    return value


_Number = BeforeValidator(_no_truth)
IntervalMin = Annotated[int, between(1, 1440), _Number]
JitterPercent = Annotated[float, between(0, 50), _Number]
Workers = Annotated[int, between(1, 64), _Number]


def _host(name: str) -> str:
    if not name or "/" in name or any(letter.isspace() for letter in name):
        raise ValueError('must be an address to listen on, such as "127.0.0.1"')
    return name


def _public(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port  # raises where it is none
    except ValueError:
        is_whole = False
    if not is_whole or parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError('must be an address such as "https://training.example"')
    return url.rstrip("/")


def _lines(value: object) -> object:
    """A text with an address on each line, as a secret file holds them, as a list."""
    return value.split() if isinstance(value, str) else value


class WebSettings(FiguresModel):
    """What is served: feeds, health and metrics."""

    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: Annotated[int, between(0, _HIGHEST_PORT)] = 8787
    public_url: Annotated[str, AfterValidator(_public)] | None = None
    metrics: bool = True


class LogSettings(StrictModel):
    """What is logged, and for whom."""

    format: Literal["auto", "json", "console"] = "auto"
    level: Literal["debug", "info", "warning", "error"] = "info"


class Notice(StrEnum):
    """What the operator may be told of."""

    REAUTHORIZATION = "reauthorization"
    HELD = "held"
    DIGEST = "digest"


class NotifySettings(StrictModel):
    """Whom the service tells what; without addresses nobody is told anything."""

    urls: Annotated[tuple[SecretStr, ...], BeforeValidator(_lines)] = ()
    on: tuple[Notice, ...] = (Notice.REAUTHORIZATION, Notice.HELD)
