"""Story: for one sale, who earned it and why, and why every other did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
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
    "only a code whose owner was not met",
    "only touches before the lookback",
    "only touches after the sale",
    "only codes beyond their limits",
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
        amounts: The winners' parts, which sum to the order.
        held: Why the part of a creator may not be paid before a person has looked at it.
        also_paid: Creators who are not credited and paid on the whole order all the same, because
            the campaign pays every code.
        tell: Tells who lost and why; asked once, when somebody wants to know.
    """

    order_id: OrderId
    at: dt.datetime
    gross: Money
    net: Money
    amounts: tuple[CreditedAmount, ...]
    held: Mapping[CreatorId, str] = attrs.field(factory=dict[CreatorId, str])
    also_paid: tuple[CreatorId, ...] = ()
    tell: Callable[[], Resolution] = attrs.field(repr=False, eq=False)

    @cached_property
    def resolution(self) -> Resolution:
        """Who earned it, and why nobody else did."""
        return self.tell()

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
            (f"{who}: paid on the whole order", "not credited, the campaign pays every code")
            for who in self.also_paid
        ]
        steps += [(f"{who}: not to be paid yet", why) for who, why in self.held.items()]
        steps += [
            (f"{part.credit.creator_id}: {part.credit.reason}", part.net) for part in self.amounts
        ]
        if self.resolution.miss is not None:
            steps.append((f"nobody: {self.resolution.miss}", "unattributed"))
        return Working.of(*steps)
