"""Where a club watches its services: Sentry for errors, OpenTelemetry for traces.

Both are extras that are loaded where their own variables are set: SENTRY_DSN, and
OTEL_EXPORTER_OTLP_ENDPOINT. They learn the kind and the place of an error and how long a cycle
took; never an error's words, a variable, an athlete or an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from sync_service.errors import SettingsError
from sync_service.logs import place_of


def _nobody(_: BaseException) -> None:
    """Nobody wants to know."""


def _untraced(_: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True)
class Reporting:
    """Reports errors of the program, and how long things took; by default to nobody."""

    report: Callable[[BaseException], None] = _nobody
    span: Callable[[str], AbstractContextManager[None]] = _untraced


def reporting_of(environment: Mapping[str, str]) -> Reporting:
    """What the variables ask for.

    Raises:
        SettingsError: an extra is asked for and not installed, or cannot be used.
    """
    dsn = environment.get("SENTRY_DSN")
    endpoint = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    return Reporting(_sentry(dsn) if dsn else _nobody, _traces() if endpoint else _untraced)


def _sentry(dsn: str) -> Callable[[BaseException], None]:
    try:
        import sentry_sdk  # noqa: PLC0415 an extra
    except ModuleNotFoundError:
        raise _missing("SENTRY_DSN", "sentry") from None
    try:
        # its integrations would collect log lines, local variables and requests by themselves
        sentry_sdk.init(
            dsn=dsn,
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            max_breadcrumbs=0,
        )
    except ValueError:
        raise SettingsError(
            "SENTRY_DSN: this is no address that Sentry knows; correct it."
        ) from None

    def report(error: BaseException) -> None:
        sentry_sdk.capture_message(place_of(error), level="error")

    return report


def _traces() -> Callable[[str], AbstractContextManager[None]]:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 an extra
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ModuleNotFoundError:
        raise _missing("OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry") from None
    provider = TracerProvider(resource=Resource.create({"service.name": "counterpoint"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer: Any = provider.get_tracer("counterpoint")

    @contextmanager
    def span(name: str) -> Iterator[None]:
        # an exception's words must not go into the span
        with tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        ):
            yield

    return span


def _missing(variable: str, extra: str) -> SettingsError:
    return SettingsError(
        f"{variable} is set, but what it needs is not installed; install it with: "
        f'pip install "counterpoint[{extra}]"'
    )
