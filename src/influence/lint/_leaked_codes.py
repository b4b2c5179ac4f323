"""Leaked codes: codes whose orders come mostly without any touch, or from coupon pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.attribution import code_leaks, coded_visitors
from influence.campaign_book import Book
from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.shares import Share
from influence.tracking import Touch, TouchTable


@attrs.frozen(kw_only=True)
class LeakedCodes:
    """Find codes that seem to have become everybody's.

    Args:
        least_orders: Codes on fewer orders are too few to tell.
        mostly: A code is told when a larger share of its orders leaked.

    Raises:
        InvalidInputError: *least_orders* is below 1, or *mostly* above 1.
    """

    name: ClassVar[str] = "leaked_codes"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF313"],)

    least_orders: int = attrs.field(default=5, validator=require.at_least(1))
    mostly: Share = attrs.field(default=Share("0.5"), validator=require.is_part)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """A finding for each code."""
        (kind,) = self.kinds
        book = subject.book
        leaks = code_leaks(
            book.orders,
            touches=_touches(book),
            owners=book.owners,
            policy=book.attribution,
            least_orders=self.least_orders,
            mostly=self.mostly,
        )
        for leak in leaks:
            message = (
                f"code {leak.code} of {leak.creator_id}: {leak.leaked} of {leak.orders} orders "
                f"({round(leak.share * 100)} %) leaked, {leak.without_touch} without any touch "
                f"and {leak.from_coupon_pages} from coupon pages"
            )
            yield kind.finding(where=f"orders codes {leak.code}", message=message)


def _touches(book: Book) -> Sequence[Touch]:
    """The touches that tell of codes; of a table, some touch of anybody where none does."""
    if not isinstance(book.touches, TouchTable):
        return book.touches
    buyers = coded_visitors(book.orders, owners=book.owners)
    return book.touches_of(buyers) or tuple(book.touches[:1])
