"""Pattern policies: when a pattern wins and who is proven, as data."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.shares import Share


@attrs.frozen(kw_only=True)
class PatternPolicy:
    """When a pattern wins, and who is proven.

    Args:
        least_creators: An angle told by fewer creators of a niche is no pattern: it may be them.
        least_probability: A pattern wins when it is at least so likely to return its cost.
        creator_spread: By how much return multiples of creators who tell the same angle in the same
            niche are assumed to differ, before any have, as a part of the campaign's multiple or of
            the cost, whichever is more: 0.75 means from 0.25 to 1.75 of it, mostly.
        assumed_creators: How many creators that assumption counts for.
        pattern_spread: The same for patterns and the level of the campaign.
        proven_orders: Who returned their cost with at least so many orders is proven.

    Raises:
        InvalidInputError: A count is below its least, *least_probability* is above 1, or a spread
            is 0.

    Source: S2 for patterns, S1 and S3 for the bench; the figures are our own.
    """

    least_creators: int = attrs.field(default=2, validator=require.at_least(2))
    least_probability: Share = attrs.field(
        default=Share("0.8"), converter=Share, validator=require.is_part
    )
    creator_spread: Share = attrs.field(
        default=Share("0.75"), converter=Share, validator=require.is_positive_share
    )
    assumed_creators: int = attrs.field(default=2, validator=require.at_least(1))
    pattern_spread: Share = attrs.field(
        default=Share("0.4"), converter=Share, validator=require.is_positive_share
    )
    proven_orders: int = attrs.field(default=5, validator=require.is_count)
