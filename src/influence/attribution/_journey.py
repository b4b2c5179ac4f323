"""Journey: a path of players, how often it was gone, and what came of it."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError


@attrs.frozen(kw_only=True)
class Journey:
    """One path that visitors went, and how it ended.

    Args:
        players: Creators or channels in the order of time.
        conversions: How many sales it led to.
        value: What they came to, in minor units.
        lost: How many visitors went it and bought nothing.

    Raises:
        InvalidInputError: Nobody plays in it, or a count is below 0.

    Example:
        >>> Journey(players=("maya", "leo"), conversions=3, value=6_000, lost=40).visitors
        43
    """

    players: tuple[str, ...] = attrs.field(validator=require.are_texts)
    conversions: int = attrs.field(default=0, validator=require.is_count)
    value: int = attrs.field(default=0)
    lost: int = attrs.field(default=0, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        if not self.players:
            raise InvalidInputError("journey", "have at least one player", self.players)

    @property
    def visitors(self) -> int:
        """How many went it, whether they bought or not."""
        return self.conversions + self.lost
