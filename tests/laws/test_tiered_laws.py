from __future__ import annotations

from itertools import pairwise
from typing import get_args

import attrs
from hypothesis import given, strategies as st

from influence.money import Money
from influence.payments import Commission, Fee, Performance, Tier, Tiered, Window
from influence.payments._tier_ladder import TierMetric
from influence.payments._tier_parts import TierMeaning
from influence.payments._tiered import meanings_of
from influence.shares import Share
from influence.testing import monies, performances, shares, tiered, windows

_MEANINGS: tuple[TierMeaning, ...] = get_args(TierMeaning)
_METRICS: tuple[TierMetric, ...] = get_args(TierMetric)
_meanings = st.sampled_from(_MEANINGS)
_rules = _meanings.flatmap(lambda meaning: tiered(meaning=meaning, flats=True))


def _units(*fees: Fee) -> Money:
    """What rounding may make of the lines of some fees: a unit for each."""
    return Money.from_minor(sum(len(fee.working) for fee in fees), "USD")


class TestMeanings:
    """Rates that rise pay next_only ≤ marginal ≤ crossing_order ≤ retroactive."""

    @given(tiered(meaning="marginal"), performances())
    def test_but_for_rounding(self, rule: Tiered, did: Performance) -> None:
        words: tuple[TierMeaning, ...] = (
            "next_only",
            "marginal",
            "crossing_order",
            "retroactive",
        )
        fees = [attrs.evolve(rule, meaning=meaning).fee(did) for meaning in words]
        for less, more in pairwise(fees):
            assert less.amount <= more.amount + _units(less, more)


class TestSingleTier:
    """A ladder of one tier is a commission, whatever the meaning and the metric."""

    @given(shares(), performances(), st.sampled_from(_METRICS))
    def test_of_its_rate(self, rate: Share, did: Performance, metric: TierMetric) -> None:
        share = Commission(rate=rate).fee(did).amount
        for meaning in meanings_of(metric=metric, window=Window()):
            rule = Tiered(tiers=[Tier(rate)], meaning=meaning, metric=metric)
            assert rule.fee(did).amount == share


class TestSameRates:
    """Tiers of one rate are a commission of it, but for the rounding of their lines."""

    @given(shares(), monies(least=1), performances(), _meanings)
    def test_whatever_the_meaning(
        self, rate: Share, bound: Money, did: Performance, meaning: TierMeaning
    ) -> None:
        rule = Tiered(tiers=[Tier(rate), Tier(rate, starts_at=bound)], meaning=meaning)
        fee, share = rule.fee(did), Commission(rate=rate).fee(did)
        assert abs(fee.amount - share.amount) <= _units(fee, share)


class TestWindows:
    """A window pays what it would pay alone."""

    @given(_rules, windows(), performances())
    def test_so_the_fee_is_the_sum_of_its_windows(
        self, rule: Tiered, window: Window, did: Performance
    ) -> None:
        parts = [rule.fee(part).amount for part in window.parts(did)]
        windowed = attrs.evolve(rule, window=window).fee(did).amount
        assert windowed == Money.total(parts, currency="USD")


class TestRollingWindows:
    """A rolling window that looks back over everything is one that never ends."""

    @given(
        tiered(meaning="next_only") | tiered(meaning="crossing_order"),
        performances(),
    )
    def test_and_pays_the_same(self, rule: Tiered, did: Performance) -> None:
        rolling = attrs.evolve(rule, window=Window(kind="rolling", days=400))
        assert rolling.fee(did).amount == rule.fee(did).amount


class TestFacts:
    """Every order of which something is left is cited by a line of a rate."""

    @given(_rules, performances())
    def test_and_no_other(self, rule: Tiered, did: Performance) -> None:
        rates = [
            line for line in rule.fee(did).working if " % of " in line.text or "/" in line.text
        ]
        cited = {fact for line in rates for fact in line.facts}
        assert cited == {order.order_id for order in did.orders if order.is_kept}
