"""One cause is told once, the worst first, a handful a week."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.days import week_of
from rules.finding import Finding, Severity
from rules.gathering import gather, told, told_in_full
from rules.workout import Focus, RunType
from tests.checks.builders import MONDAY, at, findings, lift, run


def finding(
    rule: str, severity: Severity, *workouts: str, day: int = 0, whole_week: bool = False
) -> Finding:
    first = MONDAY + timedelta(days=day)
    dates = tuple(week_of(first)) if whole_week else (first,)
    return Finding(rule, severity, workouts, dates, f"{rule}.", "Mend it.", about_week=whole_week)


V, C, A = Severity.VIOLATION, Severity.CAUTION, Severity.ADVICE


def rules(findings_: list[Finding]) -> list[list[str]]:
    return [[each.rule for each in cause.findings] for cause in gather(findings_)]


def test_what_is_said_of_the_same_workouts_is_one_cause() -> None:
    pair = [finding("c", A, "1", "2"), finding("a", V, "1", "2"), finding("b", C, "2", "1")]
    assert rules(pair) == [["a", "b", "c"]]


def test_what_is_said_of_more_of_them_is_too() -> None:
    streak = finding("row", C, "1", "2", "3")
    pairs = [finding("a", V, "1", "2"), finding("a", V, "2", "3")]
    assert rules([streak, *pairs]) == [["a", "row"], ["a"]]


def test_other_workouts_are_another_cause() -> None:
    assert rules([finding("a", V, "1", "2"), finding("b", V, "2", "3")]) == [["a"], ["b"]]


def test_the_content_of_a_workout_is_no_matter_of_its_place() -> None:
    found = [finding("gap", V, "1", "2"), finding("reps", C, "1"), finding("load", C, "1")]
    assert rules(found) == [["gap"], ["load", "reps"]]


def test_a_week_is_told_rule_by_rule() -> None:
    found = [
        finding("lifts", A, "1", "2", whole_week=True),
        finding("lifts", A, whole_week=True),
        finding("runs", C, "1", "2", whole_week=True),
        finding("gap", V, "1", "2"),
    ]
    assert rules(found) == [["gap"], ["runs"], ["lifts", "lifts"]]


def test_too_little_quality_and_too_little_hard_running_are_one_cause() -> None:
    none = [
        finding("quality-runs", A, whole_week=True),
        finding("intensity-balance", C, whole_week=True),
        finding("lifting-frequency", C, whole_week=True),
    ]
    assert rules(none) == [["intensity-balance", "quality-runs"], ["lifting-frequency"]]
    only_tempo = [
        finding("quality-runs", A, whole_week=True),
        finding("intensity-balance", C, "1", whole_week=True),
    ]
    assert rules(only_tempo) == [["intensity-balance"], ["quality-runs"]]


def test_a_handful_of_the_worst_is_told_a_week() -> None:
    found = [finding(f"r{n}", V if n > 5 else A, f"{n}", day=n % 7) for n in range(8)]
    later = finding("next", A, "9", day=8)
    first, second = told([*found, later])
    assert [cause.lead.rule for cause in first.causes] == ["r7", "r6", "r0", "r1", "r2"]
    assert (first.left_out, second.left_out) == (3, 0)
    assert [cause.lead.rule for cause in second.causes] == ["next"]


def test_all_are_told_one_by_one_when_asked() -> None:
    pair = [finding("c", A, "1", "2"), finding("a", V, "1", "2")]
    [week] = told_in_full(pair)
    assert [cause.lead.rule for cause in week.causes] == ["a", "c"]
    assert all(cause.related == () for cause in week.causes)


def test_a_lift_and_a_tempo_run_back_to_back_are_one_cause() -> None:
    legs = lift(at(0, "17:00"), Focus.LOWER, heavy=True)
    found = findings(legs, run(at(0, "18:00"), RunType.TEMPO))
    days = [cause for cause in gather(found) if len(cause.lead.workouts) == 2]
    assert len(days) == 1
    assert {each.rule for each in days[0].findings} >= {"run-after-heavy-lower", "same-day-gap"}


some = st.builds(
    finding,
    st.sampled_from("abc"),
    st.sampled_from(Severity),
    st.sampled_from("1234"),
    st.sampled_from("1234"),
    day=st.integers(0, 13),
    whole_week=st.booleans(),
)


@given(st.lists(some, unique=True))
def test_nothing_is_lost_doubled_or_out_of_order(found: list[Finding]) -> None:
    gathered = [each for cause in gather(found) for each in cause.findings]
    assert sorted(map(repr, gathered)) == sorted(map(repr, found))
    leads = [cause.lead.severity.rank for cause in gather(found)]
    assert leads == sorted(leads)
    shown = sum(len(cause.findings) for week in told_in_full(found) for cause in week.causes)
    assert shown == len(found)
    assert gather(reversed(found)) == gather(found)
