"""Unknown codes: codes on orders that belong to no deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.tracking import normal_form

_MOST_SHOWN = 3


@attrs.frozen(kw_only=True)
class UnknownCodes:
    """Find codes that buyers used and nobody is credited for."""

    name: ClassVar[str] = "unknown_codes"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF829"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them, the most used first."""
        (kind,) = self.kinds
        book = subject.book
        known = {normal_form(code) for deal in book.deals for code in deal.codes}
        used = Counter(
            code
            for order in book.orders
            if order.is_paid
            for code in order.codes
            if normal_form(code) not in known
        )
        if used:
            ranked = sorted(used.items(), key=lambda one: (-one[1], one[0]))
            told = ", ".join(f"{code} on {count}" for code, count in ranked[:_MOST_SHOWN])
            more = f" and {len(ranked) - _MOST_SHOWN} more" if len(ranked) > _MOST_SHOWN else ""
            message = f"orders with codes of no deal: {sum(used.values())} ({told}{more})"
            yield kind.finding(where="orders codes", message=message)
