"""The laws of stage offers: the same income on every stage, and the mean of what is believed."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
from hypothesis import given, settings, strategies as st

from influence.money import Money
from influence.outlooks import Outlook
from influence.payments import FlatFee
from influence.periods import Period
from influence.stage_offers import Prospect, StageOffer, stage_offers
from influence.stage_offers._scenarios import scenarios_of, slices_of

_MARCH = Period(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))

spreads = st.sampled_from((0.0, 0.3, 0.8, 1.5)) | st.floats(0, 2)


@st.composite
def prospects(draw: st.DrawFn) -> Prospect:
    """Packages of up to some thirty expected orders."""
    sd = draw(st.floats(0, 1))
    return Prospect(
        outlook=Outlook(
            creator_id="maya",
            log_mean=draw(st.floats(-1.5, 1.0)),
            log_sd=sd,
            outcome_log_sd=sd + draw(st.floats(0, 0.5)),
            effective_orders=9.0,
        ),
        price=Money.from_minor(draw(st.integers(1_000, 30_000)), "USD"),
        period=_MARCH,
        order_value=Money.from_minor(draw(st.integers(2_000, 9_000)), "USD"),
        gross_margin=draw(st.sampled_from(("0.3", "0.5", "1"))),
        other_costs=draw(st.none() | st.just(Money("20", "USD"))),
        slices=draw(st.integers(2, 12)),
    )


incomes = st.integers(100, 20_000).map(lambda cents: Money.from_minor(cents, "USD"))


class TestScenarios:
    """The scenarios of a belief have its mean, however few they are."""

    @given(spreads, st.integers(2, 40))
    def test_slices_rise_and_have_the_mean_1(self, spread: float, slices: int) -> None:
        means = slices_of(spread, slices=slices)
        assert list(means) == sorted(means)
        assert abs(sum(means, Fraction(0)) / slices - 1) < Fraction(slices, 10**9)

    @given(st.fractions(0, 100, max_denominator=997), spreads, st.integers(2, 40))
    def test_chances_sum_to_1_and_orders_to_what_is_expected(
        self, orders: Fraction, spread: float, slices: int
    ) -> None:
        found = scenarios_of(orders, spread=spread, slices=slices)
        assert sum(one.chance for one in found) == 1
        expected = sum((one.orders * one.chance for one in found), Fraction(0))
        assert abs(expected - orders) <= orders * Fraction(slices, 10**9)


class TestStageOffers:
    """Every stage gives the creator the income and no step more than it takes."""

    @settings(max_examples=40)
    @given(prospects(), incomes, st.sampled_from((0, "0.2")))
    def test_a_size_is_the_least_that_is_worth_the_income(
        self, prospect: Prospect, income: Money, risk_price: int | str
    ) -> None:
        price = Fraction(risk_price)
        found = stage_offers(prospect, income=income, risk_price=risk_price)
        for offer in found.offers:
            assert offer.worth(price).amount >= income.amount
        for stage in ("product", "flat"):
            assert found.offer(stage).income == income.exact

    @settings(max_examples=40)
    @given(prospects(), incomes)
    def test_profit_and_cost_are_the_gross_profit_of_the_belief(
        self, prospect: Prospect, income: Money
    ) -> None:
        for offer in stage_offers(prospect, income=income).offers:
            whole = (offer.profit + offer.cost).amount
            believed = prospect.expected_gross_profit.amount
            assert abs(whole - believed) <= believed * Fraction(12, 10**9)
            assert 0 <= offer.chance_of_loss <= 1
            assert offer.profit_at(Fraction(0)) <= offer.profit_at(Fraction(1))

    @settings(max_examples=40)
    @given(prospects(), incomes, st.integers(2, 9))
    def test_scaling_money_changes_no_stage(
        self, prospect: Prospect, income: Money, scale: int
    ) -> None:
        # Half cents of a fee are rounded, so only what pays whole cents scales exactly.
        scaled = attrs.evolve(
            prospect,
            price=prospect.price * scale,
            order_value=prospect.order_value * scale,
            other_costs=None if prospect.other_costs is None else prospect.other_costs * scale,
        )
        before, after = (
            StageOffer.of("flat", FlatFee(per_campaign=fee), prospect=package)
            for fee, package in ((income, prospect), (income * scale, scaled))
        )
        assert before.profit * scale == after.profit
        assert before.chance_of_loss == after.chance_of_loss

    @settings(max_examples=40)
    @given(prospects(), incomes, incomes)
    def test_a_higher_income_never_earns_us_more(
        self, prospect: Prospect, one: Money, other: Money
    ) -> None:
        modest, dear = (stage_offers(prospect, income=income) for income in sorted((one, other)))
        for offer in dear.offers:
            assert offer.profit <= modest.offer(offer.stage).profit

    @settings(max_examples=40)
    @given(prospects(), incomes)
    def test_the_same_question_has_the_same_answer(self, prospect: Prospect, income: Money) -> None:
        first, second = (stage_offers(attrs.evolve(prospect), income=income) for _ in range(2))
        assert first == second
        assert first.best.profit + first.as_good >= max(offer.profit for offer in first.offers)
