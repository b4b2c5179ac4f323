"""Spending: everything that a creator cost, line by line.

    spend = what the terms owe + product in kind at cost + cost of the posts + other costs

Costs that belong to no creator are shared: they are shown beside the creators' own spend, and split
in equal parts over the creators with a deal where a figure needs it.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence import _requirements as require
from influence.costs import Cost
from influence.errors import CurrencyMismatchError
from influence.money import Money
from influence.payments import Fee, FeeLine
from influence.posts import Post
from influence.workings import Working

__all__ = ["Spend", "spend_of"]


@attrs.frozen(kw_only=True)
class Spend:
    """What was spent on a creator, or on all of them.

    Args:
        currency: The currency of every line.
        terms: What the terms of the deal owe.
        others: Product in kind at cost, the cost of posts, and other costs.

    Raises:
        CurrencyMismatchError: A line is in another currency.

    Example:
        >>> Spend(currency="USD", others=(FeeLine("a post", Money("40", "USD")),)).total
        Money('40.00', 'USD')
    """

    currency: str = attrs.field(validator=require.is_currency)
    terms: tuple[FeeLine, ...] = attrs.field(
        default=(), validator=require.are(FeeLine, called="fee lines")
    )
    others: tuple[FeeLine, ...] = attrs.field(
        default=(), validator=require.are(FeeLine, called="fee lines")
    )

    def __attrs_post_init__(self) -> None:
        for line in self.lines:
            if line.amount.currency != self.currency:
                rule = f"be in {self.currency}, the currency of the spend"
                raise CurrencyMismatchError(f"line {line.text!r}", rule, line.amount)

    @property
    def lines(self) -> tuple[FeeLine, ...]:
        """What the money was for; the lines sum to the total."""
        return (*self.terms, *self.others)

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return Money.total((line.amount for line in self.lines), currency=self.currency)

    def working(self) -> Working:
        """The lines and their sum."""
        steps = [(line.text, line.amount) for line in self.lines]
        return Working.of(*steps, ("spend", self.total))


def spend_of(
    *, fee: Fee | None, posts: Iterable[Post], costs: Iterable[Cost], currency: str
) -> Spend:
    """Everything that a creator cost."""
    terms, in_kind = ((), ()) if fee is None else (fee.working, fee.costs)
    priced = [(post.post_id, post.cost) for post in posts if post.cost is not None]
    paid = [FeeLine(f"post {post_id}", cost, (post_id,)) for post_id, cost in priced]
    other = [
        FeeLine(f"{cost.kind}, cost {cost.cost_id}", cost.amount, (cost.cost_id,)) for cost in costs
    ]
    return Spend(currency=currency, terms=terms, others=(*in_kind, *paid, *other))
