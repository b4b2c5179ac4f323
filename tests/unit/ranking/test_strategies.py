"""What each strategy ranks by, worked by hand."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from influence.candidates import Candidate
from influence.errors import InvalidInputError, UnknownNameError
from influence.metrics import SuccessMetrics
from influence.ranking import (
    Followers,
    GrossProfit,
    Placing,
    Profit,
    RankingStrategy,
    Roi,
    Sheet,
    Standing,
    ZScore,
)
from influence.testing._books import usd

THREE = SuccessMetrics(("saves", "clicks", "orders"))


def standing(
    who: str,
    *,
    spend: str = "10",
    profit: str | None = None,
    followers: int | None = None,
    **metrics: int,
) -> Standing:
    return Standing(
        creator_id=who,
        metrics={name: Fraction(count) for name, count in metrics.items()},
        spend=usd(spend),
        profit=None if profit is None else usd(profit),
        candidate=Candidate(creator_id=who, followers=followers),
    )


def ranked(strategy: RankingStrategy, *standings: Standing) -> Mapping[str, Placing]:
    placings = strategy.rank(standings)
    assert [one.rank for one in placings] == sorted(one.rank for one in placings)
    return {one.creator_id: one for one in placings}


def score(placing: Placing) -> object:
    return placing.score


def parts(placing: Placing) -> list[tuple[str, object]]:
    return [(part.text, part.amount) for part in placing.parts]


def steps(placing: Placing) -> list[tuple[str, str]]:
    return [(step.text, step.result) for step in placing.working.steps]


CHEAP = standing("cheap", spend="10.00", profit="20.00", followers=900)
DEAR = standing("dear", spend="1000.00", profit="500.00", followers=2_000_000)
FREE = standing("free", spend="0.00", profit="5.00")
UNKNOWN = standing("unknown", spend="10.00", followers=0)
ALL = (CHEAP, DEAR, FREE, UNKNOWN)


class TestProfit:
    """Profit is gross profit less spend, and unknown where nobody knows it."""

    def test_the_score_is_what_was_earned_less_what_was_spent(self) -> None:
        found = ranked(Profit(), *ALL)
        assert {who: one.rank for who, one in found.items()} == {
            "dear": 1,
            "cheap": 2,
            "free": 3,
            "unknown": 4,
        }
        assert parts(found["dear"]) == [("gross profit", 1500), ("less spend", -1000)]
        assert (score(found["dear"]), score(found["unknown"])) == (500, None)

    def test_a_score_is_in_major_units_whatever_the_decimals_of_the_currency(self) -> None:
        assert ranked(Profit(), standing("maya", profit="0.05"))["maya"].score == Fraction(1, 20)


class TestGrossProfit:
    """Gross profit is what was earned, whatever it cost."""

    def test_whoever_sold_most_stands_first(self) -> None:
        found = ranked(GrossProfit(), *ALL)
        assert [(one.creator_id, score(one)) for one in found.values()] == [
            ("dear", 1500),
            ("cheap", 30),
            ("free", 5),
            ("unknown", None),
        ]
        assert parts(found["free"]) == [("gross profit", 5)]
        assert steps(found["unknown"]) == [
            ("gross profit", "unknown"),
            ("rank among 4 by gross profit", "4"),
        ]

    def test_a_loss_that_sold_more_stands_before_a_profit_that_sold_less(self) -> None:
        loss = standing("loss", spend="2000.00", profit="-400.00")
        assert ranked(GrossProfit(), loss, DEAR)["loss"].rank == 1


class TestRoi:
    """ROI is profit for each unit of spend, and unknown where nothing was spent."""

    def test_whoever_brought_back_most_for_each_unit_stands_first(self) -> None:
        found = ranked(Roi(), *ALL)
        assert [(one.creator_id, one.rank, score(one)) for one in found.values()] == [
            ("cheap", 1, 2),
            ("dear", 2, Fraction(1, 2)),
            ("free", 3, None),
            ("unknown", 3, None),
        ]
        assert parts(found["dear"]) == [
            ("gross profit ÷ spend", Fraction(3, 2)),
            ("less the spend itself", -1),
        ]

    def test_a_score_that_is_unknown_says_why(self) -> None:
        found = ranked(Roi(), *ALL)
        assert steps(found["dear"]) == [
            ("profit", "500.00 USD"),
            ("spend", "1000.00 USD"),
            ("profit ÷ spend", "0.5"),
            ("rank among 4 by ROI", "2"),
        ]
        assert steps(found["free"])[2] == ("profit ÷ spend, where nothing was spent", "unknown")
        assert steps(found["unknown"])[::2] == [
            ("profit", "unknown"),
            ("profit ÷ spend", "unknown"),
        ]


class TestFollowers:
    """Followers rank by audience, and every working says that it is no advice."""

    def test_the_largest_audience_stands_first_and_an_unknown_one_last(self) -> None:
        stranger = Standing(creator_id="stranger", metrics={}, spend=usd("1"))
        found = ranked(Followers(), *ALL, stranger)
        assert [(one.creator_id, one.rank, score(one)) for one in found.values()] == [
            ("dear", 1, 2_000_000),
            ("cheap", 2, 900),
            ("unknown", 3, 0),
            ("free", 4, None),
            ("stranger", 4, None),
        ]
        assert parts(found["cheap"]) == [("followers", 900)]

    def test_the_working_is_a_warning_with_its_source(self) -> None:
        for placing in ranked(Followers(), *ALL).values():
            assert steps(placing)[1] == (
                "no reason to book: 59 % of campaigns with the largest lost money (S1, S3)",
                "warning",
            )


class TestSheet:
    """The score of the sheet is the sum of its ranks below zero, because the lowest is the best."""

    def test_the_parts_are_the_ranks(self) -> None:
        ann = standing("ann", saves=30, clicks=10, orders=1)
        bea = standing("bea", saves=20, clicks=20)
        found = ranked(Sheet(metrics=THREE), ann, bea)
        assert parts(found["bea"]) == [
            ("less the rank by saves", -2),
            ("less the rank by clicks", -1),
            ("less the rank by orders", -2),
        ]
        assert (score(found["ann"]), score(found["bea"])) == (-4, -5)


class TestZScore:
    """A z-score is a weighted mean of distances from the mean, in spreads."""

    # By hand, saves 10, 20, 30: mean 20, variance 200 ÷ 3, spread 8.164965 (…809), so z of 30 is
    # √(100 ÷ (200 ÷ 3)) = √1.5 = 1.224744871 (…391). Orders 1, 1, 4: mean 2, variance 2, z of 4 is √2.
    ANN = standing("ann", saves=10, orders=4, clicks=5)
    BEA = standing("bea", saves=20, orders=1, clicks=5)
    CAL = standing("cal", saves=30, orders=1)
    ROOT_OF_3_2 = Fraction(1_224_744_871, 10**9)
    ROOT_OF_2 = Fraction(1_414_213_562, 10**9)
    ROOT_OF_1_2 = Fraction(707_106_781, 10**9)

    def test_the_three_success_metrics_count_the_same(self) -> None:
        found = ranked(ZScore(metrics=THREE), self.ANN, self.BEA, self.CAL)
        assert [(one.creator_id, one.rank) for one in found.values()] == [
            ("cal", 1),
            ("ann", 2),
            ("bea", 3),
        ]
        assert parts(found["ann"]) == [
            ("saves, 1/3 of its z", -self.ROOT_OF_3_2 / 3),
            ("clicks, 1/3 of its z", 0),
            ("orders, 1/3 of its z", self.ROOT_OF_2 / 3),
        ]
        assert score(found["ann"]) == (self.ROOT_OF_2 - self.ROOT_OF_3_2) / 3

    def test_the_weight_of_an_unknown_figure_is_spread_over_the_known_ones(self) -> None:
        found = ranked(ZScore(metrics=THREE), self.ANN, self.BEA, self.CAL)
        assert score(found["cal"]) == (self.ROOT_OF_3_2 - self.ROOT_OF_1_2) / 2
        assert steps(found["cal"]) == [
            ("saves 30, mean 20, spread 8.164966, weight 50 %: z", "1.224745"),
            ("clicks unknown, its weight spread over what is known: z", "none"),
            ("orders 1, mean 2, spread 1.414214, weight 50 %: z", "-0.707107"),
            ("sum of weight × z", "0.258819"),
            ("rank among 3 by z-score", "1"),
        ]

    def test_weights_are_on_any_scale_and_name_any_metric(self) -> None:
        scores = [
            ranked(ZScore(metrics=THREE, weights=weights), self.ANN, self.BEA, self.CAL)[
                "ann"
            ].score
            for weights in ({"orders": "0.75", "saves": "0.25"}, {"orders": 3, "saves": 1})
        ]
        assert scores == [(3 * self.ROOT_OF_2 - self.ROOT_OF_3_2) / 4] * 2

    def test_equals_have_no_spread_and_a_z_of_0(self) -> None:
        found = ranked(ZScore(metrics=THREE, weights={"clicks": 1}), self.ANN, self.BEA)
        assert [(one.rank, score(one)) for one in found.values()] == [(1, 0), (1, 0)]

    def test_whoever_has_no_known_figure_has_no_score(self) -> None:
        nobody = standing("nobody", views=7)
        low = standing("low", saves=0, clicks=0, orders=0)
        found = ranked(ZScore(metrics=THREE), nobody, low, self.ANN)
        assert (found["nobody"].rank, score(found["nobody"])) == (3, None)
        assert steps(found["nobody"])[3] == ("sum of weight × z", "unknown")

    @pytest.mark.parametrize(
        ("weights", "error", "message"),
        [
            ({"order": 1}, UnknownNameError, "metric of ZScore.weights must be one of 15 known names such as clicks, comments, customers, gross_profit, impressions, got 'order'; did you mean 'orders'?"),
            ({"orders": 0}, InvalidInputError, "ZScore.weights.orders must be above 0, or left out, got '0'"),
            ({"orders": "-1"}, InvalidInputError, "share must not be below zero, got '-1'"),
        ],
    )  # fmt: skip
    def test_a_weight_is_above_zero_and_of_a_metric(
        self, weights: Mapping[str, str | int], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            ZScore(metrics=THREE, weights=weights)
        assert str(caught.value) == message

    def test_more_of_a_good_thing_can_cost_a_place_in_a_blend(self) -> None:
        # By hand, with two others of 4 orders: 10 orders lead 0 by √(100 ÷ 12.75) = 2.80 spreads,
        # 100 by √(10,000 ÷ 1,779) = 2.37; 10 saves lead 0 by √(100 ÷ 12.5) = 2.83, × 0.9 = 2.55.
        def ann_is_before_dee(orders: int) -> bool:
            strategy = ZScore(metrics=THREE, weights={"orders": 1, "saves": "0.9"})
            ann = standing("ann", orders=orders, saves=0)
            dee = standing("dee", orders=0, saves=10)
            others = (standing(f"other-{n}", orders=4, saves=5) for n in range(2))
            found = ranked(strategy, ann, dee, *others)
            return found["ann"].rank < found["dee"].rank

        assert (ann_is_before_dee(10), ann_is_before_dee(100)) == (True, False)
