"""The stand-in's authorization, through google-auth and google-auth-oauthlib."""

from __future__ import annotations

import json
from datetime import timedelta
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import urllib3
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from google_auth_oauthlib.flow import Flow, InstalledAppFlow  # type: ignore[import-untyped]

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi
from tests.fakes.talking import Json, Service, refused, talking, timed

ROOT = "https://www.googleapis.com/auth/"
SCOPES = [ROOT + "calendar.events"]
BACK = "http://127.0.0.1:1/back"


@pytest.fixture(autouse=True)
def plain_http_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """oauthlib wants https for token addresses, of which loopback has none."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


def visit(address: str) -> dict[str, str]:
    """Open the consent page; the parameters with which it sends the browser back."""
    answer = urllib3.request("GET", address, redirect=False)
    assert answer.status == 302
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def consent(flow: Any, **more: str) -> dict[str, str]:
    address, state = flow.authorization_url(**more)
    back = visit(address)
    assert back["state"] == state
    return back


def flow_of(config: Json, **more: Any) -> Any:
    return Flow.from_client_config(config, scopes=SCOPES, redirect_uri=BACK, **more)


def post(address: str, fields: Json) -> urllib3.BaseHTTPResponse:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return urllib3.request("POST", address, body=urlencode(fields), headers=form)


def token_request(server: GoogleCalendar, **fields: str) -> tuple[int, Json]:
    answer = post(server.token_uri, fields)
    return answer.status, json.loads(answer.data)


def test_an_installed_app_gets_its_tokens_by_loopback_and_pkce(
    server: GoogleCalendar, anna: GoogleUi
) -> None:
    flow = flow_of(server.client_config(), autogenerate_code_verifier=True)
    back = consent(flow, access_type="offline", prompt="consent")
    flow.fetch_token(code=back["code"])
    assert flow.credentials.refresh_token
    with talking(server, flow.credentials) as service:
        assert service.events().list(calendarId="primary").execute()["summary"] == anna.email
    assert server.oauth.access[flow.credentials.token].scopes == {"calendar.events"}


def test_the_whole_flow_of_an_installed_app_runs_by_itself(
    server: GoogleCalendar, anna: GoogleUi, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Browser:
        def open(self, address: str, **_: Any) -> bool:
            Thread(target=urllib3.request, args=("GET", address)).start()
            return True

    monkeypatch.setattr("webbrowser.get", lambda _=None: Browser())
    flow = InstalledAppFlow.from_client_config(server.client_config(), scopes=SCOPES)
    credentials = flow.run_local_server(port=0)
    assert server.oauth.access[credentials.token].email == anna.email


def test_a_wrong_verifier_gets_nothing(server: GoogleCalendar, anna: GoogleUi) -> None:
    assert anna
    flow = flow_of(server.client_config(), autogenerate_code_verifier=True)
    code = consent(flow)["code"]
    client = server.client_config()["installed"]
    told = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "code_verifier": "wrong",
    }
    assert token_request(server, **told)[1]["error"] == "invalid_grant"
    told["code_verifier"] = flow.code_verifier
    assert token_request(server, **told)[1]["error"] == "invalid_grant"  # a code serves once


def test_a_refresh_token_comes_at_the_first_consent_or_when_asked_for(
    server: GoogleCalendar, anna: GoogleUi
) -> None:
    assert anna

    def refresh_token(**more: str) -> str | None:
        flow = flow_of(server.client_config())
        flow.fetch_token(code=consent(flow, **more)["code"])
        found: str | None = flow.credentials.refresh_token
        return found

    assert refresh_token(access_type="online") is None
    server.revoke(anna.email)
    assert refresh_token(access_type="offline") is not None
    assert refresh_token(access_type="offline") is None
    assert refresh_token(access_type="offline", prompt="consent") is not None


def test_a_user_may_say_no_or_leave_scopes_out(server: GoogleCalendar, anna: GoogleUi) -> None:
    assert anna
    server.oauth.consent.denied = True
    assert consent(flow_of(server.client_config()))["error"] == "access_denied"
    server.oauth.consent.denied = False
    server.oauth.consent.scopes = frozenset({"calendar.freebusy"})
    wanted = [ROOT + "calendar.events", ROOT + "calendar.freebusy"]
    flow = Flow.from_client_config(server.client_config(), scopes=wanted, redirect_uri=BACK)
    assert consent(flow)["scope"] == ROOT + "calendar.freebusy"


def test_a_web_app_returns_only_where_it_said(server: GoogleCalendar, anna: GoogleUi) -> None:
    assert anna
    config = server.web_client_config("https://example.com/back")
    address, _ = flow_of(config).authorization_url()
    assert urllib3.request("GET", address, redirect=False).status == 400
    flow = Flow.from_client_config(config, SCOPES, redirect_uri="https://example.com/back")
    flow.fetch_token(code=consent(flow)["code"])
    assert flow.credentials.token


def test_access_tokens_run_out_and_are_renewed(server: GoogleCalendar, anna: GoogleUi) -> None:
    with talking(server, server.credentials(anna.email)) as service:
        request = service.events().list(calendarId="primary")
        request.execute()
        server.clock.advance(timedelta(hours=1))
        request.execute()
        server.expire_access_tokens()
        request.execute()
    assert server.counts()["events.list", 401] == 2
    assert server.counts()["oauth.token", 200] == 3


def test_a_revoked_grant_cannot_be_renewed(server: GoogleCalendar, anna: GoogleUi) -> None:
    credentials = server.credentials(anna.email)
    with talking(server, credentials) as service:
        request = service.events().list(calendarId="primary")
        request.execute()
        server.revoke(anna.email)
        with pytest.raises(RefreshError, match="invalid_grant"):
            request.execute()


def test_a_client_that_is_not_known_is_told_so(server: GoogleCalendar, anna: GoogleUi) -> None:
    info = server.authorized_user(anna.email)
    told = {key: info[key] for key in ("client_id", "client_secret", "refresh_token")}
    told |= {"grant_type": "refresh_token", "client_id": "unknown"}
    status, answer = token_request(server, **told)
    assert (status, answer["error"]) == (401, "invalid_client")
    assert token_request(server, grant_type="magic")[1]["error"] == "unsupported_grant_type"


def test_a_service_account_acts_for_itself_and_for_whom_it_may(
    server: GoogleCalendar, anna: GoogleUi
) -> None:
    robot = "club@stand-in.iam.gserviceaccount.com"
    info = server.add_service_account(robot, acts_for=[anna.email])
    make = service_account.Credentials.from_service_account_info
    own: Any = make(info, scopes=SCOPES)  # type: ignore[no-untyped-call]
    with talking(server, own) as service:
        assert refused(service.events().list(calendarId=anna.email)) == (404, "notFound")
        server.share(anna.email, robot, "reader")
        assert service.events().list(calendarId=anna.email).execute()["accessRole"] == "reader"
    with talking(server, own.with_subject(anna.email)) as service:
        assert service.events().list(calendarId="primary").execute()["accessRole"] == "owner"
    with pytest.raises(RefreshError, match="unauthorized_client"):
        own.with_subject("ben@example.com").refresh(Request())


def test_a_call_without_its_scope_is_refused(server: GoogleCalendar, anna: GoogleUi) -> None:
    token = server.access_token(anna.email, ["calendar.events.readonly"])
    with talking(server, token) as service:
        service.events().list(calendarId="primary").execute()
        insert = service.events().insert(calendarId="primary", body=timed())
        assert refused(insert) == (403, "insufficientPermissions")
        assert refused(service.calendarList().list()) == (403, "insufficientPermissions")


def test_owned_events_and_own_calendars_are_narrower_scopes(
    server: GoogleCalendar, anna: GoogleUi
) -> None:
    ben = server.add_user("ben@example.com")
    server.share(ben.email, anna.email, "writer")
    with talking(server, server.access_token(anna.email, ["calendar.events.owned"])) as service:
        service.events().list(calendarId="primary").execute()
        others = service.events().list(calendarId=ben.email)
        assert refused(others) == (403, "insufficientPermissions")
    with talking(server, server.access_token(anna.email, ["calendar.app.created"])) as service:
        made = service.calendars().insert(body={"summary": "Ours"}).execute()["id"]
        insert: Service = service.events().insert
        assert insert(calendarId=made, body=timed()).execute()
        assert refused(insert(calendarId="primary", body=timed()))[0] == 403
        by_hand = anna.new_calendar("By hand")
        assert refused(insert(calendarId=by_hand, body=timed()))[0] == 403


def test_nobody_is_let_in_without_a_token(server: GoogleCalendar) -> None:
    answer = urllib3.request("GET", server.api_root + "calendar/v3/calendars/primary/events")
    (detail,) = json.loads(answer.data)["error"]["errors"]
    assert (answer.status, detail["reason"]) == (401, "authError")


def test_a_token_can_be_given_back(server: GoogleCalendar, anna: GoogleUi) -> None:
    token = server.access_token(anna.email)
    assert post(server.revoke_uri, {"token": token}).status == 200
    with talking(server, token) as service, pytest.raises(RefreshError):
        service.events().list(calendarId="primary").execute()
