"""The web server of the daemon: feeds to subscribe to, Google's messages, health and metrics.

`web_app` makes the app of a `WebState`, `serving` runs it beside the daemon's own work.
"""

from sync_service.web.app import web_app
from sync_service.web.server import Limits, serving
from sync_service.web.state import WebState

__all__ = ["Limits", "WebState", "serving", "web_app"]
