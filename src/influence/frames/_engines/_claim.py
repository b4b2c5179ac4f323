"""Claim: an amount of an order that is split by weights, and the columns in which that is done."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Claim:
    """An amount that is split.

    Args:
        amount: The amount of the order, in each of its rows.
        weight: The weight of each row.
        whole: The sum of the weights of the order.
        into: The column of the parts.
        place: What comes behind the names of columns, where creators stand side by side.
    """

    amount: str
    weight: str
    whole: str
    into: str
    place: str = ""

    @property
    def own(self) -> str:
        """The column of the weight of this place."""
        return f"{self.weight}{self.place}"

    @property
    def units(self) -> str:
        """The amount without its sign."""
        return f"{self.amount}_units"

    @property
    def part(self) -> str:
        """The whole part of the units by the weights."""
        return f"{self.into}_part{self.place}"

    @property
    def behind(self) -> str:
        """What is left over, below zero: the least is served first."""
        return f"{self.into}_behind{self.place}"

    @property
    def missing(self) -> str:
        """How many units the whole parts of an order leave."""
        return f"{self.into}_missing"

    @property
    def is_served(self) -> str:
        """Whether a row is given one of them."""
        return f"{self.into}_is_served{self.place}"
