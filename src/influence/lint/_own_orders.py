"""Own orders: orders that their creators seem to have placed themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class OwnOrders:
    """Find orders whose credit is held because the buyer seems to be the creator."""

    name: ClassVar[str] = "own_orders"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF312"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        held = [f"{order_id} of {who}" for order_id, who in subject.board.earnings.held]
        if held:
            what = "orders that seem to be their creator's own"
            yield several(kind, where="orders", places=held, what=what)
