"""What the keys of an athlete mean."""

from __future__ import annotations

from rules.athlete import Thresholds
from sync_service.athlete_settings import AthleteSettings
from sync_service.recognition_settings import RecognitionRule
from sync_service.settings_key import Group, Key, key
from sync_service.threshold_settings import ThresholdSettings

ATHLETE = Group(
    "athlete",
    "key of an athlete",
    AthleteSettings,
    (
        key(
            "name",
            "stands above the report, and names them in every command; one line",
        ),
        key(
            "time_zone",
            "days, weeks and times without a zone are told by it",
            "the machine's",
        ),
        key(
            "language",
            "the language of everything that is written into calendars and feeds, `en` or "
            "`de` ([calendar_texts.md](calendar_texts.md)); reports stay English",
        ),
        key(
            "priority",
            "`muscle`, `balanced` or `running`: what gives way when both collide",
        ),
        key(
            "sex birth_year height_cm weight_kg body_fat_percent",
            "the body, for [fueling](fueling.md); never shown, logged or written to a calendar",
            private=True,
        ),
        key(
            "planned_intake_kcal planned_protein_g",
            "what you mean to eat on a day; judged, never shown",
            private=True,
        ),
        key(
            "one_rep_max_kg",
            "by exercise, as in `{ squat = 100 }`; kilograms in a prescription are told "
            "as a share of it",
            private=True,
        ),
        key(
            "diet",
            "`omnivore`, `vegetarian` or `vegan`",
        ),
        key(
            "wake bed",
            "the waking day",
        ),
        key(
            "usual_slot",
            "when untimed workouts are assumed to start, and where moves like to go: "
            "`run`, `lift`, `other`",
            "`06:30`, `18:00`, `12:00`",
        ),
        key(
            "windows",
            "when training is possible, by weekday (`mon` … `sun`), as in `{ sat = "
            '["07:00-18:00"] }`; `[]`: not at all on that day',
            "wake to bed",
        ),
        key(
            "annotate",
            "where notes about workouts stand: `description`: in the workout itself, in every "
            "source of training that can be written (a folder, or a Google calendar that the "
            "account may change), whatever `write_to` names; `companion`: in events of their own "
            "in `write_to`; `off`: nowhere",
        ),
        key(
            "moves",
            "[suggested moves](moves.md): `suggest`, `auto` (workouts in a source "
            "of training that can be written are moved at once) or `off`",
        ),
        key(
            "fuel",
            "which events of the fuel plan are written: `key_sessions`, `full`, `summary` or `off`",
        ),
        key(
            "fuel_grams",
            "whether these events tell grams",
        ),
        key(
            "rules_off",
            "ids of rules that are not to be checked",
        ),
        key(
            "thresholds",
            "your own figures, see below",
            "the guide's",
        ),
        key(
            "recognition_rules",
            "what events with such a title are, see below",
        ),
        key(
            "sources",
            '`{ kind = "ics_feed", address = "…", role = "training", holds = "training" '
            "}`; with the `role` `busy` it is not read for workouts: its timed events are "
            "busy time for moves, whatever sources are named on the command line; "
            '`holds`: see below; `{ kind = "local_calendar", folder = "…" }`: a folder of '
            '.ics files; `{ kind = "google_calendar", calendar = "primary" }`: a calendar '
            "of the athlete's Google account, by its id",
        ),
        key(
            "write_to",
            "the calendar that our own items go into (suggested moves, meals, and notes beside "
            'workouts that are only read): `{ kind = "local_calendar", folder '
            '= "…" }`, a folder of .ics files that is made where there is none, '
            "in a folder that is there "
            '([writing.md](writing.md)); or `{ kind = "google_calendar", calendar = '
            '"primary" }` ([google.md](google.md)); without it nothing is written anywhere, and '
            "the feeds to subscribe to hold everything ([published_feeds.md](published_feeds.md))",
        ),
    ),
)
RECOGNITION = Group(
    "recognition",
    "key of a rule in `recognition_rules`",
    RecognitionRule,
    (
        key(
            "title",
            "the title that it speaks of: `*` stands for any text, `?` for one character; "
            "case and accents do not matter",
        ),
        key(
            "sport",
            "`run`, `lift`, `ride`, `swim`, `row`, `walk`, `mobility`, `other` or `rest`",
        ),
        key(
            "run_type",
            "`recovery`, `easy`, `long`, `steady`, `tempo`, `intervals`, `sprints`, "
            "`hills` or `race`; says that it is a run",
        ),
        key(
            "focus",
            "`lower`, `upper`, `full` or `core`; says that it is a lift",
        ),
        key(
            "heavy",
            "whether the lift is heavy; says that it is a lift",
        ),
        key(
            "hard",
            "whether the session is hard",
        ),
        key(
            "ignore",
            "`true`: no workout; `false`: a workout, whatever its words",
        ),
        key(
            "fixed",
            "`true`: the planner never moves it",
        ),
    ),
    has_defaults=False,
)
THRESHOLDS = Group(
    "thresholds",
    "key of `thresholds`",
    ThresholdSettings,
    tuple(
        Key((name,), "", f"{getattr(Thresholds(), name):g}")
        for name in ThresholdSettings.model_fields
    ),
)
