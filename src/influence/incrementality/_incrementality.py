"""Incrementality: what a test against a control says, every figure with its working.

    baseline         = observed − incremental
    lift             = incremental ÷ baseline
    incremental ROAS = incremental revenue ÷ spend

Amounts are rounded half to even, once; the baseline is what remains, so that the two always sum to
what was observed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import UnknownNameError
from influence.findings import Finding
from influence.incrementality._effect import Effect, Verdict
from influence.incrementality._interval import is_confidence
from influence.incrementality._permutation import Permutation
from influence.money import ExactMoney, Money
from influence.ratios import decimal_of, figure_text, ratio
from influence.shares import Share
from influence.workings import Working

Design = Literal["holdout", "difference_in_differences"]
IncrementalFigure = Literal[
    "baseline",
    "incremental_revenue",
    "incremental_interval",
    "lift",
    "iroas",
    "iroas_interval",
    "baseline_conversions",
    "incremental_conversions",
    "conversions_interval",
    "p_value",
]
INCREMENTAL_FIGURES: tuple[IncrementalFigure, ...] = get_args(IncrementalFigure)
_OF_CONVERSIONS = ("baseline_conversions", "incremental_conversions", "conversions_interval")


@attrs.frozen(kw_only=True)
class Incrementality:
    """What would not have come without the campaign.

    Args:
        design: How the test was made.
        against: The control, in words.
        confidence: Of its intervals.
        revenue: The effect on net sales; ``None`` when the rows do not tell them.
        conversions: The effect on conversions or orders; ``None`` when the rows do not tell them.
        spend: What was spent on those who met the campaign; ``None`` when nobody says.
        permutation: The same question asked without Student's t; ``None`` for a holdout, or when
            there are too many deals and no generator.
        placebo: The same sum within the days before the campaign, where nothing should be found;
            ``None`` when there are too few.
        findings: What a reader has to know beside the figures.

    Raises:
        InvalidInputError: *confidence* is not between 0 and 1, or *spend* is below zero.
    """

    design: Design
    against: str
    confidence: Share = attrs.field(converter=Share, validator=is_confidence)
    revenue: Effect | None
    conversions: Effect | None
    spend: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    permutation: Permutation | None = None
    placebo: Effect | None = None
    findings: tuple[Finding, ...] = attrs.field(default=(), validator=require.is_tuple)

    @property
    def incremental_revenue(self) -> Money | None:
        """Net sales that would not have come without the campaign."""
        return None if self.revenue is None else _money(self.revenue, self.revenue.incremental)

    @property
    def observed_revenue(self) -> Money | None:
        """Net sales to those who met the campaign."""
        return None if self.revenue is None else _money(self.revenue, self.revenue.observed)

    @property
    def baseline(self) -> Money | None:
        """Net sales that would have come without the campaign: what remains of the observed."""
        observed, incremental = self.observed_revenue, self.incremental_revenue
        return None if observed is None or incremental is None else observed - incremental

    @property
    def revenue_interval(self) -> tuple[Money, Money] | None:
        """Where the incremental revenue lies; ``None`` when nobody can say."""
        if self.revenue is None or self.revenue.interval is None:
            return None
        found = self.revenue.interval
        return _money(self.revenue, found.low), _money(self.revenue, found.high)

    @property
    def lift(self) -> Decimal | None:
        """Incremental revenue for each unit of the baseline; 0.1 is 10 %."""
        exact = None if self.revenue is None else self.revenue.lift
        return None if exact is None else decimal_of(exact)

    @property
    def iroas(self) -> Decimal | None:
        """Incremental revenue for each unit of currency spent."""
        return self._by_spend(None if self.revenue is None else self.revenue.incremental)

    @property
    def iroas_interval(self) -> tuple[Decimal, Decimal] | None:
        """Where the incremental ROAS lies; ``None`` when nobody can say."""
        found = None if self.revenue is None else self.revenue.interval
        if found is None:
            return None
        low, high = self._by_spend(found.low), self._by_spend(found.high)
        return None if low is None or high is None else (low, high)

    @property
    def headline(self) -> Effect | None:
        """The effect that the verdict rests on: revenue with an interval, else conversions."""
        if self.revenue is not None and self.revenue.interval is not None:
            return self.revenue
        return self.conversions or self.revenue

    @property
    def p_value(self) -> float | None:
        """The chance of an effect at least so far from zero, were there none."""
        return None if self.headline is None else self.headline.p_value

    @property
    def verdict(self) -> Verdict:
        """Whether there was an effect, by its interval; the one that holds zero cannot tell."""
        return "cannot_tell" if self.headline is None else self.headline.verdict

    def why(self, figure: str) -> Working:
        """The working of a figure; its last line is the figure.

        Raises:
            UnknownNameError: *figure* is not one of ``INCREMENTAL_FIGURES``.
        """
        if figure not in INCREMENTAL_FIGURES:
            raise UnknownNameError("figure", figure, INCREMENTAL_FIGURES)
        is_of_conversions = figure in _OF_CONVERSIONS
        effect = self.conversions if is_of_conversions else self.revenue
        if figure == "p_value":
            effect = self.headline
        if effect is None:
            measure = "conversions" if is_of_conversions else "revenue"
            return Working.of((f"the rows of the control do not tell {measure}", "unknown"))
        workings: Mapping[str, Callable[[], Working]] = {
            "baseline": effect.baseline_working,
            "baseline_conversions": effect.baseline_working,
            "incremental_revenue": lambda: effect.working,
            "incremental_conversions": lambda: effect.working,
            "incremental_interval": effect.interval_working,
            "conversions_interval": effect.interval_working,
            "lift": effect.lift_working,
            "iroas": self._iroas_working,
            "iroas_interval": lambda: self._iroas_interval_working(effect),
            "p_value": lambda: self._p_value_working(effect),
        }
        return workings[figure]()

    def in_words(self) -> str:
        """What the test says, in sentences."""
        told = [one.in_words() for one in (self.revenue, self.conversions) if one is not None]
        roas = [] if self.iroas is None else [f"Incremental ROAS is {self.iroas}."]
        return " ".join((f"Measured against {self.against}.", *told, *roas))

    def _by_spend(self, figure: Fraction | None) -> Decimal | None:
        """An amount in minor units for each unit spent."""
        exact = None if self.spend is None else ratio(figure, Fraction(self.spend.minor))
        return None if exact is None else decimal_of(exact)

    def _iroas_working(self) -> Working:
        """How the incremental ROAS follows."""
        is_undefined = self.iroas is None and self.spend is not None
        return Working.of(
            ("incremental revenue", figure_text(self.incremental_revenue)),
            ("spend", figure_text(self.spend)),
            (
                "incremental revenue ÷ spend",
                "undefined" if is_undefined else figure_text(self.iroas),
            ),
        )

    def _iroas_interval_working(self, effect: Effect) -> Working:
        """Where the incremental ROAS lies, and how that follows."""
        ends = self.iroas_interval
        return Working.of(
            ("interval of the incremental revenue", effect.interval_text),
            ("spend", figure_text(self.spend)),
            ("interval ÷ spend", "unknown" if ends is None else f"{ends[0]} to {ends[1]}"),
        )

    def _p_value_working(self, effect: Effect) -> Working:
        """How often chance alone would do as much."""
        lines = [(f"incremental {effect.what}", effect.incremental_text)]
        if self.permutation is not None:
            kind = "all" if self.permutation.is_exact else "drawn"
            counts = f"{self.permutation.as_far} of {self.permutation.deals}"
            what = f"deals of the arms that differ as much, of {kind}"
            lines.append((what, counts))
        told = "unknown" if effect.p_value is None else f"{effect.p_value:.4f}"
        return Working.of(*lines, ("chance of as much, were there no effect", told))


def _money(effect: Effect, figure: Fraction) -> Money:
    """A figure of revenue, to the minor unit."""
    return ExactMoney.from_minor(figure, str(effect.measure.currency)).rounded()
