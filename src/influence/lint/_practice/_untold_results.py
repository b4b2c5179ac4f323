"""Untold results: uses of which nobody knows what they brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class UntoldResults:
    """Find uses that have ended and tell neither clicks nor orders nor money."""

    name: ClassVar[str] = "untold_results"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF874"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for use in subject.book.asset_uses:
            told = (use.clicks, use.orders, use.revenue, use.gross_profit)
            if (
                use.ends is not None
                and use.ends <= subject.as_of
                and not any(figure is not None for figure in told)
            ):
                message = f"{use.use_id} of {use.asset_id} has ended and tells no result"
                where = Place(table="asset_uses", row=use.use_id, key="clicks")
                yield kind.finding(where=where, message=message)
