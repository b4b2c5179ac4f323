"""Unlicensed boosts: money behind posts that nobody has a right to advertise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.rights import UsageKind


@attrs.frozen(kw_only=True)
class UnlicensedBoosts:
    """Find costs for boosting the posts of a creator whose deal grants no paid use."""

    name: ClassVar[str] = "unlicensed_boosts"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF868"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each cost."""
        (kind,) = self.kinds
        paid = {
            deal.creator_id
            for deal in subject.book.deals
            if any(line.covers(purpose) for line in deal.rights_lines for purpose in _PAID)
        }
        for cost in subject.book.costs:
            if cost.kind == "boost" and cost.creator_id and cost.creator_id not in paid:
                message = f"{cost.amount} were spent on boosting {cost.creator_id} without a right"
                where = Place(table="costs", row=cost.cost_id, key="kind")
                yield kind.finding(where=where, message=message)


_PAID: tuple[UsageKind, ...] = ("paid_usage", "whitelisting")
