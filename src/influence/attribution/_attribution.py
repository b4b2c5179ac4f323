"""Attribution: who earned which order, as a whole and creator by creator.

    orders = credited + unattributed

What an order was credited by is kept in the least that says it. Rows and sums follow from that; the
story of an order, with every loser and the reason, is told when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import attrs

from influence._apportionment import apportioned
from influence.attribution._credit import CreditedAmount
from influence.attribution._story import Story
from influence.attribution._verdict import Verdict
from influence.ids import CreatorId, OrderId
from influence.money import Money
from influence.orders import Order
from influence.periods import microseconds


class CreditRow(NamedTuple):
    """A creator's part of an order, as a row of a table.

    Attributes:
        order_id: The order.
        creator_id: Who earned it; ``None`` when nobody did.
        weight: The creator's weight.
        whole: The sum of all weights of the order; ``weight / whole`` is the share.
        gross: The part of the items before refunds, in minor units.
        net: The part of the items after refunds, in minor units.
    """

    order_id: OrderId
    creator_id: CreatorId | None
    weight: int
    whole: int
    gross: int
    net: int


@attrs.frozen(kw_only=True)
class CreatorCredit:
    """What one creator earned in all.

    Args:
        orders: Orders; shared ones in parts.
        gross: Their part of the items before refunds.
        net: Their part of the items after refunds.
    """

    orders: Fraction
    gross: Money
    net: Money


#: Who earned an order: one creator all of it, several by a verdict, or nobody.
Outcome = CreatorId | Verdict | None


@attrs.frozen(eq=False)
class Attribution:  # noqa: PLW1641  # it holds what cannot be hashed
    """Who earned every paid order.

    Args:
        orders: The paid orders, in the order of the book.
        outcomes: Who earned each of them.
        refunded: How much of each order was given back, in minor units.
        story_of: Tells the story of one of the orders.
        currency: The currency of every amount.
    """

    orders: Sequence[Order]
    outcomes: Sequence[Outcome]
    refunded: Mapping[OrderId, int]
    story_of: Callable[[Order], Story]
    currency: str

    def __eq__(self, other: object) -> bool:  # it holds what cannot be hashed
        if not isinstance(other, Attribution):
            return NotImplemented
        mine, theirs = self.stories, other.stories
        are_told_alike = [one.resolution for one in mine] == [one.resolution for one in theirs]
        return self.currency == other.currency and mine == theirs and are_told_alike

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories of all paid orders, in the order of the book."""
        return tuple(map(self.story_of, self.orders))

    def story(self, order_id: str) -> Story | None:
        """The story of one order, or ``None`` when it is not a paid order of the book."""
        return self._by_order.get(order_id)

    def of(self, creator_id: str) -> tuple[tuple[Story, CreditedAmount], ...]:
        """The orders that a creator earned, with their part of each."""
        return tuple(self._by_creator.get(creator_id, ()))

    def also_paid(self, creator_id: str) -> tuple[Story, ...]:
        """The orders that a creator is paid on without a credit, as every code is paid."""
        return tuple(story for story in self._paid_twice if creator_id in story.also_paid)

    def rows(self) -> Iterator[CreditRow]:
        """Every credit as a row; an order that nobody earned is a row without a creator."""
        for order, outcome in zip(self.orders, self.outcomes, strict=True):
            gross = order.items.minor
            net = gross - self.refunded.get(order.order_id, 0)
            if isinstance(outcome, Verdict) and outcome.earned:
                yield from _shared(order.order_id, outcome, gross=gross, net=net)
            else:
                who = None if isinstance(outcome, Verdict) else outcome
                yield CreditRow(order.order_id, who, 1, 1, gross, net)

    @cached_property
    def by_creator(self) -> Mapping[CreatorId, CreatorCredit]:
        """What each creator earned in all, by name."""
        sums: dict[CreatorId, list[int]] = {}
        orders: dict[CreatorId, Fraction] = {}
        for row in self.rows():
            if row.creator_id is not None:
                mine = sums.setdefault(row.creator_id, [0, 0, 0])
                mine[1] += row.gross
                mine[2] += row.net
                if row.weight == row.whole:
                    mine[0] += 1
                else:
                    share = Fraction(row.weight, row.whole)
                    orders[row.creator_id] = orders.get(row.creator_id, Fraction(0)) + share
        return {
            creator: CreatorCredit(
                orders=count + orders.get(creator, Fraction(0)),
                gross=Money.from_minor(gross, self.currency),
                net=Money.from_minor(net, self.currency),
            )
            for creator, (count, gross, net) in sorted(sums.items())
        }

    @cached_property
    def unattributed(self) -> tuple[Story, ...]:
        """The orders that nobody earned."""
        return tuple(story for story in self.stories if not story.is_attributed)

    @cached_property
    def _paid_twice(self) -> tuple[Story, ...]:
        return tuple(story for story in self.stories if story.also_paid)

    @property
    def net(self) -> Money:
        """Net items of all orders."""
        return self._net(self.stories)

    @property
    def unattributed_net(self) -> Money:
        """Net items of the orders that nobody earned."""
        return self._net(self.unattributed)

    def _net(self, stories: Iterable[Story]) -> Money:
        """Net items of some orders."""
        return Money.total((story.net for story in stories), currency=self.currency)

    @cached_property
    def _by_order(self) -> Mapping[str, Story]:
        return {story.order_id: story for story in self.stories}

    @cached_property
    def _by_creator(self) -> Mapping[str, list[tuple[Story, CreditedAmount]]]:
        by_creator: dict[str, list[tuple[Story, CreditedAmount]]] = {}
        for story in self.stories:
            for part in story.amounts:
                by_creator.setdefault(part.credit.creator_id, []).append((story, part))
        return by_creator


def _shared(order_id: OrderId, verdict: Verdict, *, gross: int, net: int) -> Iterator[CreditRow]:
    """The rows of an order by the weights of its winners; leftovers go to the earlier touch."""
    creators = list(verdict.earned)
    weights = list(verdict.earned.values())
    if len(creators) == 1:
        yield CreditRow(order_id, creators[0], weights[0], verdict.whole, gross, net)
        return
    keys = [(microseconds(verdict.last[who].at), who) for who in creators]
    parts = apportioned(gross, weights=weights, keys=keys)
    rest = apportioned(net, weights=weights, keys=keys)
    for creator, weight, part, left in zip(creators, weights, parts, rest, strict=True):
        yield CreditRow(order_id, creator, weight, verdict.whole, part, left)
