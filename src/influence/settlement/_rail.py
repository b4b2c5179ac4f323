"""Pay-out rail: how money is sent, and in which steps.

    paid out = payable rounded down to a whole number of steps, the rest waits

A bank wire or a wallet may not send what ISO 4217 allows: some send no halves, some only hundreds.
The rest is not lost and not rounded away; it is carried into the next statement.
"""

from __future__ import annotations

from collections import Counter

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money


@attrs.frozen(kw_only=True)
class PayoutRail:
    """A way of sending money.

    Args:
        name: What it is called, such as ``bank wire``.
        steps: The least step in each currency that has one of its own; a currency without one is
            sent to its minor unit.

    Raises:
        InvalidInputError: A step is not above zero, or a currency has two.

    Example:
        >>> rail = PayoutRail(name="bank wire", steps=(Money("100", "HUF"),))
        >>> rail.sent(Money("1234.56", "HUF"))
        Money('1200.00', 'HUF')
    """

    name: str = attrs.field(validator=require.is_line)
    steps: tuple[Money, ...] = attrs.field(default=(), validator=require.is_tuple)

    def __attrs_post_init__(self) -> None:
        for step in self.steps:
            require.is_positive_money(self, attrs.fields(PayoutRail).steps, step)
        for currency, count in Counter(step.currency for step in self.steps).items():
            if count > 1:
                raise InvalidInputError(f"rail {self.name}", "have one step a currency", currency)

    def sent(self, payable: Money) -> Money:
        """The part of *payable*, which is not below zero, that the rail can send."""
        step = next((one.minor for one in self.steps if one.currency == payable.currency), 1)
        return Money.from_minor(payable.minor // step * step, payable.currency)
