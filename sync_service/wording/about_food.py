"""Sentences about what is eaten: without figures of the body, of energy or of what is planned."""

from __future__ import annotations

from collections.abc import Callable

from sync_service.wording.facts import Facts, Said
from sync_service.wording.speech import message


def _on_day(told: str, remedy: str) -> Callable[[Facts], Said]:
    """A sentence that names the day."""

    def said(facts: Facts) -> Said:
        day = facts.speech.weekday(facts.finding.dates[0])
        return Said(facts.speech.say(told, day=day), facts.speech.say(remedy))

    return said


energy = _on_day(
    message("What is planned to eat on {day} is a little short for the training."),
    message("Eat a little more round the sessions."),
)
energy_availability = _on_day(
    message("What is planned to eat on {day} leaves the body little; this is no diagnosis."),
    message("If such days are usual, a physician or a sports dietitian can help."),
)
protein = _on_day(
    message("The protein planned for the week of {day} is outside the usual range."),
    message("A serving more or less a day brings it back."),
)
protein_servings = _on_day(
    message("Protein on {day} works better in even servings."),
    message("Spread it over the day, one serving before sleep."),
)
carbs_before_run = _on_day(
    message("The run on {day} goes better with carbs before it."),
    message("Eat a meal two to three hours ahead, or a small snack."),
)
carbs_during_run = _on_day(
    message("The long run on {day} goes better with carbs on the way."),
    message("Take a sports drink or gels along."),
)
carbs_after_run = _on_day(
    message("Carbs after the run on {day} help you recover."),
    message("Eat a meal soon after the run."),
)
carbs_daily = _on_day(
    message("More carbs on {day} would suit the training."),
    message("Add some to each meal."),
)
