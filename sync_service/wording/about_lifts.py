"""Sentences about what is prescribed within a lift."""

from __future__ import annotations

from sync_service.wording.facts import Facts, Said


def _lift(facts: Facts) -> str:
    return facts.name(facts.first_where(lambda workout: workout.is_lift)).first


def lifting_load(facts: Facts) -> Said:
    """Sets that are too heavy or too light."""
    say = facts.speech.say
    heavy = facts.value("percent_1rm") > facts.value("load_max_percent_1rm")
    light = say("Put a little more on the bar, or call it a deload.")
    return Said(
        say(
            "{lift}: sets at {load} % of your maximum; {low} to {high} % builds the most.",
            lift=_lift(facts),
            load=facts.number("percent_1rm"),
            low=facts.number("load_min_percent_1rm"),
            high=facts.number("load_max_percent_1rm"),
        ),
        say("Take a little weight off.") if heavy else light,
    )


def lifting_prescription(facts: Facts) -> Said:
    """More repetitions than a load allows."""
    say, most = facts.speech.say, facts.number("most_percent_1rm")
    return Said(
        say(
            "{lift}: {reps} reps at {load} % is more than can be done; {most} % would fit.",
            lift=_lift(facts),
            reps=facts.number("reps"),
            load=facts.number("percent_1rm"),
            most=most,
        ),
        say("Take {most} % or less, or do fewer reps.", most=most),
    )


def lifting_reps(facts: Facts) -> Said:
    """Too many or too few repetitions."""
    say = facts.speech.say
    many = facts.value("reps") > facts.value("reps_max")
    few = say("Lift lighter for more reps.")
    return Said(
        say(
            "{lift}: sets of {reps} reps; {low} to {high} go best with running.",
            lift=_lift(facts),
            reps=facts.number("reps"),
            low=facts.number("reps_min"),
            high=facts.number("reps_max"),
        ),
        say("Lift heavier for fewer reps.") if many else few,
    )


def lifting_rest(facts: Facts) -> Said:
    """Too long or too short a rest between sets."""
    speech = facts.speech
    rest, low = facts.value("rest_s"), facts.value("set_rest_min_s")
    longer = speech.say("Rest longer between heavy sets.")
    return Said(
        speech.say(
            "{lift}: {rest} rest between sets; {low} to {high} would be better.",
            lift=_lift(facts),
            rest=speech.minutes(rest),
            low=speech.minutes(low),
            high=speech.minutes(facts.value("set_rest_max_s")),
        ),
        longer if rest < low else speech.say("Rest a little less."),
    )


def lifting_volume(facts: Facts) -> Said:
    """Too many sets."""
    say = facts.speech.say
    return Said(
        say(
            "{lift}: {sets} working sets; {most} are enough beside running.",
            lift=_lift(facts),
            sets=facts.number("sets"),
            most=facts.number("sets_per_session_max"),
        ),
        say("Leave out accessories first, then sets."),
    )
