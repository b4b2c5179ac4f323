"""Stopping rule: how sure one has to be before a test may end early."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from influence.errors import InvalidInputError
from influence.experiments._variation import Variation
from influence.shares import Share, ShareLike


def _shares(values: Iterable[ShareLike]) -> tuple[Share, ...]:
    """The multiples, however they are written."""
    return tuple(Share(value) for value in values)


def _texts(values: Iterable[Share]) -> str:
    """The multiples, as they are written."""
    return ", ".join(value.text for value in values)


@attrs.frozen(kw_only=True)
class StoppingRule:
    """When a test may end.

    Args:
        error: How often a creator at break-even may ever be said to pay, or ever to lose.
        between_posts: Standard deviation between posts of one creator, over their mean; too large
            a value costs time, too small a one honesty.
        gains: Multiples above 1 that "it pays" is measured by, each alike.
        losses: Multiples below 1 that "it does not pay" is measured by, each alike.

    Raises:
        InvalidInputError: *error* is not between 0 and 1, or a multiple is on the wrong side of 1.
    """

    error: Share = attrs.field(default=Share("0.05"), converter=Share)
    between_posts: Share = attrs.field(default=Variation().between_posts, converter=Share)
    gains: tuple[Share, ...] = attrs.field(
        default=_shares(("1.25", "1.5", "2", "3", "5")), converter=_shares
    )
    losses: tuple[Share, ...] = attrs.field(
        default=_shares(("0.8", "0.6", "0.4", "0.2", "0.1")), converter=_shares
    )

    def __attrs_post_init__(self) -> None:
        if not 0 < self.error.fraction < 1:
            rule = "be above 0 and below 1"
            raise InvalidInputError("StoppingRule.error", rule, self.error.text)
        gains = [one.fraction > 1 for one in self.gains]
        if not gains or not all(gains):
            rule = "hold multiples, all above 1"
            raise InvalidInputError("StoppingRule.gains", rule, _texts(self.gains))
        losses = [0 < one.fraction < 1 for one in self.losses]
        if not losses or not all(losses):
            rule = "hold multiples, all above 0 and below 1"
            raise InvalidInputError("StoppingRule.losses", rule, _texts(self.losses))

    @property
    def enough(self) -> Fraction:
        """How strong evidence has to be: 1 ÷ error."""
        return 1 / self.error.fraction
