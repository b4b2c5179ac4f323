"""Steep fees: fees a post far above what creators of that size ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.money import Money
from influence.payments import FlatFee, rules_within


@attrs.frozen(kw_only=True)
class SteepFees:
    """Find flat fees a piece that are above what is usual for a tier.

    A fee in another currency than the usual one is not compared.

    Args:
        tier: The audience tier that the figure is for.
        usual: The most that a post of such a creator usually costs.

    Raises:
        InvalidInputError: *usual* is not above zero.

    Source: S1, S3.
    """

    name: ClassVar[str] = "steep_fees"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF837"],)

    tier: str = attrs.field(default="micro", validator=require.is_line)
    usual: Money = attrs.field(default=Money("1000", "USD"), validator=require.is_positive_money)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each kind of piece that is paid so."""
        (kind,) = self.kinds
        tiers = {one.creator_id: one.tier(subject.book.tiers) for one in subject.book.creators}
        for deal in subject.book.deals:
            rules = () if deal.terms is None else rules_within(deal.terms)
            if tiers[deal.creator_id] != self.tier:
                continue
            fees = (rule for rule in rules if isinstance(rule, FlatFee))
            for piece, price in (item for fee in fees for item in fee.per_deliverable.items()):
                if price.currency == self.usual.currency and price > self.usual:
                    what = f"a {piece.replace('_', ' ')} of a {self.tier} creator"
                    rule = f"cost at most {self.usual} as is usual"
                    message = f"{what} must {rule}, got {price} for {deal.creator_id}"
                    where = Place(table="campaign", key=f"deals[{deal.creator_id}].terms")
                    yield kind.finding(where=where, message=message)
