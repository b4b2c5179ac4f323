"""Short hold: goods that come back after what was owed for them could be paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.periods import microseconds
from influence.shares import Share

_DAY = 86_400_000_000


@attrs.frozen(kw_only=True)
class ShortHold:
    """Compare the hold with the refunds that the book has.

    A refund window that is longer than the hold is refused when a book is read; this looks at what
    customers did.

    Args:
        least_refunds: Fewer late refunds are too few to tell.
        mostly: The hold is told when a larger share of the refunds came after it.

    Raises:
        InvalidInputError: *least_refunds* is below 1, or *mostly* above 1.
    """

    name: ClassVar[str] = "short_hold"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF833"],)

    least_refunds: int = attrs.field(default=3, validator=require.at_least(1))
    mostly: Share = attrs.field(default=Share("0.05"), validator=require.is_part)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding, with the hold that would have been long enough."""
        (kind,) = self.kinds
        book = subject.book
        days = [
            -(
                -(microseconds(refund.at) - microseconds(book.orders_by_id[refund.order_id].at))
                // _DAY
            )
            for refund in book.refunds
        ]
        hold = book.settlement.hold_days
        late = [waited for waited in days if waited > hold]
        if len(late) >= self.least_refunds and len(late) > self.mostly.fraction * len(days):
            message = (
                f"a hold of {hold} days must outlast refunds, got {len(late)} of {len(days)} after "
                f"it, the last after {max(late)} days"
            )
            where = Place(table="campaign", key="settlement.hold_days")
            yield kind.finding(where=where, message=message)
