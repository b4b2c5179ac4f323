"""Tiered: a rate, and flat amounts where agreed, that climb a ladder as sales grow.

    marginal        Σ tiers rate × slice of the sales that lies on the tier
    retroactive     rate of the tier that all the sales reach × all of them
    next_only       Σ orders rate of the tier reached before the order × order
    crossing_order  Σ orders rate of the tier reached with the order × order
    single_order    Σ orders rate of the tier that the order reaches alone × order

Five rules go by one word, so the meaning has to be named. Orders are counted in the order of their
moments, and of their ids where those are equal. What each tier earns in a window is rounded once a
line, or order by order where the contract says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import Money, Rounding
from influence.payments._commissionable import ITEMS_BASE, CommissionableBase
from influence.payments._fee import Fee, FeeLine
from influence.payments._order_part import so_many_orders
from influence.payments._performance import Performance
from influence.payments._tier import Tier
from influence.payments._tier_counts import TierCount
from influence.payments._tier_ladder import TierCounts, TierLadder, TierMetric
from influence.payments._tier_lines import TierLines
from influence.payments._tier_parts import TierMeaning
from influence.payments._window import Window
from influence.shares import Share


def _tiers(tiers: Iterable[Tier]) -> tuple[Tier, ...]:
    """The tiers as a tuple, which nobody can change."""
    return tuple(tiers)


@attrs.frozen(kw_only=True)
class Tiered:
    """Pay a rate that climbs a ladder.

    A shared order counts by the creator's part of it. Where customers are counted, an order counts
    when it is the first of its customer in the window; one that does not tell its customer is left
    out of the count, is paid at the tier reached without it, and a line says so. What lies before a
    contract begins is in no window and earns nothing, which a line says as well.

    Args:
        tiers: The tiers from the lowest, which starts at nothing; each starts above the one before.
        meaning: ``marginal``, ``retroactive``, ``next_only``, ``crossing_order`` or
            ``single_order``.
        metric: What climbs: ``revenue``, ``orders`` or ``customers``; with ``single_order`` only
            ``revenue``.
        window: The stretch of time after which the count begins anew. A rolling one, over which
            each order looks back, goes with ``next_only`` and ``crossing_order`` and has no flats.
        counts: Whether a tier holds once its boundary is ``reached``, or only once ``exceeded``.
        flat_at_zero: Whether the flat of the first tier is due in a window without a sale; not with
            ``single_order``, where flats are for orders.
        refunds_unreach: Whether what came back is out of the count too; if not, the tier is decided
            by what was sold, and its rate is paid on what is left.
        base: What of an order counts, for the tier as revenue and for the rate.
        rounding: How amounts become whole minor units.
        rounds: Round once a ``statement`` line, or each ``order``.

    Raises:
        InvalidTermsError: There is no tier, the first does not start at nothing, another does not
            start above the one before it, a boundary does not fit the metric, amounts differ in
            currency, or meaning, metric, window and flats do not go together.
        UnknownNameError: A word is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> rule = Tiered(
        ...     tiers=[
        ...         Tier("0.04"),
        ...         Tier("0.06", starts_at=Money("200", "USD")),
        ...         Tier("0.08", starts_at=Money("400", "USD")),
        ...     ],
        ...     meaning="marginal",
        ... )
        >>> for line in rule.fee(performance(["500.00"], currency="USD")).working:
        ...     print(line)
        4 % of 200.00 USD net sales up to 200.00 USD: 8.00 USD
        6 % of 200.00 USD net sales between 200.00 and 400.00 USD: 12.00 USD
        8 % of 100.00 USD net sales above 400.00 USD: 8.00 USD

    Source: S20, S22, S37, S38, S53, S66, S70.
    """

    name: ClassVar[str] = "tiered"
    tiers: tuple[Tier, ...] = attrs.field(
        converter=_tiers, validator=require.are(Tier, called="tiers")
    )
    meaning: TierMeaning = attrs.field(validator=require.one_of(get_args(TierMeaning)))
    metric: TierMetric = attrs.field(
        default="revenue", validator=require.one_of(get_args(TierMetric))
    )
    window: Window = attrs.field(factory=Window, validator=require.is_a(Window, called="a window"))
    counts: TierCounts = attrs.field(
        default="reached", validator=require.one_of(get_args(TierCounts))
    )
    flat_at_zero: bool = attrs.field(default=False, validator=require.is_flag)
    refunds_unreach: bool = attrs.field(default=True, validator=require.is_flag)
    base: CommissionableBase = attrs.field(
        default=ITEMS_BASE, validator=require.is_a(CommissionableBase, called="a base")
    )
    rounding: Rounding = attrs.field(
        default="half_even", validator=require.one_of(get_args(Rounding))
    )
    rounds: Literal["statement", "order"] = attrs.field(
        default="statement", validator=require.one_of(("statement", "order"))
    )

    def __attrs_post_init__(self) -> None:
        TierLadder.of(self.tiers, metric=self.metric, counts=self.counts)
        known = meanings_of(metric=self.metric, window=self.window)
        if self.meaning not in known:
            over = f"{self.metric} in a {self.window.kind} window"
            rule = f"be one of {', '.join(known)} for {over}"
            raise InvalidTermsError("tiered meaning", rule, self.meaning)
        if self.flat_at_zero and self.meaning == "single_order":
            rule = "be left out where flats are for orders"
            raise InvalidTermsError("tiered flat_at_zero", rule, self.flat_at_zero)
        for place, tier in enumerate(self.tiers):
            if tier.flat is not None and self.window.kind == "rolling":
                rule = (
                    "be left out in a rolling window, where a tier may be reached again and again"
                )
                raise InvalidTermsError(f"tiered tiers[{place}] flat", rule, tier.flat)

    @property
    def top_rate(self) -> Share:
        """The highest share of what counts that it pays."""
        return max(tier.rate for tier in self.tiers)

    def fee(self, performance: Performance, /) -> Fee:
        """The rates and flats of the tiers, window by window."""
        self._ladder.refuse_foreign(performance)
        lines = self._lines(performance, self._lines_on(self._ladder))
        return Fee.of_lines(lines, currency=performance.currency)

    @cached_property
    def _ladder(self) -> TierLadder:
        """The tiers, checked."""
        return TierLadder.of(self.tiers, metric=self.metric, counts=self.counts)

    def _lines_on(self, ladder: TierLadder) -> TierLines:
        """What makes the lines of a window."""
        return TierLines(
            ladder=ladder,
            meaning=self.meaning,
            count=TierCount(
                metric=self.metric,
                base=self.base,
                net=self.refunds_unreach,
                days=self.window.days,
            ),
            base=self.base,
            flat_at_zero=self.flat_at_zero,
            rounding=self.rounding,
            each_order=self.rounds == "order",
        )

    def _lines(self, performance: Performance, lines: TierLines) -> Iterator[FeeLine]:
        """The lines of every window, each with its beginning before it."""
        if self.window.months is None:
            yield from lines.of(performance)
            return
        yield from self._early(performance)
        for part in self.window.parts(performance):
            for line in lines.of(part):
                yield attrs.evolve(line, text=f"from {part.period.start.date()}: {line.text}")

    def _early(self, performance: Performance) -> Iterator[FeeLine]:
        """A line of zero for the orders from before the contract begins, where there are some."""
        before = self.window.before(performance.period)
        orders = () if before is None else performance.within(before).orders
        if orders:
            text = f"left out, before the contract begins: {so_many_orders(len(orders))}"
            facts = tuple(sorted(order.order_id for order in orders))
            yield FeeLine(text, Money.zero(performance.currency), facts)


def meanings_of(*, metric: TierMetric, window: Window) -> tuple[TierMeaning, ...]:
    """The meanings that go with a metric and a window."""
    if window.kind == "rolling":
        return ("next_only", "crossing_order")
    words: tuple[TierMeaning, ...] = get_args(TierMeaning)
    return words if metric == "revenue" else words[:-1]
