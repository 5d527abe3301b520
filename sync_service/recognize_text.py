"""What single texts are taken for: for a person, or line by line for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Annotated, Any, BinaryIO, TextIO

import typer
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from rules.recognition import Expectation, recognize, say_on
from rules.say import TitleRule
from rules.workout import Session
from sync_service.plain_text import one_line
from sync_service.session_json import session_document


def _as_json_has_it(key: Any) -> Any:
    if isinstance(key, float) and not isfinite(key):
        raise ValueError("no number of JSON")
    return key


Key = Annotated[Any, AfterValidator(_as_json_has_it)]


class TextLine(BaseModel):
    """One line of input: an event's texts and, where known, its times."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    key: Key = None
    title: str
    description: str | None = None
    start: datetime | date | None = None
    end: datetime | date | None = None

    @property
    def span_min(self) -> float | None:
        """Minutes from start to end of a timed event."""
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            return None
        span = (_aware(self.end) - _aware(self.start)) / timedelta(minutes=1)
        return span if span > 0 else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def recognize_lines(source: BinaryIO, target: TextIO, rules: Sequence[TitleRule] = ()) -> int:
    """Answer each JSON line with one; return how many lines could not be understood.

    `rules` are what the athlete says of events with such titles.
    A line that is none is named on standard error, and nothing stands for it in the answer.
    """
    unread = 0
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            request = TextLine.model_validate_json(line)
        except ValidationError as error:
            unread += 1
            typer.echo(f"line {number}: {_what_is_wrong(error)}", err=True)
            continue
        answer = json.dumps(_answer(request, rules), ensure_ascii=False, allow_nan=False)
        target.write(answer + "\n")
        target.flush()
    return unread


def _what_is_wrong(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if not place:
        return 'this is no JSON object; write one a line, such as {"title": "6 km easy"}.'
    return f'"{place}" is missing or not as it should be ({first["msg"].lower()}).'


def _answer(request: TextLine, rules: Sequence[TitleRule]) -> dict[str, Any]:
    sessions = recognize(
        request.title,
        request.description or "",
        duration_min=request.span_min,
        expectation=Expectation(say=say_on(request.title, rules)),
    )
    answer: dict[str, Any] = {} if request.key is None else {"key": request.key}
    return {**answer, "workouts": [session_document(each) for each in sessions]}


_HEAVY = {True: "heavy", False: "not heavy"}
_HARD = {True: "hard", False: "not hard"}


def print_recognized(title: str, description: str, rules: Sequence[TitleRule] = ()) -> None:
    """Say for a person what the text is taken for, the athlete's rules for titles included."""
    sessions = recognize(title, description, expectation=Expectation(say=say_on(title, rules)))
    if not sessions:
        typer.echo(
            "No workout. Should it be one, add a tag such as #easy, #long, #lower or #upper."
        )
    for session in sessions:
        typer.echo("\n".join(_lines(session)))


def _lines(session: Session) -> Iterable[str]:
    facts = session_document(session)
    kind = (
        facts["sport"],
        facts["run_type"] or facts["focus"],
        None if session.heavy is None else _HEAVY[session.heavy],
        None if session.hard is None else _HARD[session.hard],
    )
    yield " · ".join(filter(None, kind))
    for name in ("duration_min", "distance_km"):
        if facts[name] is not None:
            yield f"  {name} {facts[name]}"
    for part in (*facts["sets"], *facts["segments"]):
        yield "  " + ", ".join(f"{key} {value}" for key, value in part.items() if value is not None)
    yield f"  because: {', '.join(one_line(word) for word in session.because)}"
    yield f"  confidence {session.confidence:.2f}"
