"""Double product: product that is in the terms and in the costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.payments import InKind, PaymentRule


@attrs.frozen(kw_only=True)
class DoubleProduct:
    """Find creators whose product is counted twice."""

    name: ClassVar[str] = "double_product"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF306"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """A finding for each of them."""
        (kind,) = self.kinds
        for card in subject.cards:
            product = [cost.cost_id for cost in card.costs if cost.kind == "product"]
            if product and card.deal is not None and _gives_product(card.deal.terms):
                who = card.creator.creator_id
                message = (
                    f"the terms with {who} count product at cost, and so does cost {product[0]}"
                )
                yield kind.finding(where=f"costs {product[0]}", message=message)


def _gives_product(terms: PaymentRule | None) -> bool:
    """Whether the terms count product in kind, themselves or in a part."""
    parts: tuple[PaymentRule, ...] = getattr(terms, "parts", ())
    return isinstance(terms, InKind) or any(_gives_product(part) for part in parts)
