"""Policy: the limits and assumptions of an allocation, as data."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.shares import Share


@attrs.frozen(kw_only=True)
class AllocationPolicy:
    """The limits and assumptions of an allocation.

    Args:
        most_share: The most of the budget that packages of one creator may cost.
        least_partners: With so many creators at least something is booked, as far as they are worth
            their price and can be afforded; partners go before value.
        at_most: The most packages of one creator in one cycle.
        exploration: The most of the budget that may go to creators who were never booked.
        first_cycle: The same while none of the choices ever was: how good a campaign is as a whole
            is learned from the first packages for all later ones, so the first need not be many.
        response: The part of a package's gross profit that the next one of the same creator in the
            same cycle brings: their audience has seen the offer.
        test_response: The part of the value of a test that the next package of the same cycle still
            has: two posts of one cycle share its season and its audience.
        least_value: A package is booked only when its value is above this part of its price; what
            is not spent stays in hand.
        least_probability: A creator who can be judged is booked only when they are at least so
            likely to pay in the long run.
        enough_orders: A creator can be judged from so many effective orders on.
        rest_after: After packages in so many cycles in a row a creator rests for one; ``None`` for
            never.
        season: What all packages of a cycle have in common, as the standard deviation of the
            logarithm of their gross profit: season, offer, and what no one creator can help.

    Raises:
        InvalidInputError: A share is above 1, or a count is below its least.

    Example:
        >>> AllocationPolicy().least_partners
        3

    Source: S2 for three to five partners in a test, S291 for a response that falls.
    """

    most_share: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    least_partners: int = attrs.field(default=3, validator=require.is_count)
    at_most: int = attrs.field(default=3, validator=require.at_least(1))
    exploration: Share = attrs.field(default=Share("1"), converter=Share, validator=require.is_part)
    first_cycle: Share = attrs.field(default=Share("1"), converter=Share, validator=require.is_part)
    response: Share = attrs.field(default=Share("0.6"), converter=Share, validator=require.is_part)
    test_response: Share = attrs.field(
        default=Share("0.25"), converter=Share, validator=require.is_part
    )
    least_value: Share = attrs.field(default=Share("0"), converter=Share, validator=require.is_part)
    least_probability: Share = attrs.field(
        default=Share("0"), converter=Share, validator=require.is_part
    )
    enough_orders: int = attrs.field(default=5, validator=require.is_count)
    rest_after: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    season: Share = attrs.field(default=Share("0.2"), converter=Share, validator=require.is_part)

    def share_for_new(self, *, is_first: bool) -> Share:
        """The most of the budget for the untried, in a first cycle or in a later one."""
        return self.first_cycle if is_first else self.exploration
