"""Hybrid: several rules added up, each keeping its own lines.

    fee = Σ fees of the parts

The usual hybrid is a flat fee with a performance bonus for proven creators. Source: S1, S3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from influence.errors import InvalidTermsError
from influence.payments._fee import Fee
from influence.payments._performance import Performance
from influence.payments._rule import PaymentRule, fee_of, refuse_no_rule, top_rate_of
from influence.shares import Share


def _parts(rules: Iterable[PaymentRule]) -> tuple[PaymentRule, ...]:
    """The parts as a tuple, which nobody can change."""
    return tuple(rules)


@attrs.frozen(kw_only=True)
class Hybrid:
    """Pay the sum of other rules.

    Args:
        parts: The rules, at least one.

    Raises:
        InvalidTermsError: There is no part, or one is not a payment rule.

    Example:
        >>> from influence.money import Money
        >>> from influence.payments import Bonus, FlatFee
        >>> from influence.testing import performance
        >>> rule = Hybrid(
        ...     parts=(
        ...         FlatFee(per_deliverable={"short_video": Money("300", "USD")}),
        ...         Bonus(metric="orders", every=10, pay=Money("50", "USD")),
        ...     )
        ... )
        >>> did = performance(sales=["20.00"] * 12, deliverables={"short_video": 1}, currency="USD")
        >>> rule.fee(did).amount
        Money('350.00', 'USD')

    Source: S1, S2, S3.
    """

    name: ClassVar[str] = "hybrid"
    parts: tuple[PaymentRule, ...] = attrs.field(converter=_parts)

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise InvalidTermsError("hybrid", "have at least one part", list(self.parts))
        for place, part in enumerate(self.parts):
            refuse_no_rule(f"hybrid parts[{place}]", part)

    @property
    def top_rate(self) -> Share:
        """The highest share of sales that the parts pay together."""
        return sum((top_rate_of(part) for part in self.parts), Share(0))

    def fee(self, performance: Performance, /) -> Fee:
        """The parts' fees, line after line."""
        fees = [fee_of(part, performance) for part in self.parts]
        return Fee.of_lines(
            (line for fee in fees for line in fee.working),
            currency=performance.currency,
            costs=(line for fee in fees for line in fee.costs),
        )
