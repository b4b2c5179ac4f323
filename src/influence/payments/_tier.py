"""Tier: one step of a ladder of rates, with the one number at which it starts."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import Money
from influence.payments._agreed import is_agreed, term
from influence.shares import Share, ShareLike


def _share(rate: ShareLike) -> Share:
    """The rate as a share."""
    return Share.as_share(rate)


def _is_rate(tier: object, attribute: attrs.Attribute[Any], rate: Share) -> None:
    """A share of at most the whole sale."""
    if rate.fraction > 1:
        raise InvalidTermsError(term(tier, attribute), "be at most 1, the whole sale", rate)


def _is_boundary(tier: object, attribute: attrs.Attribute[Any], boundary: object) -> None:
    """An amount, or a whole number, of at least 0."""
    is_amount = isinstance(boundary, Money) and not boundary.is_negative
    is_count = require.is_whole(boundary) and boundary >= 0
    if not is_amount and not is_count:
        rule = "be an amount or a whole number of at least 0"
        raise InvalidTermsError(term(tier, attribute), rule, boundary)


@attrs.frozen
class Tier:
    """One tier of a ladder of rates; it reaches to the start of the next.

    Args:
        rate: Share of what counts; ``Share("0.06")`` is 6 %. It may be 0.
        starts_at: Where the tier starts: an amount of sales, or a number of orders or customers;
            ``None`` for the first, which starts at nothing.
        flat: Amount that the tier pays beside its rate; ``None`` when it pays none.

    Raises:
        InvalidTermsError: The rate is above 1, or a figure is below zero.

    Example:
        >>> Tier("0.06", starts_at=Money("200", "USD")).rate
        Share('0.06')
    """

    name: ClassVar[str] = "tier"
    """How errors call it."""
    rate: Share = attrs.field(converter=_share, validator=_is_rate)
    starts_at: int | Money | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(_is_boundary)
    )
    flat: Money | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(is_agreed)
    )
