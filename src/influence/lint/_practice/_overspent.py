"""Overspent: deals whose fixed part comes to more than the budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.deals import Deal
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.money import Money
from influence.payments import FlatFee, Guaranteed, InKind, rules_within


@attrs.frozen(kw_only=True)
class Overspent:
    """Add up what the deals cost whatever is sold, and compare it with the budget.

    Flat fees by the deliverables that were agreed, product in kind at cost, and guarantees count.
    Commission and bonuses do not, because they are owed only for results.
    """

    name: ClassVar[str] = "overspent"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF836"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with the sum."""
        (kind,) = self.kinds
        campaign = subject.book.campaign
        if campaign.budget is None:
            return
        zero = Money.zero(campaign.currency)
        fixed = sum((fixed_cost(deal, zero=zero) for deal in subject.book.deals), zero)
        if fixed > campaign.budget:
            message = (
                f"fixed fees and products must be at most the budget of {campaign.budget}, "
                f"got {fixed}"
            )
            yield kind.finding(
                where=Place(table="campaign", key="campaign.budget"), message=message
            )


def fixed_cost(deal: Deal, *, zero: Money) -> Money:
    """What a deal costs whatever is sold; amounts in other currencies are left out."""
    rules = () if deal.terms is None else rules_within(deal.terms)
    amounts = [amount for rule in rules for amount in _fixed(rule, deal)]
    return sum((one for one in amounts if one.currency == zero.currency), zero)


def _fixed(rule: object, deal: Deal) -> Iterator[Money]:
    """The fixed amounts of one rule."""
    if isinstance(rule, FlatFee):
        if rule.per_campaign is not None:
            yield rule.per_campaign
        for one in deal.deliverables:
            if one.kind in rule.per_deliverable:
                yield rule.per_deliverable[one.kind] * one.count
    elif isinstance(rule, InKind):
        yield rule.cost
    elif isinstance(rule, Guaranteed):
        yield rule.minimum
