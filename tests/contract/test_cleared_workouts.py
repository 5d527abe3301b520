"""What every writer does to leave nothing of ours in the athlete's own events."""

from __future__ import annotations

import pytest

from connectors.writing import ClearWorkout, Outcome
from tests.contract.bench import (
    Bench,
    Seed,
    create,
    delete,
    describe,
    do,
    done,
    draft,
    handle_of,
    seeded,
)

NOTE = "── Counterpoint ──\nours\n── /Counterpoint abc123 ──"
SEEDS = [Seed(), Seed("series", weeks=4), Seed("bare", description="")]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.uid)
def test_a_note_is_found_as_a_trace_and_cleared_without_one(bench: Bench, seed: Seed) -> None:
    event = seeded(bench, seed)[-1]
    found = bench.dump()
    noted = done(bench, describe(event, f"{event.description}\n\n{NOTE}"))
    traced = {(each.uid, each.recurrence_id) for each in bench.writer.traces()}
    assert (noted.uid, noted.recurrence_id) in traced
    done(bench, ClearWorkout(handle_of(noted), event.description))
    assert bench.dump() == found
    assert list(bench.writer.traces()) == []


def test_where_nothing_of_ours_stands_nothing_is_found_and_clearing_changes_nothing(
    bench: Bench,
) -> None:
    (event,) = seeded(bench)
    done(bench, create(draft(description="by Counterpoint")))
    found = bench.dump()
    assert list(bench.writer.traces()) == []
    done(bench, ClearWorkout(handle_of(event)))
    assert bench.dump() == found


def test_an_event_of_ours_is_not_cleared_but_deleted(bench: Bench) -> None:
    made = done(bench, create())
    assert do(bench, ClearWorkout(handle_of(made), ""))[0].outcome is Outcome.REFUSED
    assert do(bench, delete(made))[0].outcome is Outcome.DONE


def test_what_changed_meanwhile_is_not_cleared(bench: Bench) -> None:
    (event,) = seeded(bench)
    noted = done(bench, describe(event, NOTE))
    bench.describe(noted, "the athlete's new words")
    (result,) = do(bench, ClearWorkout(handle_of(noted), ""))
    assert result.outcome is Outcome.CONFLICT
