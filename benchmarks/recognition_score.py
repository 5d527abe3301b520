"""How well titles are recognized: `python -m benchmarks.recognition_score [--english] [--quiet]`.

Prints precision, recall and F1 by sport, the accuracy of run type, hard, focus and heavy, the share
of prescriptions that are exact, and every miss, for the labeled events in `shared/data/recognition`
beside the repository (another folder with `--data FOLDER`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.recognition import recognize
from rules.workout import HARD_RUN_TYPES, LiftSet, RunSegment, Session, Span

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "recognition"
Label = dict[str, Any]
_CLOSE_M, _CLOSE_S, _CLOSE = 2.0, 1.0, 0.06

# Words that tell a title of the set to be in another language than English.
_FOREIGN = re.compile(
    r"[äöüßéèàâçãõñíóúá]"
    r"|\b(krafttraining|kniebeuge|oberkorper|langer|lauf|schwimmen|fahrtspiel|rolle|wandern|locker"
    r"|ruhetag|sprinttraining|bahntraining|arme|kreuzheben|maximalkraft|ruderergometer|laufzeit"
    r"|lungenfunktionstest|schwimmkurs|werkstatt|pierna|tren|muscu|jambes|krachttraining|treino"
    r"|palestra|gambe|dos|footing|rodaje|corrida|fondo|ripetute|duurloop|seuil|sortie|tirada"
    r"|descanso|faire|gara|entrenamiento|serie a|hanches|banca|sentadilla|panca|aquecimento)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Share:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def count(self, *, right: bool) -> None:
        """Count one answer."""
        self.right += right
        self.of += 1

    @property
    def value(self) -> float:
        """The share, 1 where nothing was asked."""
        return self.right / self.of if self.of else 1.0


@dataclass(slots=True)
class Score:
    """Everything counted over a set of events; `misses` holds one line for each wrong answer."""

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    run_type: Share = field(default_factory=Share)
    hard: Share = field(default_factory=Share)
    focus: Share = field(default_factory=Share)
    heavy: Share = field(default_factory=Share)
    prescriptions: Share = field(default_factory=Share)
    events: int = 0
    misses: list[str] = field(default_factory=list)

    def precision(self, sport: str) -> float:
        """Of what was recognized as this sport ("workout": as any), the share that is."""
        return self.both[sport] / self.found[sport] if self.found[sport] else 1.0

    def recall(self, sport: str) -> float:
        """Of what is this sport, the share that was recognized."""
        return self.both[sport] / self.wanted[sport] if self.wanted[sport] else 1.0

    def f1(self, sport: str) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision(sport), self.recall(sport)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def looks_english(text: str) -> bool:
    """Whether nothing in a text of the labeled set tells that it is not English."""
    return _FOREIGN.search(text) is None


def rows(path: Path, *, english: bool) -> Iterator[Label]:
    """The labeled rows of a file, all or those that look English."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: Label = json.loads(line)
        text = row.get("text") or f"{row.get('title', '')}\n{row.get('description', '')}"
        if not english or looks_english(text):
            yield row


def score(folder: Path, *, english: bool = False) -> Score:
    """Recognize every labeled event of the folder and count."""
    total = Score()
    for row in rows(folder / "recognition_dev.jsonl", english=english):
        _score_event(total, row)
    for row in rows(folder / "prescriptions_dev.jsonl", english=english):
        _score_prescription(total, row)
    return total


def _score_event(total: Score, row: Label) -> None:
    wanted: list[Label] = row["workouts"]
    found = recognize(row["title"], row["description"])
    total.events += 1
    want, have = Counter(w["sport"] for w in wanted), Counter(s.sport.value for s in found)
    for counter, counts in ((total.wanted, want), (total.found, have), (total.both, want & have)):
        counter.update(counts)
    for counter, is_workout in (
        (total.wanted, bool(wanted)),
        (total.found, bool(found)),
        (total.both, bool(wanted) and bool(found)),
    ):
        counter["workout"] += is_workout
    wrong = [] if want == have else [f"sport {sorted(have.elements())}"]
    for label, session in _pairs(wanted, found):
        wrong.extend(_score_pair(total, label, session))
    if wrong:
        want_text = (
            "; ".join(" ".join(map(str, label.values())) for label in wanted) or "no workout"
        )
        text = f"{row['title']!r} {row['description'][:60]!r}"
        total.misses.append(f"{row['id']} {text}: {', '.join(wrong)} — wanted {want_text}")


def _pairs(wanted: list[Label], found: tuple[Session, ...]) -> Iterator[tuple[Label, Session]]:
    left = list(found)
    for label in wanted:
        match = next((s for s in left if s.sport.value == label["sport"]), None)
        if match is not None:
            left.remove(match)
            yield label, match


def _score_pair(total: Score, label: Label, session: Session) -> Iterator[str]:
    checks: list[tuple[str, Share, object, object]] = []
    if label["sport"] == "run":
        wanted = label.get("run_type")
        found = session.run_type.value if session.run_type else None
        hard = None if wanted is None else wanted in HARD_RUN_TYPES
        checks = [
            ("run type", total.run_type, wanted, found),
            ("hard", total.hard, hard, session.hard),
        ]
    if label["sport"] == "lift":
        focus = session.focus.value if session.focus else None
        checks = [
            ("focus", total.focus, label.get("focus"), focus),
            ("heavy", total.heavy, label.get("heavy"), session.heavy),
        ]
    for name, share, want, have in checks:
        share.count(right=want == have)
        if want != have:
            yield f"{name} {have}"


def _score_prescription(total: Score, row: Label) -> None:
    found = recognize(row["text"])
    problems = list(_prescription_problems(row, found))
    total.prescriptions.count(right=not problems)
    if problems:
        total.misses.append(f"prescription {row['text']!r}: {'; '.join(problems)}")


def _prescription_problems(row: Label, found: tuple[Session, ...]) -> Iterator[str]:
    sets = [as_label(s) for session in found for s in session.sets]
    segments = [segment_label(s) for session in found for s in session.segments]
    if not _same(sets, row["sets"]):
        yield f"sets {sets}"
    if not _same(segments, row["run_segments"]):
        yield f"segments {segments}"
    measured = [s for s in found if s.segments] or list(found)
    km = [s.distance_km * 1000 for s in measured if s.distance_km is not None]
    minutes = [s.duration_min * 60 for s in measured if s.duration_min is not None]
    if not _same(sum(km) if km else None, row["total_distance_m"]):
        yield f"total m {km}"
    if not _same(sum(minutes) if minutes else None, row["total_duration_s"]):
        yield f"total s {minutes}"


def as_label(lift_set: LiftSet) -> Label:
    """A set in the shape of the labeled rows."""
    return {
        "exercise": lift_set.exercise,
        "sets": lift_set.sets,
        "reps": _span(lift_set.reps),
        "percent_1rm": lift_set.percent_1rm,
        "load_kg": lift_set.load_kg,
        "rpe": lift_set.rpe,
        "rir": lift_set.rir,
        "rest_s": _span(lift_set.rest_s),
    }


def segment_label(segment: RunSegment) -> Label:
    """A run segment in the shape of the labeled rows."""
    recovery = segment.recovery
    return {
        "repeat": segment.repeat,
        "distance_m": segment.distance_m,
        "duration_s": segment.duration_s,
        "pace_s_per_km": segment.pace_s_per_km,
        "intensity": segment.intensity,
        "recovery": recovery
        and {
            "distance_m": recovery.distance_m,
            "duration_s": recovery.duration_s,
            "intensity": recovery.intensity,
        },
    }


def _span(span: Span | None) -> float | list[float] | None:
    if span is None:
        return None
    return span.low if span.low == span.high else [span.low, span.high]


def _same(found: object, wanted: object) -> bool:
    """Whether two values agree: numbers within rounding, words whatever their case."""
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(_same(found.get(key), value) for key, value in wanted.items())
    if isinstance(found, int | float) and isinstance(wanted, int | float):
        return abs(found - wanted) <= (_CLOSE_M if abs(wanted) > 100 else _CLOSE)
    if isinstance(found, str) and isinstance(wanted, str):
        return found.casefold() == wanted.casefold()
    return found == wanted


def report(total: Score) -> str:
    """The figures as a table, the misses behind them."""
    sports = ["workout", *sorted(set(total.wanted) - {"workout"})]
    lines = [f"{total.events} events", f"{'':10} {'prec.':>7} {'recall':>7} {'F1':>7} {'n':>5}"]
    for sport in sports:
        figures = (total.precision(sport), total.recall(sport), total.f1(sport))
        row = " ".join(f"{figure:7.3f}" for figure in figures)
        lines.append(f"{sport:10} {row} {total.wanted[sport]:5}")
    for name in ("run_type", "hard", "focus", "heavy", "prescriptions"):
        share: Share = getattr(total, name)
        lines.append(f"{name:13} {share.value:6.3f}  {share.right} of {share.of}")
    return "\n".join(lines)


def main() -> int:
    """Print the score; status 2 where the labeled events are absent."""
    parser = argparse.ArgumentParser(description="Score the recognition of labeled events.")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the labeled events")
    parser.add_argument("--english", action="store_true", help="only rows that look English")
    parser.add_argument("--quiet", action="store_true", help="do not list the misses")
    options = parser.parse_args()
    if not (options.data / "recognition_dev.jsonl").is_file():
        print(
            f"No labeled events: {options.data}/recognition_dev.jsonl is not there.",
            file=sys.stderr,
        )
        return 2
    total = score(options.data, english=options.english)
    print(report(total))
    if not options.quiet:
        print(f"\n{len(total.misses)} misses", *total.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
