"""Decision policies: the thresholds of the decisions, as data."""

from __future__ import annotations

from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.shares import Share

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True)
class DecisionPolicy:
    """The thresholds of the decisions.

    The first four hold whether or not there is an outlook; of the others, all but the last are
    asked only where there is one.

    Args:
        payback_days: A creator pays back when gross profit covers the spend within so many days.
        missed_angles: So many missed angles, and a losing creator is dropped.
        renew_share: Without an outlook, the part of the sheet that counts as its top: at least one
            place, unless it is 0.
        least_expected_orders: An angle is judged only when a creator who breaks even would have
            shown at least so many orders.
        scale_probability: Only who is at least so likely to earn more than they cost is given more.
        renew_probability: Who has not earned their cost so far is booked again when at least so
            likely to earn it.
        retest_probability: Another angle is tried with whoever is at least so likely to earn more
            than they cost, or when a test is worth its price.
        drop_probability: After the missed angles, who is less likely than this is dropped.
        least_effective_orders: With fewer orders of evidence nothing can be told yet.
        solid_effective_orders: With fewer the evidence is thin.
        rest_after: After so many cycles in a row a creator rests for one; ``None`` for never. No
            source says after how many an audience tires, so none is assumed.

    Raises:
        InvalidInputError: A count is below its least, a share is above 1, or the chances do not
            rise from *retest_probability* to *renew_probability* to *scale_probability*, or that
            for dropping is above that for scaling.

    Example:
        >>> policy = DecisionPolicy(payback_days=60, scale_probability="0.9")
        >>> policy.missed_angles, policy.scale_probability
        (2, Share('0.9'))

    Source: S2 for the two angles and the payback window, S1 and S3 for the top of the sheet, S280
    for what a count of orders can tell. The chances are our own, argued in the explanation of the
    decisions.
    """

    payback_days: int = attrs.field(default=45, validator=require.at_least(1))
    missed_angles: int = attrs.field(default=2, validator=require.at_least(1))
    renew_share: Share = attrs.field(
        default=Share("0.2"), converter=Share, validator=require.is_part
    )
    least_expected_orders: int = attrs.field(default=3, validator=require.at_least(1))
    scale_probability: Share = attrs.field(
        default=Share("0.8"), converter=Share, validator=require.is_part
    )
    renew_probability: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    retest_probability: Share = attrs.field(
        default=Share("0.2"), converter=Share, validator=require.is_part
    )
    drop_probability: Share = attrs.field(
        default=Share("0.5"), converter=Share, validator=require.is_part
    )
    least_effective_orders: int = attrs.field(default=5, validator=require.is_count)
    solid_effective_orders: int = attrs.field(default=30, validator=require.is_count)
    rest_after: int | None = attrs.field(default=None, validator=_maybe(require.at_least(1)))

    def __attrs_post_init__(self) -> None:
        self._check_order("retest_probability", "renew_probability")
        self._check_order("renew_probability", "scale_probability")
        self._check_order("drop_probability", "scale_probability")
        if self.solid_effective_orders < self.least_effective_orders:
            rule = f"be at least least_effective_orders, which is {self.least_effective_orders}"
            what = "DecisionPolicy.solid_effective_orders"
            raise InvalidInputError(what, rule, self.solid_effective_orders)

    def _check_order(self, lower: str, higher: str) -> None:
        """Refuse a chance that is above the one it must not exceed."""
        low: Share = getattr(self, lower)
        high: Share = getattr(self, higher)
        if low.fraction > high.fraction:
            rule = f"be at most {higher}, which is {high.text}"
            raise InvalidInputError(f"DecisionPolicy.{lower}", rule, low)

    def is_top(self, rank: int, *, creators: int) -> bool:
        """Whether a place belongs to the top of the sheet."""
        share = self.renew_share.fraction
        return bool(share) and rank <= max(Fraction(1), share * creators)
