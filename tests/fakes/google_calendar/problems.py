"""The errors of the API, in Google's own words and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class ApiError(Exception):
    """An answer that is an error; `json` is its body."""

    status: int
    reason: str
    message: str
    domain: str = "global"
    location: str | None = None
    location_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def json(self) -> Json:
        detail: Json = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location is not None:
            detail |= {"locationType": self.location_type, "location": self.location}
        body = {"errors": [detail], "code": self.status, "message": self.message}
        return {"error": body | dict(self.extra)}


def parameter_error(reason: str, message: str, location: str, domain: str = "global") -> ApiError:
    return ApiError(400, reason, message, domain, location, "parameter")


def invalid(message: str) -> ApiError:
    return ApiError(400, "invalid", message)


def required(message: str) -> ApiError:
    return ApiError(400, "required", message)


def forbidden_with_sync_token(names: str) -> ApiError:
    return parameter_error(
        "invalid", f"Sync token cannot be used together with: {names}.", "syncToken"
    )


def not_found() -> ApiError:
    return ApiError(404, "notFound", "Not Found")


def duplicate() -> ApiError:
    return ApiError(409, "duplicate", "The requested identifier already exists.")


def deleted() -> ApiError:
    return ApiError(410, "deleted", "Resource has been deleted")


def full_sync_required() -> ApiError:
    message = "Sync token is no longer valid, a full sync is required."
    return ApiError(410, "fullSyncRequired", message, "calendar", "syncToken", "parameter")


def updated_min_too_long_ago() -> ApiError:
    message = "The requested minimum modification time lies too far in the past."
    return ApiError(410, "updatedMinTooLongAgo", message, "calendar", "updatedMin", "parameter")


def condition_not_met() -> ApiError:
    return ApiError(
        412, "conditionNotMet", "Precondition Failed", location="If-Match", location_type="header"
    )


def bad_credentials() -> ApiError:
    return ApiError(
        401,
        "authError",
        "Invalid Credentials",
        location="Authorization",
        location_type="header",
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'},
    )


def insufficient_permissions() -> ApiError:
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
    }
    return ApiError(
        403,
        "insufficientPermissions",
        "Insufficient Permission: Request had insufficient authentication scopes.",
        headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'},
        extra={"status": "PERMISSION_DENIED", "details": [info]},
    )


def writer_needed() -> ApiError:
    message = "You need to have writer access to this calendar."
    return ApiError(403, "requiredAccessLevel", message, "calendar")


def forbidden(message: str = "Forbidden") -> ApiError:
    return ApiError(403, "forbidden", message)


def limit_exceeded(reason: str, status: int = 403, retry_after_s: int | None = None) -> ApiError:
    """One of userRateLimitExceeded, rateLimitExceeded, quotaExceeded; 403 or 429."""
    messages = {
        "userRateLimitExceeded": "User Rate Limit Exceeded",
        "rateLimitExceeded": "Rate Limit Exceeded",
        "quotaExceeded": "Calendar usage limits exceeded.",
    }
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    return ApiError(status, reason, messages[reason], "usageLimits", headers=headers)


def server_error(status: int) -> ApiError:
    words = {500: "Internal Error", 502: "Bad Gateway", 503: "Backend Error"}
    return ApiError(status, "backendError", words.get(status, "Backend Error"))
