"""Fixed pay: a campaign in which nobody is paid by results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.payments import FlatFee


@attrs.frozen(kw_only=True)
class FixedPay:
    """Find campaigns all of whose deals pay a flat fee and nothing by results.

    Args:
        least: Fewer deals are too few to tell.

    Raises:
        InvalidInputError: *least* is below 1.
    """

    name: ClassVar[str] = "fixed_pay"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF838"],)

    least: int = attrs.field(default=3, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with how many deals there are."""
        (kind,) = self.kinds
        terms = [deal.terms for deal in subject.book.deals if deal.terms is not None]
        if len(terms) >= self.least and all(isinstance(one, FlatFee) for one in terms):
            message = f"some deals must pay by results or in product, got {len(terms)} flat fees"
            yield kind.finding(where=Place(table="campaign", key="deals"), message=message)
