"""Scenario: some partners at a price, what they bring, and what that leaves.

    spend        = partners × cost of each
    customers    = partners × customers of each
    gross profit = customers × what a customer leaves in time
    profit       = gross profit − spend

The figures at what is likely are exact and can be checked by hand; how sure they are is for
``compare``.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.experiments import Variation
from influence.money import ExactMoney, Money
from influence.planning._estimate import Estimate, as_estimate, require_amount
from influence.planning._response import Response
from influence.planning._worth import CustomerWorth
from influence.ratios import decimal_of
from influence.roi import UnitEconomics
from influence.shares import Share
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Scenario:
    """A way to spend money on creators.

    Args:
        name: What it is called; each scenario of a comparison otherwise.
        partners: How many creators are booked.
        cost_each: Whole cost of each: fee, product, shipping and handling of all their posts.
        response: How many customers each is expected to bring.
        worth: What a new customer leaves.
        angles: Posts of each partner, each with an angle of its own.
        variation: How far partners and posts differ.

    Raises:
        InvalidInputError: *partners* or *angles* is below 1, the cost is 0, or a field is not what
            it should be.
        CurrencyMismatchError: Cost and worth differ in currency.

    Example:
        >>> from influence.planning import Funnel
        >>> cycle = Scenario(
        ...     name="three micro creators",
        ...     partners=3,
        ...     cost_each=Money("400", "USD"),
        ...     response=Funnel(leads=20, conversion="0.2"),
        ...     worth=CustomerWorth(gross_profit=Money("150", "USD")),
        ... )
        >>> cycle.economics().profit, cycle.economics().customers
        (Money('600.00', 'USD'), Fraction(12, 1))

    Source: S2.
    """

    name: str = attrs.field(validator=require.is_line)
    partners: int = attrs.field(validator=require.at_least(1))
    cost_each: Estimate = attrs.field(converter=as_estimate)
    response: Response = attrs.field(
        validator=require.is_a(Response, called="a Funnel, Customers, a ReturnMultiple or the like")
    )
    worth: CustomerWorth = attrs.field(
        validator=require.is_a(CustomerWorth, called="the worth of a customer")
    )
    angles: int = attrs.field(default=1, validator=require.at_least(1))
    variation: Variation = attrs.field(
        default=Variation(), validator=require.is_a(Variation, called="a variation")
    )

    def __attrs_post_init__(self) -> None:
        require_amount("Scenario.cost_each", self.cost_each, currency=self.currency)
        if not self.cost_each.low:
            raise InvalidInputError("Scenario.cost_each", "be above 0", str(self.cost_each))

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.worth.currency

    @property
    def spend(self) -> Money:
        """What all partners cost, as likely."""
        return self._money(self.partners * self.cost_each.likely)

    @property
    def posts(self) -> int:
        """Posts in all."""
        return self.partners * self.angles

    @property
    def customers(self) -> Fraction:
        """Customers of all partners, as likely; not rounded."""
        each = self.response.customers(cost=self.cost_each.likely, worth=self.worth.in_time)
        return self.partners * each

    def economics(self) -> UnitEconomics:
        """Spend, counts and gross profit as likely, and everything that follows from them."""
        customers, worth = self.customers, self.worth
        orders = customers * (1 + worth.repeat_rate.likely)
        leads = self.response.leads_each
        value = worth.order_value
        return UnitEconomics(
            spend=self.spend,
            gross_profit=self._money(customers * worth.in_time),
            revenue=None if value is None else self._money(orders * value.likely),
            leads=None if leads is None else leads * self.partners,
            orders=orders,
            customers=customers,
            repeat_customers=customers * min(Fraction(1), worth.repeat_rate.likely),
        )

    def for_the_price_of(self, other: Scenario) -> Scenario:
        """The same with as many partners as the spend of another scenario would pay for.

        Raises:
            InvalidInputError: It would not pay for one.
            CurrencyMismatchError: The other is in another currency.

        Example:
            A celebrity for 25,000 pays for 62 partners of 400: ``cycle.for_the_price_of(star)``.
        """
        require_amount("spend of the other", other.cost_each, currency=self.currency)
        partners = int(other.partners * other.cost_each.likely / self.cost_each.likely)
        if not partners:
            rule = f"pay for one partner of {self._money(self.cost_each.likely)}"
            raise InvalidInputError("spend of the other", rule, str(other.spend))
        return attrs.evolve(self, partners=partners)

    def variance_each(self) -> Fraction:
        """The variance of one partner beyond chance, as a part of the mean²."""
        return self.variation.of_creator(posts=self.angles)

    def working(self) -> Working:
        """The sum at what is likely, line by line."""
        economics = self.economics()
        each = decimal_of(self.customers / self.partners)
        lines = [
            ("partners", str(self.partners)),
            ("cost of each", str(self._money(self.cost_each.likely))),
            ("spend", str(economics.spend)),
        ]
        if economics.leads is not None:
            lines += [
                ("leads", str(decimal_of(economics.leads))),
                ("conversion", str(Share(self.customers / Fraction(economics.leads))))
                if economics.leads
                else ("conversion", "unknown"),
            ]
        return Working.of(
            *lines,
            ("customers of each", each),
            ("customers", decimal_of(self.customers)),
            ("gross profit of a customer", self._money(self.worth.in_time)),
            ("gross profit", economics.gross_profit),
            ("gross profit − spend", economics.profit),
        )

    def _money(self, amount: Fraction) -> Money:
        """An amount in major units, rounded to the cent."""
        return ExactMoney(amount, self.currency).rounded()
