"""Story: for one order, who earned it and why, and why every other did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property

import attrs

from influence.attribution._credit import CreditedAmount, Resolution
from influence.attribution._telling import earned_in_words, lost_in_words, missed_in_words
from influence.ids import CreatorId, OrderId
from influence.money import Money
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Story:
    """All there is to say about who earned one order.

    Args:
        order_id: The order.
        at: When it was placed.
        gross: Its items before refunds.
        net: Its items after refunds.
        amounts: The winners' parts, which sum to the order.
        held: Why the part of a creator may not be paid before a person has looked at it.
        also_paid: Creators who are not credited and paid on the whole order all the same, because
            the campaign pays every code.
        model: The name of the model that divided it.
        tell: Tells who lost and why; asked once, when somebody wants to know.
    """

    order_id: OrderId
    at: dt.datetime
    gross: Money
    net: Money
    amounts: tuple[CreditedAmount, ...]
    held: Mapping[CreatorId, str] = attrs.field(factory=dict[CreatorId, str])
    also_paid: tuple[CreatorId, ...] = ()
    model: str
    tell: Callable[[], Resolution] = attrs.field(repr=False, eq=False)

    @cached_property
    def resolution(self) -> Resolution:
        """Who earned it, and why nobody else did."""
        return self.tell()

    @property
    def is_attributed(self) -> bool:
        """Whether anybody earned it."""
        return bool(self.amounts)

    def in_words(self) -> tuple[str, ...]:
        """The story in sentences, for people who were not there."""
        told = [f"Order {self.order_id} was placed at {self.at.isoformat()} for {self.gross}."]
        if self.net != self.gross:
            told.append(f"{self.gross - self.net} of it came back, so {self.net} counts.")
        told += [earned_in_words(part, sold=self.at, model=self.model) for part in self.amounts]
        if self.resolution.miss is not None:
            told.append(missed_in_words(self.resolution.miss))
        told += [
            f"{who} is paid on the whole order as well, because this campaign pays every code."
            for who in self.also_paid
        ]
        told += [
            f"The part of {who} is not paid before somebody has looked at it: {why}."
            for who, why in self.held.items()
        ]
        return (*told, *map(lost_in_words, self.resolution.losers))

    def working(self) -> Working:
        """The story in lines: the order, each loser, each winner."""
        steps: list[tuple[str, object]] = [
            (f"order {self.order_id} at {self.at.isoformat()}, net items", self.net)
        ]
        steps += [
            (f"{loser.who}: {loser.mark}", f"nothing, {loser.reason}")
            for loser in self.resolution.losers
        ]
        steps += [
            (f"{who}: paid on the whole order", "not credited, the campaign pays every code")
            for who in self.also_paid
        ]
        steps += [(f"{who}: not to be paid yet", why) for who, why in self.held.items()]
        steps += [
            (f"{part.credit.creator_id}: {part.credit.reason}", part.net) for part in self.amounts
        ]
        if self.resolution.miss is not None:
            steps.append((f"nobody: {self.resolution.miss}", "unattributed"))
        return Working.of(*steps)
