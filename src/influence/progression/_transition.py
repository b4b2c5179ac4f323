"""Transitions: a step from one payment stage to another, and what it needs.

    open = outcome of the cycle, often enough or large enough
           and the chance of a profit at the offered fee
           and posts, orders and profit since the last step
           and place by profit, and by expected profit

A way down that asks for two losses in a row, or for one that is large, leaves a band between it and
the way up: within the band nobody steps. So does a way down below a chance that lies under the one
which the way up asks for. What is asked for and unknown opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.progression._chance import told
from influence.progression._evidence import StageEvidence
from influence.progression._shown import Shown
from influence.progression._stage import OUTCOMES, STAGES, Outcome, Stage
from influence.ratios import figure_text
from influence.shares import Share

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True)
class Transition:
    """A step from one stage to another and what it needs.

    Args:
        start: The stage it leaves.
        end: The stage it reaches.
        outcome: ``profit``: profit above zero, in the cycle and since the last step. ``loss``:
            profit below zero in the cycle. ``None`` asks for neither.
        least_posts: At least so many posts since the last step.
        least_orders: At least so many orders since the last step.
        top: Among so large a part of all creators by profit: at least one place, unless it is 0.
        in_a_row: The outcome in so many cycles in a row.
        at_once: One cycle is enough when its profit or loss is more than this part of its spend.
        least_probability: A package is at least so likely to earn more than it costs at the fee
            that is offered next.
        below_probability: It is less likely than this.
        expected_top: Among so large a part of all creators by expected profit.

    Raises:
        UnknownNameError: A stage or outcome is not known; the close one is named.
        InvalidInputError: A count is below its least, or a probability is above 1.
        InvalidTermsError: It leads nowhere, *at_once* stands where one cycle is always enough, a
            row stands without an outcome, or no probability lies between the two.

    Example:
        >>> from influence.shares import Share
        >>> fall = Transition(
        ...     start="flat", end="affiliate", outcome="loss", in_a_row=2, at_once=Share("0.1")
        ... )
        >>> fall.needs
        ('a loss beyond 10 % of the spend or 2 in a row',)
        >>> Transition(
        ...     start="affiliate",
        ...     end="flat",
        ...     outcome=None,
        ...     least_probability=Share("0.8"),
        ...     least_posts=2,
        ... ).needs
        ('a chance of profit of at least 80 %', '2 posts')
    """

    start: Stage = attrs.field(validator=require.one_of(STAGES))
    end: Stage = attrs.field(validator=require.one_of(STAGES))
    outcome: Outcome | None = attrs.field(
        default="profit", validator=_maybe(require.one_of(OUTCOMES))
    )
    least_posts: int = attrs.field(default=0, validator=require.is_count)
    least_orders: int = attrs.field(default=0, validator=require.is_count)
    top: Share | None = attrs.field(default=None, converter=attrs.converters.optional(Share))
    in_a_row: int = attrs.field(default=1, validator=require.at_least(1))
    at_once: Share | None = attrs.field(default=None, converter=attrs.converters.optional(Share))
    least_probability: Share | None = attrs.field(
        default=None, converter=attrs.converters.optional(Share), validator=_maybe(require.is_part)
    )
    below_probability: Share | None = attrs.field(
        default=None, converter=attrs.converters.optional(Share), validator=_maybe(require.is_part)
    )
    expected_top: Share | None = attrs.field(
        default=None, converter=attrs.converters.optional(Share)
    )

    def __attrs_post_init__(self) -> None:
        if self.start == self.end:
            raise InvalidTermsError("transition", "lead to another stage", self.end)
        if self.at_once is not None and self.in_a_row == 1:
            rule = "come with at least 2 cycles in a row"
            raise InvalidTermsError("at_once of a transition", rule, self.at_once)
        if self.outcome is None and self.in_a_row > 1:
            raise InvalidTermsError(
                "in_a_row of a transition", "come with an outcome", self.in_a_row
            )
        below = self.below_probability
        if below is not None and below.fraction <= self._least:
            rule = f"be above its least probability, {told(self._least)}"
            raise InvalidTermsError("below_probability of a transition", rule, below)

    @property
    def is_up(self) -> bool:
        """Whether it leads to a stage that promises more beforehand."""
        return STAGES.index(self.end) > STAGES.index(self.start)

    @property
    def needs(self) -> tuple[str, ...]:
        """Everything it needs, in words."""
        needs = (
            (self.outcome is not None, self._outcome_text),
            (self.asks_for_a_chance, self._chance_text),
            (self.least_posts, f"{self.least_posts} posts"),
            (self.least_orders, f"{self.least_orders} orders"),
            (self.top is not None, self._top_text),
            (self.expected_top is not None, self._expected_text),
        )
        return tuple(text for is_asked, text in needs if is_asked)

    @property
    def can_open(self) -> bool:
        """Whether any evidence at all meets its needs: nobody is in a top of 0."""
        return all(top is None or bool(top.fraction) for top in (self.top, self.expected_top))

    @property
    def asks_for_a_chance(self) -> bool:
        """Whether it looks at the chance of a profit."""
        return not (self.least_probability is None and self.below_probability is None)

    def is_likely_enough(self, chance: Fraction | None) -> bool:
        """Whether the chance of a profit is what it asks for; one that is unknown never is."""
        if not self.asks_for_a_chance:
            return True
        below = self.below_probability
        return (
            chance is not None
            and self._least <= chance
            and (below is None or chance < below.fraction)
        )

    def unmet(self, evidence: StageEvidence, *, shown: Shown | None = None) -> tuple[str, ...]:
        """The needs that are not met, in words.

        Args:
            evidence: What the cycle showed.
            shown: What was shown since the last step, with this cycle; without it, this cycle.
        """
        since = Shown().with_cycle(evidence) if shown is None else shown
        return tuple(self._refusals(evidence, since))

    def _refusals(self, evidence: StageEvidence, shown: Shown) -> Iterator[str]:
        """What speaks against the step, in the order of the needs."""
        yield from self._outcome_refusals(evidence, shown)
        if not self.is_likely_enough(evidence.probability_profitable):
            yield f"{self._chance_text}, it is {told(evidence.probability_profitable)}"
        if shown.posts < self.least_posts:
            yield f"{self.least_posts} posts, has {shown.posts}{shown.over}"
        if self.least_orders and (shown.orders is None or shown.orders < self.least_orders):
            orders = f"orders are {figure_text(shown.orders)}{shown.over}"
            yield f"{self.least_orders} orders, {orders}"
        if self.top is not None and not evidence.is_top(self.top):
            yield f"{self._top_text}, is {evidence.rank} of {evidence.creators}"
        if self.expected_top is not None and not evidence.is_expected_top(self.expected_top):
            place = evidence.expected_rank
            where = "unknown" if place is None else f"{place} of {evidence.creators}"
            yield f"{self._expected_text}, is {where}"

    def _outcome_refusals(self, evidence: StageEvidence, shown: Shown) -> Iterator[str]:
        """What the money says against it: of the cycle first, then since the last step."""
        profit = f"profit is {figure_text(evidence.profit)}"
        if self.outcome is None:
            return
        if evidence.outcome != self.outcome:
            yield f"a {self.outcome}, {profit}"
        elif not self._is_enough(evidence, shown):
            spend = "" if self.at_once is None else f", spend is {figure_text(evidence.spend)}"
            yield f"{self._outcome_text}, {profit}{spend}, {shown.in_a_row} in a row"
        elif self.outcome == "profit" and (shown.profit is None or not shown.profit.is_positive):
            yield f"a profit since the last step, it is {figure_text(shown.profit)}{shown.over}"

    def _is_enough(self, evidence: StageEvidence, shown: Shown) -> bool:
        """Whether the outcome came often enough or was large enough."""
        is_large = self.at_once is not None and evidence.is_beyond(self.at_once)
        return is_large or shown.in_a_row >= self.in_a_row

    @property
    def _least(self) -> Fraction:
        """The least chance that will do."""
        least = self.least_probability
        return Fraction(0) if least is None else least.fraction

    @property
    def _outcome_text(self) -> str:
        """What it needs of the money, in words."""
        if self.in_a_row == 1:
            return f"a {self.outcome}"
        if self.at_once is None:
            return f"a {self.outcome} in {self.in_a_row} cycles in a row"
        return f"a {self.outcome} beyond {self.at_once} of the spend or {self.in_a_row} in a row"

    @property
    def _chance_text(self) -> str:
        """What it needs of the chance, in words."""
        least, below = self.least_probability, self.below_probability
        bounds = [
            *([] if least is None else [f"of at least {least}"]),
            *([] if below is None else [f"below {below}"]),
        ]
        return f"a chance of profit {' and '.join(bounds)}"

    @property
    def _top_text(self) -> str:
        """What it needs of the place, in words."""
        return f"a place in the top {self.top}"

    @property
    def _expected_text(self) -> str:
        """What it needs of the place by expected profit, in words."""
        return f"a place in the top {self.expected_top} by expected profit"
