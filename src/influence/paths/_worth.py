"""Worth: how many conversions, and what they came to."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.money import Money
from influence.paths._conversion import Conversion


@attrs.frozen(kw_only=True)
class Worth:
    """Some conversions and their value.

    Args:
        conversions: How many.
        value: Net items of the orders among them; ``None`` for leads and signups, whose value
            nobody tells.

    Example:
        >>> print(Worth(conversions=2, value=Money("30.00", "USD")), "/", Worth(conversions=1))
        2, 30.00 USD / 1
    """

    conversions: int
    value: Money | None = None

    @classmethod
    def of(cls, conversions: Iterable[Conversion], *, currency: str | None) -> Worth:
        """The worth of *conversions*, without a value when *currency* is ``None``."""
        known = tuple(conversions)
        if currency is None:
            return cls(conversions=len(known))
        values = (one.value for one in known if one.value is not None)
        return cls(conversions=len(known), value=Money.total(values, currency=currency))

    def __str__(self) -> str:
        return str(self.conversions) if self.value is None else f"{self.conversions}, {self.value}"
