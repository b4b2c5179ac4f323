"""Response: how many customers one partner is expected to bring.

    Funnel          leads (or qualified visits) × conversion rate
    Customers       told as they are
    ReturnMultiple  multiple × cost ÷ gross profit of a customer

What is told here is the level; that one partner brings more than another, and one week more than
the next, is for the scenario.
"""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random
from typing import Protocol, cast, runtime_checkable

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.planning._estimate import Estimate, as_estimate, require_number
from influence.shares import Share


@runtime_checkable
class Response(Protocol):
    """What a partner brings: one of the three classes here, or one that you write."""

    @property
    def leads_each(self) -> Fraction | None:
        """Leads of one partner as likely; ``None`` where they are not told."""
        ...

    def customers(self, *, cost: Fraction, worth: Fraction) -> Fraction:
        """Customers of one partner as likely, for its cost and the worth of a customer."""
        ...

    def drawn(self, dice: Random, *, cost: float, worth: float) -> float:
        """Customers of one partner that are expected, where the dice fall so."""
        ...


@attrs.frozen(kw_only=True)
class Funnel:
    """Leads, or qualified visits, and the part of them that buys.

    Args:
        leads: Leads of one partner.
        conversion: The part of them that becomes customers.

    Raises:
        InvalidInputError: The conversion is above 1, or one of them is an amount.
    """

    leads: Estimate = attrs.field(converter=as_estimate)
    conversion: Estimate = attrs.field(converter=as_estimate)

    def __attrs_post_init__(self) -> None:
        require_number("Funnel.leads", self.leads)
        require_number("Funnel.conversion", self.conversion, most=1)

    @property
    def leads_each(self) -> Fraction:
        """Leads of one partner as likely."""
        return self.leads.likely

    def customers(self, *, cost: Fraction, worth: Fraction) -> Fraction:  # noqa: ARG002  # the protocol
        """Leads × conversion."""
        return self.leads.likely * self.conversion.likely

    def drawn(self, dice: Random, *, cost: float, worth: float) -> float:  # noqa: ARG002  # the protocol
        """Leads × conversion, each drawn by itself."""
        return self.leads.at(dice.random()) * self.conversion.at(dice.random())


@attrs.frozen(kw_only=True)
class Customers:
    """Customers of one partner.

    Args:
        each: How many.

    Raises:
        InvalidInputError: It is an amount.
    """

    each: Estimate = attrs.field(converter=as_estimate)

    def __attrs_post_init__(self) -> None:
        require_number("Customers.each", self.each)

    @property
    def leads_each(self) -> None:
        """Not told."""
        return

    def customers(self, *, cost: Fraction, worth: Fraction) -> Fraction:  # noqa: ARG002  # the protocol
        """As told."""
        return self.each.likely

    def drawn(self, dice: Random, *, cost: float, worth: float) -> float:  # noqa: ARG002  # the protocol
        """As drawn."""
        return self.each.at(dice.random())


@attrs.frozen(kw_only=True)
class ReturnMultiple:
    """Gross profit for each unit of cost, as the kind of creator is believed to bring on average.

    Args:
        expected: The multiple expected; ``1.36`` is 36 % beyond the cost.
        log_sd: How unsure that is: standard deviation of its logarithm.
        basis: Where it comes from, on one line.

    Raises:
        InvalidInputError: *log_sd* is below 0 or not finite, or *basis* is blank.
    """

    expected: Share = attrs.field(converter=Share)
    log_sd: float = 0.0
    basis: str = attrs.field(validator=require.is_line)

    def __attrs_post_init__(self) -> None:
        is_number = isinstance(cast("object", self.log_sd), int | float)
        if not is_number or not 0 <= self.log_sd < math.inf:
            rule = "be a finite number, 0 or more"
            raise InvalidInputError("ReturnMultiple.log_sd", rule, self.log_sd)

    @property
    def leads_each(self) -> None:
        """Not told."""
        return

    def customers(self, *, cost: Fraction, worth: Fraction) -> Fraction:
        """Multiple × cost ÷ worth; none where a customer is worth nothing."""
        return self.expected.fraction * cost / worth if worth else Fraction(0)

    def drawn(self, dice: Random, *, cost: float, worth: float) -> float:
        """The same, at a multiple that is drawn around the expected one."""
        swing = math.exp(self.log_sd * dice.gauss(0, 1) - self.log_sd**2 / 2)
        return float(self.expected.fraction) * swing * cost / worth if worth else 0.0
