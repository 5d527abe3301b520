"""What a suggested move says in both languages, and that it stays short."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from rules.moves import Alternative, MoveIt, Swap
from rules.workout import Focus, RunType, Workout
from sync_service.wording import LONGEST_LINE, LONGEST_TITLE, AnswerBy, Language, Wording
from tests.checks.builders import BERLIN, assumed, at, lift, run
from tests.wording.cases import CASES, legs, tempo

CLOSE = CASES[0]
NEW = at(2, "07:00").astimezone(UTC)
END = NEW + timedelta(hours=1)


def says(language: str) -> Wording:
    return Wording.of(language, BERLIN).knowing(CLOSE.workouts)


def test_it_says_what_why_and_how_to_answer() -> None:
    other_day = MoveIt(tempo(0, "18:00"), at(3, "07:00").astimezone(UTC))
    told = says("en").suggestion(tempo(0, "18:00"), NEW, END, CLOSE.findings[:1], [other_day])
    assert told.title == "Move here? Tempo run (now Mon 18:00)"
    assert told.description.splitlines() == [
        "Tempo run: from Mon 5 Jan 18:00 to Wed 7 Jan 07:00–08:00",
        "This settles:",
        "· Only 2 h between the heavy lower-body lift and the tempo run.",
        "Also good: Thu 8 Jan 07:00.",
        "Move the workout here to accept, or anywhere else that suits you.",
        "Delete this event to decline; it will not be suggested for this day again.",
    ]


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "Makes room for the heavy lower-body lift."),
        ("de", "Macht Platz für das schwere Beintraining."),
    ],
)
def test_a_move_that_settles_nothing_itself_says_for_what_it_makes_room(
    language: str, why: str
) -> None:
    told = says(language).suggestion(
        tempo(0, "18:00"), NEW, END, (), makes_room_for=[legs(0, "15:00")]
    )
    assert told.description.splitlines()[1] == why


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "Makes room for the heavy lower-body lift and the tempo run on Thursday."),
        ("de", "Macht Platz für das schwere Beintraining und den Tempolauf am Donnerstag."),
    ],
)
def test_what_would_be_said_twice_has_its_day(language: str, why: str) -> None:
    others = [legs(0, "15:00"), tempo(3, "15:00")]
    told = says(language).suggestion(tempo(0, "18:00"), NEW, END, (), makes_room_for=others)
    assert told.description.splitlines()[1] == why


def test_it_says_so_in_german() -> None:
    told = says("de").suggestion(tempo(0, "18:00"), NEW, END, CLOSE.findings[:1])
    assert told.title == "Hierher? Tempolauf (jetzt Mo 18:00)"
    assert told.description.splitlines() == [
        "Tempolauf: von Mo 5. Jan. 18:00 auf Mi 7. Jan. 07:00–08:00",
        "Das löst:",
        "· Nur 2 h zwischen dem schweren Beintraining und dem Tempolauf.",
        "Einverstanden: Verschieb das Training hierher, oder wohin es dir sonst passt.",
        "Lieber nicht: Lösch diesen Termin; für diesen Tag kommt er nicht wieder.",
    ]


def hard_long_run() -> Workout:
    long = run(at(0, "07:00"), RunType.LONG, id_="long")
    return replace(long, session=replace(long.session, hard=True))


EASY = run(at(0, "07:00"), RunType.EASY, id_="easy")
ELSEWHERE = MoveIt(tempo(0, "18:00"), at(3, "12:00").astimezone(UTC))
SWAPPED = Swap(EASY, tempo(0, "18:00"), EASY.day)
INSTEAD = MoveIt(EASY, at(3, "12:00"))


@pytest.mark.parametrize(
    ("language", "ways", "line"),
    [
        (
            "en",
            (SWAPPED, ELSEWHERE),
            "Also good: Thu 8 Jan 12:00, or swap it with the easy run.",
        ),
        ("en", (SWAPPED,), "Also good: swap it with the easy run."),
        (
            "en",
            (ELSEWHERE, INSTEAD),
            "Also good: Thu 8 Jan 12:00, or move the easy run to Thu 8 Jan 12:00 instead.",
        ),
        (
            "de",
            (SWAPPED, ELSEWHERE),
            "Passt auch: Do 8. Jan. 12:00, oder mit dem lockeren Lauf tauschen.",
        ),
        (
            "de",
            (ELSEWHERE, INSTEAD),
            "Passt auch: Do 8. Jan. 12:00, oder stattdessen den lockeren Lauf auf "
            "Do 8. Jan. 12:00 verschieben.",
        ),
    ],
)
def test_what_else_would_do_reads_as_one_sentence(
    language: str, ways: tuple[Alternative, ...], line: str
) -> None:
    told = says(language).suggestion(tempo(0, "18:00"), NEW, END, (), ways)
    assert line in told.description.splitlines()


@pytest.mark.parametrize("language", tuple(Language))
@pytest.mark.parametrize("answer_by", tuple(AnswerBy))
def test_it_is_short_whatever_it_settles(language: Language, answer_by: AnswerBy) -> None:
    heavy, long = lift(at(0, "18:00"), Focus.FULL, heavy=True), hard_long_run()
    swap = Swap(long, heavy, heavy.day)
    ways: list[Alternative] = [swap, MoveIt(long, NEW), MoveIt(heavy, NEW)]
    told = says(language).suggestion(heavy, NEW, END, CLOSE.findings, ways, answer_by=answer_by)
    lines = told.description.splitlines()
    assert len(lines) <= 8
    assert all(len(line) <= LONGEST_LINE and not line.endswith("…") for line in lines)
    assert len(told.title) <= LONGEST_TITLE
    assert not told.title.endswith("…")


def test_how_to_answer_follows_the_calendar() -> None:
    def last_lines(answer_by: AnswerBy) -> str:
        told = says("en").suggestion(legs(0, "15:00"), NEW, END, (), answer_by=answer_by)
        return "\n".join(told.description.splitlines()[-2:])

    assert "Answer yes" in last_lines(AnswerBy.RSVP)
    assert "Answer no" in last_lines(AnswerBy.RSVP)
    assert "in your training platform" in last_lines(AnswerBy.PLATFORM)
    assert "Move the workout here" in last_lines(AnswerBy.MOVING)


def test_a_workout_without_a_time_stands_on_days() -> None:
    untimed = replace(assumed(tempo(0, "18:00")))
    told = says("en").suggestion(untimed, at(2, "07:00").date(), at(3, "07:00").date(), ())
    assert told.title == "Move here? Tempo run (now Mon)"
    assert told.description.startswith("Tempo run: from Mon 5 Jan to Wed 7 Jan\n")
