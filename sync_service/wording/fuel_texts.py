"""What fuel events say: grams where the athlete allows them, never energy, intake or the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rules.fueling import Amount, FuelDay, FuelItem, ItemKind, Portion
from rules.workout import RunType, Workout
from sync_service.wording.lengths import LONGEST_TITLE, shortened
from sync_service.wording.speech import Noun, Speech, message


class Grams(Enum):
    """Whether amounts may be told."""

    TOLD = True
    KEPT = False


_OF_RUNS = frozenset({ItemKind.BEFORE_RUN, ItemKind.DURING_RUN, ItemKind.AFTER_RUN})
_TITLES = {
    ItemKind.BEFORE_RUN: message("Fuel: {amount} before {session}"),
    ItemKind.DURING_RUN: message("Fuel: {amount} during {session}"),
    ItemKind.AFTER_RUN: message("Fuel: {amount} after {session}"),
    ItemKind.AFTER_LIFT: message("Fuel: {amount} after {session}"),
}


@dataclass(frozen=True, slots=True)
class FuelTexts:
    """The texts of the fuel plan in one language."""

    speech: Speech
    grams: Grams

    def day_title(self, day: FuelDay) -> str:
        """What a day asks for: "Fuel: 147 g protein, 320 g carbs", else by the kilogram."""
        if self.grams is Grams.KEPT or day.protein_g is None:
            return self.speech.say(
                "Fuel: {protein} g/kg protein, {carbs} g/kg carbs",
                protein=self.speech.number(day.protein_g_per_kg),
                carbs=self.speech.number(day.carbs_g_per_kg),
            )
        return self._both(day)

    def _both(self, what: FuelDay | FuelItem) -> str:
        return self.speech.say(
            "Fuel: {protein} g protein, {carbs} g carbs",
            protein=str(what.protein_g),
            carbs=str(what.carbs_g),
        )

    def day_text(self, day: FuelDay) -> str:
        """What is eaten when: a line for each time."""
        return "\n".join(f"{item.start:%H:%M}  {self._amounts(item)}" for item in day.items)

    def item_title(self, item: FuelItem, sessions: Sequence[Workout]) -> str:
        """What counts most, and for which session: "Fuel: 60 g carbs before the intervals"."""
        return shortened(self._item_title(item, sessions), LONGEST_TITLE)

    def _item_title(self, item: FuelItem, sessions: Sequence[Workout]) -> str:
        tomorrow = is_for_tomorrow(item, sessions)
        amount = self._short(item, of_run=tomorrow or item.kind in _OF_RUNS)
        say = self.speech.say
        if tomorrow:
            run = self._name(sessions[-1]).moved
            if sessions[-1].day > item.start.date():
                return say("Fuel: {amount} for {session} tomorrow", amount=amount, session=run)
            return say("Fuel: {amount} for {session}", amount=amount, session=run)
        title = _TITLES.get(item.kind)
        if title is not None and sessions:
            session = self._name(_nearest(item, sessions))
            return say(title, amount=amount, session=session.beside)
        if item.kind is ItemKind.BEFORE_SLEEP:
            return say("Fuel: {amount} before sleep", amount=amount)
        known = item.protein_g is not None and item.carbs_g is not None
        if known and self.grams is Grams.TOLD:
            return self._both(item)
        return say("Fuel: {amount}", amount=amount)

    def item_text(self, item: FuelItem) -> str:
        """The amounts, and what they look like on a plate."""
        lines = [self._amounts(item)]
        if self.grams is Grams.TOLD and item.portions:
            foods = self.speech.listed([self._portion(each) for each in item.portions])
            lines.append(self.speech.say("For example {foods}.", foods=foods))
        return "\n".join(lines)

    def _name(self, workout: Workout) -> Noun:
        if workout.session.run_type is RunType.INTERVALS:
            return self.speech.noun(message("intervals"))
        return self.speech.workout(workout)

    def _short(self, item: FuelItem, *, of_run: bool) -> str:
        """Carbohydrate round runs, else protein; by the kilogram without grams."""
        say = self.speech.say
        grams = item.carbs_g if of_run else item.protein_g
        if self.grams is Grams.KEPT or grams is None:
            per_kg = Amount(item.asked.g_per_kg)
            carbs = self._asked(per_kg) if per_kg.g_per_kg else say("carbs")
            return carbs if of_run else say("0.3–0.4 g/kg protein")
        if of_run:
            return say("{grams} g carbs", grams=str(grams))
        return say("{grams} g protein", grams=str(grams))

    def _amounts(self, item: FuelItem) -> str:
        by_weight = item.carbs_g is not None or item.protein_g is not None
        kept = by_weight and self.grams is Grams.KEPT
        parts = self._by_kg(item) if kept else self._in_grams(item)
        return self.speech.listed(parts) if parts else ""

    def _in_grams(self, item: FuelItem) -> list[str]:
        """Both amounts in grams where they are known, else by the kilogram."""
        parts = []
        if item.is_serving and item.protein_g is None:
            parts.append(self._protein_by_kg())
        elif item.is_serving:
            parts.append(self.speech.say("{grams} g protein", grams=str(item.protein_g)))
        if item.carbs_g is None and (item.asked.g_per_kg or item.asked.plain_g):
            parts.append(self._asked(item.asked))
        elif item.carbs_g:
            parts.append(self.speech.say("{grams} g carbs", grams=str(item.carbs_g)))
        return parts

    def _by_kg(self, item: FuelItem) -> list[str]:
        """Both amounts by the kilogram, from which no weight can be told."""
        say = self.speech.say
        parts = [self._protein_by_kg()] if item.is_serving else []
        if item.kind is ItemKind.DURING_RUN:
            parts.append(say("carbs through the run"))
        elif item.asked.g_per_kg:
            parts.append(self._asked(Amount(item.asked.g_per_kg)))
        elif item.asked.plain_g:
            parts.append(say("a small snack of carbs"))
        return parts

    def _protein_by_kg(self) -> str:
        return self.speech.say("0.3 to 0.4 g/kg protein")

    def _asked(self, amount: Amount) -> str:
        per_kg, plain = self.speech.number(amount.g_per_kg), self.speech.number(amount.plain_g, 0)
        if amount.g_per_kg and amount.plain_g:
            return self.speech.say("{per_kg} g/kg and {plain} g carbs", per_kg=per_kg, plain=plain)
        if amount.g_per_kg:
            return self.speech.say("{per_kg} g/kg carbs", per_kg=per_kg)
        return self.speech.say("{grams} g carbs", grams=plain)

    def _portion(self, portion: Portion) -> str:
        half = self.speech.say("half a")
        return self.speech.say(
            portion.text, n=half if portion.is_half else self.speech.number(portion.number)
        )


def is_for_tomorrow(item: FuelItem, sessions: Sequence[Workout]) -> bool:
    """Whether the evening is eaten for an early run after the night, be it past midnight."""
    before_night = item.kind is not ItemKind.BEFORE_RUN
    return before_night and bool(sessions) and _is_ahead(sessions[-1], item)


def _is_ahead(session: Workout, item: FuelItem) -> bool:
    return session.is_run and session.start >= item.end


def _nearest(item: FuelItem, sessions: Sequence[Workout]) -> Workout:
    """The session that a person thinks of at that time, of those that the meal is for."""
    if item.kind is ItemKind.AFTER_LIFT:
        return sessions[0]
    if item.kind is ItemKind.BEFORE_RUN:
        ahead = (session for session in sessions if _is_ahead(session, item))
        return min(ahead, key=lambda session: session.start, default=sessions[-1])
    over = (each for each in sessions if each.is_run and each.end <= item.start)
    return max(over, key=lambda session: session.end, default=sessions[-1])
