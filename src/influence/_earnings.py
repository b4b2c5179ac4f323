"""Earnings: who earned which order of a book, as scorecards, totals and settlements ask for it.

    orders = earned + missed

There is one definition of credit and more than one way to work it out. Whoever asks here is not
told by which way; the story of an order, with every loser and the reason, is the attribution's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Protocol

import attrs

from influence.attribution import Attribution, Miss, Story, attribute
from influence.campaign_book import Book
from influence.ids import CreatorId, OrderId
from influence.money import Money
from influence.orders import Order
from influence.periods import microseconds
from influence.sales import Sale, credited_sale


@attrs.frozen(kw_only=True)
class EarnedOrder:
    """An order that somebody earned.

    Args:
        order: The order.
        shares: Each creator's share, who was met first at the front; they sum to 1.
        held: Whose part may not be paid before a person has looked at it, and why.
        also_paid: Who is paid on the whole order beside them.
    """

    order: Order
    shares: Mapping[CreatorId, Fraction]
    held: Mapping[CreatorId, str]
    also_paid: tuple[CreatorId, ...] = ()


@attrs.frozen(kw_only=True)
class Missed:
    """The orders that nobody earned, for one reason.

    Args:
        reason: Why.
        order_ids: Which, in the order of the book.
        net: What they came to after refunds.
    """

    reason: Miss
    order_ids: Sequence[OrderId]
    net: Money


class Earnings(Protocol):
    """Who earned which order of a book."""

    @property
    def attribution(self) -> Attribution:
        """The stories of all orders."""
        ...

    @property
    def missed(self) -> tuple[Missed, ...]:
        """The orders that nobody earned, by the reason."""
        ...

    @property
    def missed_orders(self) -> int:
        """How many orders nobody earned."""
        ...

    @property
    def missed_net(self) -> Money:
        """What they came to after refunds."""
        ...

    @property
    def held(self) -> Sequence[tuple[OrderId, CreatorId]]:
        """The orders of which somebody's part is held, in the order of the book, and whose."""
        ...

    def sales_of(self, creator_id: CreatorId, /) -> tuple[Sale, ...]:
        """What a creator sold, in the order of the book."""
        ...

    def orders_of(self, creator_id: CreatorId, /) -> Iterator[EarnedOrder]:
        """The orders that a creator is paid on: those of a share, then those on the whole."""
        ...


@attrs.frozen(kw_only=True)
class ToldEarnings:
    """Earnings as the stories of the orders tell them.

    Args:
        book: The book.
        attribution: Who earned which of its orders.
    """

    book: Book
    attribution: Attribution

    @classmethod
    def of(cls, book: Book) -> ToldEarnings:
        """Who earned which order of *book*, worked out order by order."""
        return cls(book=book, attribution=attribution_of(book))

    @property
    def missed(self) -> tuple[Missed, ...]:
        """The orders that nobody earned, by the reason."""
        return self._missed

    @cached_property
    def _missed(self) -> tuple[Missed, ...]:
        by_reason: dict[Miss, list[Story]] = {}
        for story in self.attribution.unattributed:
            if story.resolution.miss is not None:
                by_reason.setdefault(story.resolution.miss, []).append(story)
        currency = self.book.campaign.currency
        return tuple(
            Missed(
                reason=reason,
                order_ids=tuple(story.order_id for story in stories),
                net=Money.total((story.net for story in stories), currency=currency),
            )
            for reason, stories in sorted(by_reason.items())
        )

    @property
    def missed_orders(self) -> int:
        """How many orders nobody earned."""
        return len(self.attribution.unattributed)

    @property
    def missed_net(self) -> Money:
        """What they came to after refunds."""
        return self.attribution.unattributed_net

    @property
    def held(self) -> tuple[tuple[OrderId, CreatorId], ...]:
        """The orders of which somebody's part is held, in the order of the book, and whose."""
        stories = self.attribution.stories
        return tuple((story.order_id, who) for story in stories for who in story.held)

    def sales_of(self, creator_id: CreatorId, /) -> tuple[Sale, ...]:
        """What a creator sold, in the order of the book."""
        orders, margin = self.book.orders_by_id, self.book.campaign.gross_margin
        return tuple(
            credited_sale(orders[story.order_id], story=story, part=part, margin=margin)
            for story, part in self.attribution.of(creator_id)
        )

    def orders_of(self, creator_id: CreatorId, /) -> Iterator[EarnedOrder]:
        """The orders that a creator is paid on: those of a share, then those on the whole."""
        for story, _ in self.attribution.of(creator_id):
            yield self._earned(story)
        for story in self.attribution.also_paid(creator_id):
            yield self._earned(story)

    def _earned(self, story: Story) -> EarnedOrder:
        """The order of a story."""
        return earned_order(self.book.orders_by_id[story.order_id], story=story)


def attribution_of(book: Book) -> Attribution:
    """The stories of all orders of *book*."""
    return attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
        creators=book.creators,
    )


def earned_order(order: Order, *, story: Story) -> EarnedOrder:
    """An order as those earned it of whom its story tells."""
    earners = sorted(
        (microseconds(part.credit.at), part.credit.creator_id, part.credit.share)
        for part in story.amounts
    )
    return EarnedOrder(
        order=order,
        shares={who: share for _, who, share in earners},
        held=story.held,
        also_paid=story.also_paid,
    )
