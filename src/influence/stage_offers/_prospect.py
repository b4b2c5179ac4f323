"""Prospects: a package that could be booked, and what an order of it looks like.

expected gross profit = expected multiple × price
expected orders       = expected gross profit ÷ (gross margin × order value)
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.offers import MOST_ORDERS, Expectation
from influence.outlooks import Outlook
from influence.payments import Performance
from influence.periods import Period
from influence.shares import Share, ShareLike
from influence.stage_offers._scenarios import Scenario, scenarios_of

#: No belief is cut into more slices than these.
MOST_SLICES = 1_000


def _share(share: ShareLike) -> Share:
    """The share."""
    return Share.as_share(share)


def _frozen(counts: Mapping[str, int]) -> Mapping[str, int]:
    """A copy that nobody can change."""
    return FrozenMapping(counts)


@attrs.frozen(kw_only=True)
class Prospect:
    """A package that could be booked.

    Args:
        outlook: What is believed of it, per unit of *price*.
        price: The whole cost that the outlook is told of.
        period: The period of the deal.
        order_value: What the items of one order come to, after discount and refunds, before tax and
            shipping.
        gross_margin: Part of net sales that is left when the goods are paid for.
        other_costs: What the package costs under any terms, such as shipping; ``None`` for nothing.
        deliverables: How many pieces of each kind it holds.
        slices: Into how many slices of equal chance the belief is cut, from 2 to ``MOST_SLICES``.

    Raises:
        InvalidInputError: A field breaks its rule, the margin is 0, or the belief holds more orders
            than ``influence.offers`` looks at.
        CurrencyMismatchError: Its amounts differ in currency.
        UnknownNameError: A kind of deliverable is not known; the close one is named.

    Example:
        >>> import datetime as dt
        >>> maya = Prospect(
        ...     outlook=Outlook(
        ...         creator_id="maya",
        ...         log_mean=0.2,
        ...         log_sd=0.3,
        ...         outcome_log_sd=0.6,
        ...         effective_orders=18.0,
        ...     ),
        ...     price=Money("250", "USD"),
        ...     period=Period(
        ...         dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        ...     ),
        ...     order_value=Money("60", "USD"),
        ...     gross_margin="0.5",
        ... )
        >>> maya.expected_gross_profit.rounded()
        Money('319.41', 'USD')
        >>> round(float(sum(one.orders * one.chance for one in maya.scenarios)), 3)
        10.647
    """

    outlook: Outlook = attrs.field(validator=require.is_a(Outlook, called="an outlook"))
    price: Money = attrs.field(validator=require.is_positive_money)
    period: Period = attrs.field(validator=require.is_a(Period, called="a period"))
    order_value: Money = attrs.field(validator=require.is_positive_money)
    gross_margin: Share = attrs.field(converter=_share, validator=require.is_part)
    other_costs: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    deliverables: Mapping[str, int] = attrs.field(
        factory=lambda: {"short_video": 1}, converter=_frozen
    )
    slices: int = attrs.field(default=50, validator=require.at_least(2))

    def __attrs_post_init__(self) -> None:
        others = {"order_value": self.order_value, "other_costs": self.other_costs}
        for name, amount in others.items():
            if amount is not None and amount.currency != self.price.currency:
                rule = f"be in {self.price.currency} as the price is"
                raise CurrencyMismatchError(f"Prospect.{name}", rule, amount)
        if not self.gross_margin.fraction:
            raise InvalidInputError("Prospect.gross_margin", "be above 0", self.gross_margin)
        if self.slices > MOST_SLICES:
            raise InvalidInputError("Prospect.slices", f"be at most {MOST_SLICES}", self.slices)
        most = self.scenarios[-1].orders
        if most > MOST_ORDERS:
            what = f"orders of {self.outlook.creator_id} if it goes well"
            raise InvalidInputError(what, f"be at most {MOST_ORDERS}", most)
        # Deliverables that are none are refused when the first performance is built.
        _ = self.performances

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.price.currency

    @property
    def expected_gross_profit(self) -> ExactMoney:
        """What the package is expected to bring, whatever is paid for it."""
        return self.price.exact * self.outlook.score

    @property
    def profit_per_order(self) -> ExactMoney:
        """What is left of one order when the goods are paid for."""
        return self.gross_margin.of(self.order_value)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The ways in which it can go, by rising orders; their chances sum to 1."""
        orders = self.expected_gross_profit.amount / self.profit_per_order.amount
        spread = self.outlook.outcome_log_sd
        return scenarios_of(orders, spread=spread, slices=self.slices)

    @cached_property
    def performances(self) -> tuple[Performance, ...]:
        """What the creator does in each of the scenarios."""
        most = max(1, self.scenarios[-1].orders)
        expectation = Expectation(
            period=self.period,
            order_value=self.order_value,
            low=0,
            expected=0,
            high=most,
            most=most,
            deliverables=self.deliverables,
        )
        placed = expectation.placed(most)
        return tuple(expectation.performance_of(placed[: one.orders]) for one in self.scenarios)

    def gross_profit(self, orders: int) -> ExactMoney:
        """Gross profit of so many orders."""
        return self.profit_per_order * Fraction(orders)
