"""Costs: money spent beside what the terms of a deal owe.

A cost may say what its payer counted it from (a ``rate`` for each order or post, and how many
``orders`` were counted). The claim is never used to compute anything; it is held against the book's
own orders and posts, and what does not fit is a finding.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError
from influence.ids import CostId, CreatorId, validated_id
from influence.money import Money

__all__ = ["BASES", "KINDS", "Basis", "Cost", "Kind"]

Kind = Literal["product", "shipping", "boost", "fee", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Basis = Literal["order", "post"]
BASES: tuple[Basis, ...] = get_args(Basis)


@attrs.frozen(kw_only=True)
class Cost:
    """One cost.

    Args:
        cost_id: Identifies it.
        creator_id: For whom; ``None`` when it is shared by the campaign.
        kind: ``product``, ``shipping``, ``boost``, ``fee`` or ``other``.
        at: When, with its offset.
        amount: How much.
        basis: What its payer counted: ``order`` or ``post``.
        rate: What its payer paid for one.
        orders: How many orders of the creator its payer counted.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        CurrencyMismatchError: Amount and rate are not in one currency.
    """

    cost_id: CostId = attrs.field(validator=validated_id)
    creator_id: CreatorId | None = attrs.field(
        default=None, validator=attrs.validators.optional(validated_id)
    )
    kind: Kind = attrs.field(validator=require.one_of(KINDS))
    at: dt.datetime = attrs.field(validator=require.has_offset)
    amount: Money = attrs.field(validator=require.is_money)
    basis: Basis | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(BASES))
    )
    rate: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    orders: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )

    def __attrs_post_init__(self) -> None:
        if self.rate is not None and self.rate.currency != self.amount.currency:
            rule = f"be in the currency of its amount, {self.amount.currency}"
            raise CurrencyMismatchError("Cost.rate", rule, self.rate)
