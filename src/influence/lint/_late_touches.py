"""Late touches: orders that came before every touch of their visitor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class LateTouches:
    """Find orders that no touch of their visitor can have caused."""

    name: ClassVar[str] = "late_touches"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF305"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        late = [
            order_id
            for missed in subject.board.earnings.missed
            if missed.reason == "only touches after the sale"
            for order_id in missed.order_ids
        ]
        if late:
            what = "orders before every touch of their visitor"
            yield several(kind, where="orders", places=late, what=what)
