"""Measure: what is counted, and how a figure of it is written."""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.money import ExactMoney
from influence.ratios import decimal_of


@attrs.frozen(kw_only=True)
class Measure:
    """What is counted.

    Args:
        what: Its name, such as ``revenue``.
        currency: The currency whose minor units its figures are in; ``None`` for a count.
    """

    what: str = attrs.field(validator=require.is_line)
    currency: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_currency)
    )

    def text(self, figure: Fraction) -> str:
        """A figure as people read it: an amount to the minor unit, or a count."""
        if self.currency is None:
            return str(decimal_of(figure))
        return str(ExactMoney.from_minor(figure, self.currency).rounded())

    def fine_text(self, figure: Fraction) -> str:
        """A figure on its way, with up to six decimals."""
        if self.currency is None:
            return str(decimal_of(figure))
        exact = ExactMoney.from_minor(figure, self.currency).amount
        return f"{decimal_of(exact)} {self.currency}"
