"""Credit: a creator's part of a sale, and why the others have none."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

import attrs

from influence.ids import CreatorId
from influence.money import Money
from influence.tracking import Kind

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
