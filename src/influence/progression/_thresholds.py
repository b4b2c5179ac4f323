"""Chance thresholds: the ladder that steps by the chance of a profit, and its values.

    up to flat    chance ≥ flat, on enough posts
    up to hybrid  chance ≥ hybrid, and in the top by expected profit
    down          chance < down

Between *down* and *flat* lies a band in which nobody steps: one good month does not bring a fee,
and one bad month does not cost it.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.progression._ladder import DealLadder
from influence.progression._stage import Stage
from influence.progression._transition import Transition
from influence.shares import Share

_WAYS_UP: tuple[tuple[Stage, Stage], ...] = (("product", "flat"), ("affiliate", "flat"))
_WAYS_DOWN: tuple[tuple[Stage, Stage], ...] = (("flat", "affiliate"), ("hybrid", "flat"))


@attrs.frozen(kw_only=True)
class ChanceThresholds:
    """From which chance of a profit at the offered fee a creator steps, up or down.

    Args:
        flat: The least chance for a flat fee.
        hybrid: The least chance for a bonus on top.
        down: Below this chance, one stage down.
        top: A bonus is for so large a part of all creators by expected profit: at least one place,
            unless it is 0.
        least_posts: A flat fee needs so many posts since the last step.

    Raises:
        InvalidInputError: A share is above 1, or the count is below 0.
        InvalidTermsError: *down* is above *flat* or *hybrid*, so that one and the same chance would
            lead up and down.

    Example:
        >>> careful = ChanceThresholds(flat="0.85").ladder(cool_down=2)
        >>> careful.transitions[0].needs
        ('a chance of profit of at least 85 %', '2 posts')
        >>> ChanceThresholds.of(careful) == ChanceThresholds(flat="0.85")
        True
    """

    flat: Share = attrs.field(default=Share("0.8"), converter=Share, validator=require.is_part)
    hybrid: Share = attrs.field(default=Share("0.9"), converter=Share, validator=require.is_part)
    down: Share = attrs.field(default=Share("0.5"), converter=Share, validator=require.is_part)
    top: Share = attrs.field(default=Share("0.2"), converter=Share, validator=require.is_part)
    least_posts: int = attrs.field(default=2, validator=require.is_count)

    def __attrs_post_init__(self) -> None:
        for name, up in (("flat", self.flat), ("hybrid", self.hybrid)):
            if self.down > up:
                rule = f"be at most {name}, which is {up}"
                raise InvalidTermsError("down of chance thresholds", rule, self.down)

    def ladder(self, *, cool_down: int = 1) -> DealLadder:
        """The ladder that steps by these values.

        Args:
            cool_down: After a step, no step for so many cycles.

        Raises:
            InvalidInputError: *cool_down* is below 0.
        """
        up = Transition(
            start="product",
            end="flat",
            outcome=None,
            least_posts=self.least_posts,
            least_probability=self.flat,
        )
        bonus = Transition(
            start="flat",
            end="hybrid",
            outcome=None,
            least_probability=self.hybrid,
            expected_top=self.top,
        )
        return DealLadder(
            starts=("product", "affiliate"),
            cool_down=cool_down,
            transitions=(
                *(attrs.evolve(up, start=start, end=end) for start, end in _WAYS_UP),
                bonus,
                *self._ways_down(),
            ),
        )

    @classmethod
    def of(cls, ladder: DealLadder) -> ChanceThresholds | None:
        """The values by which *ladder* steps; ``None`` when it is another kind of ladder."""
        downs = (step.below_probability for step in ladder.transitions if not step.is_up)
        ups = (step for step in ladder.transitions if step.is_up)
        bonus = next((step for step in ladder.transitions if step.end == "hybrid"), None)
        up = next(ups, None)
        if up is None or bonus is None:
            return None
        given = {
            "flat": up.least_probability,
            "hybrid": bonus.least_probability,
            "down": next(downs, None) or Share(0),
            "top": bonus.expected_top,
        }
        values = {name: share for name, share in given.items() if share is not None}
        try:
            thresholds = cls(**values, least_posts=up.least_posts)
            is_same = thresholds.ladder(cool_down=ladder.cool_down) == ladder
        except InvalidTermsError:
            return None
        return thresholds if is_same else None

    def _ways_down(self) -> tuple[Transition, ...]:
        """The steps below the chance; none where that is 0."""
        if not self.down.fraction:
            return ()
        return tuple(
            Transition(start=start, end=end, outcome=None, below_probability=self.down)
            for start, end in _WAYS_DOWN
        )
