"""Claimed fees: fees that do not follow from what their payer says they follow from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.costs import Cost
from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.ratios import decimal_of
from influence.sales import total_orders
from influence.scorecards import Scorecard


@attrs.frozen(kw_only=True)
class ClaimedFees:
    """Compare what a payer counted, and the rate, with the fee and the book."""

    name: ClassVar[str] = "claimed_fees"
    kinds: ClassVar[tuple[FindingKind, ...]] = (
        FINDING_KINDS["INF302"],
        FINDING_KINDS["INF303"],
        FINDING_KINDS["INF304"],
    )

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What does not follow, cost by cost."""
        for card in subject.cards:
            for cost in card.costs:
                yield from _orders_claimed(card, cost)
                yield from _rate_claimed(card, cost)


def _orders_claimed(card: Scorecard, cost: Cost) -> Iterator[Finding]:
    """A count of orders that is not the book's."""
    own = total_orders(card.sales)
    if cost.orders is not None and own is not None and own != cost.orders:
        yield FINDING_KINDS["INF302"].finding(
            where=f"costs {cost.cost_id} orders",
            message=f"the payer counted {cost.orders} orders of creator {card.creator.creator_id}, "
            f"the book has {decimal_of(own)}",
        )


def _rate_claimed(card: Scorecard, cost: Cost) -> Iterator[Finding]:
    """An amount that is not its rate times what it was counted from."""
    if cost.rate is None or cost.basis is None:
        return
    units = cost.orders if cost.basis == "order" else len(card.posts)
    if units is None or cost.rate * units == cost.amount:
        return
    code, whose = ("INF304", "its own") if cost.basis == "order" else ("INF303", "the book's")
    yield FINDING_KINDS[code].finding(
        where=f"costs {cost.cost_id} amount",
        message=f"{cost.amount} is not {cost.rate} for each of {whose} {units} {cost.basis}s "
        f"of creator {card.creator.creator_id}, which is {cost.rate * units}",
    )
