"""Fee: what a rule says is owed, with lines that add up to it.

    amount = Σ lines

A fee that is not the sum of its lines cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money


@attrs.frozen
class FeeLine:
    """One line of a fee.

    Args:
        text: What the amount is for, in words that a creator understands.
        amount: The amount of this line.
        facts: Ids of the orders, posts or other facts that the line rests on.

    Raises:
        InvalidInputError: The text is blank or has several lines, or the amount is no money.
    """

    text: str = attrs.field(validator=require.is_line)
    amount: Money = attrs.field(validator=require.is_any_money)
    facts: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)

    def __str__(self) -> str:
        return f"{self.text}: {self.amount}"


_are_lines = require.are(FeeLine, called="fee lines")


@attrs.frozen(kw_only=True)
class Fee:
    """What is owed for a performance.

    Args:
        amount: What is to be paid.
        working: Lines that sum to *amount*.
        costs: What the terms cost the brand without being paid, such as product at cost.

    Raises:
        InvalidInputError: The lines do not sum to the amount.
        CurrencyMismatchError: A line is in another currency than the amount.

    Example:
        >>> Fee.of_lines([FeeLine("one short video", Money("300", "USD"))], currency="USD").amount
        Money('300.00', 'USD')
    """

    amount: Money = attrs.field(validator=require.is_any_money)
    working: tuple[FeeLine, ...] = attrs.field(validator=_are_lines)
    costs: tuple[FeeLine, ...] = attrs.field(default=(), validator=_are_lines)

    def __attrs_post_init__(self) -> None:
        _refuse_foreign((*self.working, *self.costs), currency=self.amount.currency)
        total = Money.total((line.amount for line in self.working), currency=self.amount.currency)
        if total != self.amount:
            raise InvalidInputError("fee", f"be the sum of its lines, {total}", self.amount)

    @classmethod
    def of_lines(
        cls, lines: Iterable[FeeLine], *, currency: str, costs: Iterable[FeeLine] = ()
    ) -> Fee:
        """The fee that the lines add up to."""
        kept = tuple(lines)
        _refuse_foreign(kept, currency=currency)
        amount = Money.total((line.amount for line in kept), currency=currency)
        return cls(amount=amount, working=kept, costs=tuple(costs))

    @property
    def cost(self) -> Money:
        """What the terms cost the brand: the amount and what comes beside it."""
        return Money.total(
            (self.amount, *(line.amount for line in self.costs)), currency=self.amount.currency
        )


def _refuse_foreign(lines: Iterable[FeeLine], *, currency: str) -> None:
    """Refuse a line in another currency than the rest."""
    for line in lines:
        if line.amount.currency != currency:
            rule = f"be in {currency}, the currency of the fee"
            raise CurrencyMismatchError(f"fee line {line.text!r}", rule, line.amount)
