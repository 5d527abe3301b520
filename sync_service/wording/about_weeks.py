"""Sentences about whole weeks. Numbers stand behind a colon, so that no plural is needed."""

from __future__ import annotations

from rules.exercise import MainLift
from rules.weeks import HardShare
from sync_service.wording.facts import Facts, NotTold, Said
from sync_service.wording.speech import message

_MERGED = 3


def lifting_frequency(facts: Facts) -> Said:
    """Too many lifts or too few."""
    say, lifts = facts.speech.say, facts.number("lifts")
    if facts.has("lifts_per_week_max"):
        most = facts.number("lifts_per_week_max")
        return Said(
            say(
                "Lifts this week: {lifts}; up to {most} go well with running.",
                lifts=lifts,
                most=most,
            ),
            say("Leave one out, or merge two short ones."),
        )
    fewest = facts.number("lifts_per_week_min")
    return Said(
        say("Lifts this week: {lifts}; from {fewest} on muscle grows.", lifts=lifts, fewest=fewest),
        say("Add a lift on a day that follows no hard run."),
    )


def heavy_lower_frequency(facts: Facts) -> Said:
    """Heavy leg work too often."""
    say = facts.speech.say
    return Said(
        say(
            "Heavy leg days this week: {days}; with {most} your legs have time to run.",
            days=facts.number("heavy_lower_lifts"),
            most=facts.number("heavy_lower_per_week_max"),
        ),
        say("Make one of them an upper-body or a light day."),
    )


_MISSING = {
    MainLift.SQUAT: (
        message("No squat this week, nor a variant of it."),
        message("Add one to a lift, such as a back or front squat."),
    ),
    MainLift.DEADLIFT: (
        message("No deadlift this week, nor a variant of it."),
        message("Add one to a lift, such as a Romanian or trap-bar deadlift."),
    ),
    MainLift.BENCH_PRESS: (
        message("No bench press this week, nor a variant of it."),
        message("Add one to a lift, with a barbell or dumbbells."),
    ),
    MainLift.OVERHEAD_PRESS: (
        message("No overhead press this week, nor a variant of it."),
        message("Add one to a lift, with a barbell or dumbbells."),
    ),
}


def compound_lifts(facts: Facts) -> Said:
    """A main lift that a week lacks."""
    for lift, (told, remedy) in _MISSING.items():
        if facts.has(f"{lift.name.lower()}_sessions"):
            return Said(facts.speech.say(told), facts.speech.say(remedy))
    raise NotTold("lift")


def long_slow_runs(facts: Facts) -> Said:
    """Too many long slow runs."""
    say = facts.speech.say
    return Said(
        say(
            "Long slow runs this week: {runs}; {most} at most would be better.",
            runs=facts.number("long_slow_runs"),
            most=facts.number("long_slow_runs_per_week_max"),
        ),
        say("Shorten one of them, or make it a hill session."),
    )


def quality_runs(facts: Facts) -> Said:
    """Too many or too few sprints, hills and intervals."""
    say, runs = facts.speech.say, facts.number("quality_runs")
    if facts.has("quality_runs_per_week_max"):
        most = facts.number("quality_runs_per_week_max")
        return Said(
            say(
                "Quality runs this week: {runs}; up to {most} can be recovered from.",
                runs=runs,
                most=most,
            ),
            say("Make one of them an easy run."),
        )
    fewest = facts.number("quality_runs_per_week_min")
    return Said(
        say(
            "Sprints, hills or intervals this week: {runs}; {fewest} would do you good.",
            runs=runs,
            fewest=fewest,
        ),
        say("Make an easy run a few short sprints or uphill repeats.")
        if facts.value("easy_runs")
        else say("Add a short run with a few sprints or uphill repeats."),
    )


def running_concentration(facts: Facts) -> Said:
    """Many runs where muscle is the priority."""
    speech = facts.speech
    told = speech.say(
        "Runs this week: {runs}; {most} or fewer leave more for muscle.",
        runs=facts.number("runs"),
        most=facts.number("runs_per_week_max"),
    )
    days = [speech.short_weekday(run.day) for run in facts.workouts]
    if len(days) <= 1:
        return Said(told, speech.say("Leave one out."))
    if len(days) > _MERGED:
        return Said(told, speech.say("Merge the short easy ones."))
    return Said(told, speech.say("Merge those of {days} into one.", days=speech.listed(days)))


def intensity_balance(facts: Facts) -> Said:
    """Too much or too little hard running."""
    say = facts.speech.say
    share, low = facts.value("hard_share_percent"), facts.value("hard_share_min_percent")
    told = say(
        "{share} % of this week's running time is hard; {low} to {high} % would be better.",
        share=facts.number("hard_share_percent"),
        low=facts.number("hard_share_min_percent"),
        high=facts.number("hard_share_max_percent"),
    )
    if share < low:
        if facts.value("easy_runs"):
            return Said(told, say("Make one easy run a tempo, hill or interval session."))
        return Said(told, say("Make one run a tempo, hill or interval session."))
    hard = HardShare(facts.value("hard_min"), facts.value("running_min"))
    if hard.is_of_races(facts.workouts, facts.value("hard_share_max_percent")):
        return Said(told, say("The race makes it so; keep all other running easy."))
    return Said(told, say("Make a hard run shorter or easy, or add easy running."))


def monotony(facts: Facts) -> Said:
    """Days that are much alike."""
    say = facts.speech.say
    told = say("This week's days are all alike; hard and easy days in turn train better.")
    if facts.has("monotony"):
        told = say(
            "This week's days are much alike (monotony {monotony}, better below {limit}).",
            monotony=facts.number("monotony", 2),
            limit=facts.number("monotony_max", 2),
        )
    return Said(told, say("Make an easy day easier, or rest on it."))


def load_jump(facts: Facts) -> Said:
    """A jump in the week's load."""
    say = facts.speech.say
    return Said(
        say(
            "This week's load is {jump} % above the weeks before; {limit} % is enough of a step.",
            jump=facts.number("jump_percent"),
            limit=facts.number("load_jump_max_percent"),
        ),
        say("Shorten or ease a session or two."),
    )
