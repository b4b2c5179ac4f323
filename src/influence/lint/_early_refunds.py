"""Early refunds: refunds dated before the order that they give back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several
from influence.periods import microseconds


@attrs.frozen(kw_only=True)
class EarlyRefunds:
    """Find refunds that are dated before their order."""

    name: ClassVar[str] = "early_refunds"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF311"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        orders = subject.book.orders_by_id
        early = [
            refund.refund_id
            for refund in subject.book.refunds
            if microseconds(refund.at) < microseconds(orders[refund.order_id].at)
        ]
        if early:
            what = "refunds dated before their order"
            yield several(kind, where="refunds at", places=early, what=what)
