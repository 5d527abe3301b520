"""Batches: multipart/mixed in and out, each inner call on its own."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from http import HTTPStatus

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.wire import Reply, Request

MOST_CALLS = 1_000
BOUNDARY = "batch_stand_in_boundary"
Answering = Callable[[Request], Reply]


def answer_batch(request: Request, answer: Answering) -> Reply:
    """Answer each inner request in turn; one that fails leaves the others alone."""
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    outer = BytesParser().parsebytes(head + request.body)
    parts = outer.get_payload()
    if not outer.is_multipart() or not isinstance(parts, list):
        raise problems.ApiError(400, "badRequest", "Failed to parse batch request.")
    if len(parts) > MOST_CALLS:
        message = f"The batch has more than {MOST_CALLS} calls."
        raise problems.ApiError(400, "badRequest", message)
    answers = [_part(part, answer, request) for part in parts if isinstance(part, Message)]
    body = b"".join(b"--" + BOUNDARY.encode() + b"\r\n" + one for one in answers)
    body += b"--" + BOUNDARY.encode() + b"--\r\n"
    return Reply(200, body, {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"})


def _part(part: Message, answer: Answering, outer: Request) -> bytes:
    reply = answer(_inner(part, outer))
    phrase = HTTPStatus(reply.status).phrase
    lines = [f"HTTP/1.1 {reply.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    lines += [f"Content-Length: {len(reply.body)}", "", ""]
    content_id = str(part.get("Content-ID", "")).strip("<>")
    head = f"Content-Type: application/http\r\nContent-ID: <response-{content_id}>\r\n\r\n"
    body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
    return head.encode() + "\r\n".join(lines).encode() + body + b"\r\n"


def _inner(part: Message, outer: Request) -> Request:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    line, _, rest = raw.lstrip().partition(b"\n")
    words = line.decode().split()
    if len(words) < 2:
        raise problems.ApiError(400, "badRequest", "Failed to parse batch request.")
    inner = BytesParser().parsebytes(rest)
    headers = {name.lower(): str(value) for name, value in inner.items()}
    headers.setdefault("authorization", outer.headers.get("authorization", ""))
    body = inner.get_payload(decode=True)
    split = urllib.parse.urlsplit(words[1])
    content = body.strip() if isinstance(body, bytes) else b""
    return Request(words[0], split.path, split.query, headers, content)
