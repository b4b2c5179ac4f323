"""Experiment: what one post costs and an order earns, and what is to be found out.

    break-even orders of a post = cost ÷ gross profit of an order

Two questions are told apart. *Does this kind of creator pay?* is asked of several creators, who
differ, each with a few angles. *Does this creator pay?* is asked of several posts of one, whose
own level is what is looked for, so that only posts and chance stand in the way.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError
from influence.experiments._variation import Variation
from influence.money import Money

About: TypeAlias = Literal["kind", "creator"]
ABOUT: tuple[About, ...] = ("kind", "creator")


@attrs.frozen(kw_only=True)
class Experiment:
    """What a post costs, what an order earns, and whom the question is about.

    Args:
        cost: Whole cost of one post: fee, product, shipping and handling.
        gross_profit_per_order: What one order leaves when the goods are paid for.
        about: ``kind`` for creators like these, ``creator`` for one of them.
        angles: Posts of each creator, each with an angle of its own; only a ``kind`` is asked so.
        variation: How far creators and posts differ.

    Raises:
        InvalidInputError: An amount is not above 0, or *angles* is below 1.
        CurrencyMismatchError: The amounts differ in currency.
        UnknownNameError: *about* is not one of ``ABOUT``.

    Example:
        >>> test = Experiment(cost=Money("250", "USD"), gross_profit_per_order=Money("25", "USD"))
        >>> test.break_even_orders, test.people(12)
        (Fraction(10, 1), '12 creators with 2 posts each')
    """

    cost: Money = attrs.field(validator=require.is_positive_money)
    gross_profit_per_order: Money = attrs.field(validator=require.is_positive_money)
    about: About = attrs.field(default="kind", validator=require.one_of(ABOUT))
    angles: int = attrs.field(default=2, validator=require.at_least(1))
    variation: Variation = attrs.field(
        default=Variation(), validator=require.is_a(Variation, called="a variation")
    )

    def __attrs_post_init__(self) -> None:
        if self.gross_profit_per_order.currency != self.cost.currency:
            rule = f"be in {self.cost.currency} as the cost is"
            what = "Experiment.gross_profit_per_order"
            raise CurrencyMismatchError(what, rule, self.gross_profit_per_order)

    @property
    def break_even_orders(self) -> Fraction:
        """Orders with which one post just pays for itself."""
        return self.cost.exact.amount / self.gross_profit_per_order.exact.amount

    @property
    def posts_each(self) -> int:
        """Posts of one that is counted: a creator's angles, or one post of the one creator."""
        return self.angles if self.about == "kind" else 1

    @property
    def orders_each(self) -> Fraction:
        """Orders at break-even of one that is counted."""
        return self.break_even_orders * self.posts_each

    @property
    def variance(self) -> Fraction:
        """The variance of one that is counted, as a part of the mean²; without that of chance."""
        if self.about == "kind":
            return self.variation.of_creator(posts=self.angles)
        return self.variation.of_post()

    def posts(self, size: int) -> int:
        """Posts of so many that are counted."""
        return self.posts_each * size

    def people(self, size: int) -> str:
        """So many creators, or posts of one, in words."""
        if self.about == "creator":
            return f"{counted(size, 'post')} of one creator"
        each = "" if size == 1 else " each"
        return f"{counted(size, 'creator')} with {counted(self.angles, 'post')}{each}"


def counted(number: int, noun: str) -> str:
    """So many of a thing, in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
