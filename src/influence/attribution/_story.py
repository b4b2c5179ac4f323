"""Story: for one sale, who earned it and why, and why every other did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

import attrs

from influence.ids import CreatorId, OrderId
from influence.money import Money
from influence.tracking import Kind
from influence.workings import Working

#: Why nobody earned a sale, from the nearest miss to none at all.
Miss = Literal[
    "only touches before the lookback",
    "only touches after the sale",
    "only marks that nobody owns",
    "no touch and no code",
]


@attrs.frozen(kw_only=True)
class Credit:
    """A creator's part of a sale.

    Args:
        creator_id: Who earned it.
        via: The kind of mark that led to it: the last of theirs on the path.
        value: That mark.
        at: When it was met.
        share: The creator's part; the parts of a sale sum to 1.
        reason: Why, in words.
    """

    creator_id: CreatorId
    via: Kind
    value: str
    at: dt.datetime
    share: Fraction
    reason: str


@attrs.frozen(kw_only=True)
class Loser:
    """A creator or mark that took part and earned nothing.

    Args:
        who: The creator, ``nobody`` when no creator owns the mark, ``others`` for touches that are
            only counted.
        mark: What was met, such as ``code WELCOME10``.
        reason: Why it lost, in words.
    """

    who: str
    mark: str
    reason: str


@attrs.frozen(kw_only=True)
class Resolution:
    """Who earned one sale.

    Args:
        credits: The winners, whose shares sum to 1; none when nobody earned it.
        losers: Everybody else who took part, each with the reason.
        miss: Why nobody earned it; ``None`` when somebody did.
    """

    credits: tuple[Credit, ...]
    losers: tuple[Loser, ...]
    miss: Miss | None = None


@attrs.frozen(kw_only=True)
class CreditedAmount:
    """A credit in money.

    Args:
        credit: Whose part, and why.
        gross: The creator's part of the items before refunds.
        net: The creator's part of the items after refunds.
    """

    credit: Credit
    gross: Money
    net: Money


@attrs.frozen(kw_only=True)
class Story:
    """All there is to say about who earned one order.

    Args:
        order_id: The order.
        at: When it was placed.
        gross: Its items before refunds.
        net: Its items after refunds.
        resolution: Who earned it.
        amounts: The winners' parts, which sum to the order.
    """

    order_id: OrderId
    at: dt.datetime
    gross: Money
    net: Money
    resolution: Resolution
    amounts: tuple[CreditedAmount, ...]

    @property
    def is_attributed(self) -> bool:
        """Whether anybody earned it."""
        return bool(self.amounts)

    def working(self) -> Working:
        """The story in lines: the order, each loser, each winner."""
        steps: list[tuple[str, object]] = [
            (f"order {self.order_id} at {self.at.isoformat()}, net items", self.net)
        ]
        steps += [
            (f"{loser.who}: {loser.mark}", f"nothing, {loser.reason}")
            for loser in self.resolution.losers
        ]
        steps += [
            (f"{part.credit.creator_id}: {part.credit.reason}", part.net) for part in self.amounts
        ]
        if self.resolution.miss is not None:
            steps.append((f"nobody: {self.resolution.miss}", "unattributed"))
        return Working.of(*steps)


@attrs.frozen
class Attribution:
    """The stories of all paid orders.

    Args:
        stories: One for each, in the order of the book.
        currency: The currency of every amount.
    """

    stories: tuple[Story, ...]
    currency: str

    def story(self, order_id: str) -> Story | None:
        """The story of one order, or ``None`` when it is not a paid order of the book."""
        return self._by_order.get(order_id)

    def of(self, creator_id: str) -> tuple[tuple[Story, CreditedAmount], ...]:
        """The orders that a creator earned, with their part of each."""
        return tuple(self._by_creator.get(creator_id, ()))

    @property
    def unattributed(self) -> tuple[Story, ...]:
        """The orders that nobody earned."""
        return tuple(story for story in self.stories if not story.is_attributed)

    @property
    def net(self) -> Money:
        """Net items of all orders."""
        return _net(self.stories, currency=self.currency)

    @property
    def unattributed_net(self) -> Money:
        """Net items of the orders that nobody earned."""
        return _net(self.unattributed, currency=self.currency)

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


def _net(stories: Iterable[Story], *, currency: str) -> Money:
    """Net items of *stories*."""
    return Money.total((story.net for story in stories), currency=currency)
