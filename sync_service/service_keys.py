"""What the keys of the service mean."""

from __future__ import annotations

from sync_service.google_settings import GoogleSettings
from sync_service.service_settings import LogSettings, NotifySettings, WebSettings
from sync_service.settings import Settings
from sync_service.settings_key import Group, key

SERVICE = Group(
    "service",
    "key above all athletes",
    Settings,
    (
        key(
            "athletes",
            "one `[[athletes]]` for each",
        ),
        key(
            "database_url",
            "what is kept between two cycles: a SQLite file, taken from the folder of the "
            "settings file, or a PostgreSQL server, as in `postgresql://user@host/name` "
            "(it takes the extra `counterpoint[postgres]`); with a password it belongs into "
            "`COUNTERPOINT_DATABASE_URL_FILE`",
        ),
        key(
            "key_path",
            "the file of the key that seals credentials in the database; made on the "
            "first run, for its owner alone; keep a copy apart from the backups",
            "`counterpoint.key` beside the SQLite file, else beside the settings",
        ),
        key(
            "brake",
            "a cycle that would change or delete at least `at_least` things, and more "
            "than this `share` of those that stand, is held back until you release it "
            "([writing.md](writing.md))",
        ),
        key(
            "horizon",
            "the days that `plan` and `sync` look at: from the Monday of the week `days_back` "
            "days before today to `days_ahead` days after",
        ),
        key(
            "google",
            "how Google is reached, see below and [google.md](google.md)",
            "Google's own addresses, no client",
        ),
        key(
            "interval_min",
            "how often `counterpoint run` looks after each athlete; sooner after a push "
            "or an answer, later after failures",
        ),
        key(
            "jitter_percent",
            "how far an interval may be off, so that not everyone is looked after at once",
        ),
        key(
            "workers",
            "how many athletes are looked after at the same time",
        ),
        key(
            "web",
            "what `counterpoint run` serves, see below",
            "as below",
        ),
        key(
            "log",
            "what is logged, see below",
            "as below",
        ),
        key(
            "notify",
            "what the operator is told, see below",
            "as below",
        ),
    ),
)
WEB = Group(
    "web",
    "key of `web`",
    WebSettings,
    (
        key("host", "the address to listen on; `0.0.0.0` is every one of the machine"),
        key("port", "the port to listen on; 0 takes any that is free"),
        key(
            "public_url",
            "where others reach it, as in `https://training.example`, when a proxy stands before "
            "it; the addresses of [feeds](published_feeds.md) begin with it, and by https Google "
            "tells of changes at once ([google.md](google.md))",
            "the address that is listened on",
        ),
        key("metrics", "whether `/metrics` is served"),
    ),
)
LOG = Group(
    "log",
    "key of `log`",
    LogSettings,
    (
        key("format", "`console` for people, `json` for programs, `auto` by where it goes"),
        key("level", "the least that is told: `debug`, `info`, `warning` or `error`"),
    ),
)
NOTIFY = Group(
    "notify",
    "key of `notify`",
    NotifySettings,
    (
        key(
            "urls",
            "where notices go, as Apprise writes addresses; they hold secrets and belong into "
            "`COUNTERPOINT_NOTIFY__URLS_FILE`, one a line",
        ),
        key(
            "on",
            "what is told: `reauthorization` (an account has to be connected again), `held` (a "
            "plan waits for you), `digest` (the week, once a week)",
        ),
    ),
)
GOOGLE = Group(
    "google",
    "key of `google`",
    GoogleSettings,
    (
        key(
            "client_file",
            "the OAuth client that asks athletes for access, as Google's console hands it out",
        ),
        key(
            "client",
            "the content of such a file; what `COUNTERPOINT_GOOGLE__CLIENT_FILE` sets, "
            "since `_FILE` hands over what a file holds",
        ),
        key(
            "client_id client_secret",
            "the client without a file; a `client_secret` wins over the file's and "
            "belongs into `COUNTERPOINT_GOOGLE__CLIENT_SECRET_FILE`",
        ),
        key(
            "api_root",
            "where the calendars are asked for; another server that speaks the same may stand in",
        ),
        key(
            "token_uri auth_uri",
            "where tokens are given, and where a person is asked",
            "the client file's, else Google's",
        ),
    ),
)
