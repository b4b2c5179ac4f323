"""Offers: what they come to in each case, where they break even, and which costs least when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar, Literal

import attrs
import pytest

from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    MissingDataError,
    UnknownNameError,
)
from influence.money import Money
from influence.offers import Comparison, Expectation, Offer, Outlook, Stretch, compare
from influence.payments import (
    Bonus,
    Capped,
    Commission,
    CommissionableBase,
    CommissionLine,
    Fee,
    FeeLine,
    FlatFee,
    Guaranteed,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
    Retainer,
    Tier,
    Tiered,
    Window,
)
from influence.periods import Period

MONTH = Window(kind="calendar", months=1)


def usd(amount: str) -> Money:
    return Money(amount, "USD")


def expectation(**fields: object) -> Expectation:
    given: dict[str, Any] = {
        "period": Period(
            dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        ),
        "order_value": usd("50.00"),
        "low": 10,
        "expected": 40,
        "high": 90,
        "gross_margin": "0.5",
        "deliverables": {"short_video": 1},
    }
    return Expectation(**{**given, **fields})


def outlook(terms: PaymentRule, **fields: object) -> Outlook:
    found = compare([Offer(name="this", terms=terms)], expectation=expectation(**fields))
    return found.outlook("this")


def comparison(*terms: PaymentRule, **fields: object) -> Comparison:
    offers = [Offer(name="abc"[place], terms=rule) for place, rule in enumerate(terms)]
    return compare(offers, expectation=expectation(**fields))


@attrs.frozen
class Falling:
    """Pays 100.00 until there are 20 orders, and 10.00 from then on."""

    name: ClassVar[str] = "falling"

    def fee(self, performance: Performance, /) -> Fee:
        amount = usd("100") if len(performance.orders) < 20 else usd("10")
        return Fee.of_lines([FeeLine("so much", amount)], currency="USD")


@attrs.frozen
class Dipping:
    """Pays 5000.00, and nothing from 40 to 49 orders."""

    name: ClassVar[str] = "dipping"

    def fee(self, performance: Performance, /) -> Fee:
        is_low = 40 <= len(performance.orders) < 50
        return Fee.of_lines([FeeLine("so much", usd("0" if is_low else "5000"))], currency="USD")


class TestExpectation:
    def test_orders_come_back_whole_as_often_as_the_share_says(self) -> None:
        placed = expectation(returned="0.25").placed(8)
        assert [order.is_kept for order in placed] == [True, True, True, False] * 2

    def test_new_customers_are_spread_among_the_orders_that_stay_and_those_that_come_back(
        self,
    ) -> None:
        placed = expectation(returned="0.5", new_customers="0.5").placed(8)
        kept = [order.is_new_customer for order in placed if order.is_kept]
        back = [order.is_new_customer for order in placed if not order.is_kept]
        assert kept == back == [False, True, False, True]
        assert [order.customer_since == order.at for order in placed] == [
            order.is_new_customer for order in placed
        ]

    def test_each_order_falls_into_the_middle_of_a_widest_gap(self) -> None:
        start = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        placed = expectation(period=Period(start, start + dt.timedelta(days=8))).placed(7)
        assert [(order.at - start).days for order in placed] == [4, 2, 6, 1, 5, 3, 7]

    def test_one_more_order_moves_none_of_the_others(self) -> None:
        spring = expectation(returned="0.3", new_customers="0.7")
        assert spring.placed(30)[:29] == spring.placed(29)

    def test_the_order_tells_what_is_expected_of_it(self) -> None:
        given = {"product": "lamp", "units": 2, "tax": usd("4"), "shipping": usd("5")}
        [order] = expectation(**given).performance(1).orders
        assert [(line.product, line.quantity) for line in order.lines] == [("lamp", 2)]
        assert (order.tax, order.shipping, order.is_new_customer) == (usd("4"), usd("5"), None)
        assert expectation().performance(1).orders[0].lines == ()

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"period": "spring"}, "Expectation.period must be a period, got 'spring'"),
            (
                {"order_value": usd("0")},
                "Expectation.order_value must be an amount above 0, got Money('0.00', 'USD')",
            ),
            ({"low": -1}, "Expectation.low must be a whole number of at least 0, got -1"),
            ({"expected": 9}, "Expectation.expected must be at least low, 10, got 9"),
            ({"high": 39}, "Expectation.high must be at least expected, 40, got 39"),
            (
                {"low": 0, "expected": 0, "high": 0},
                "Expectation.high must be a whole number of at least 1, got 0",
            ),
            ({"high": "90"}, "Expectation.high must be a whole number of at least 1, got '90'"),
            ({"most": 89}, "Expectation.most must be at least high, 90, got 89"),
            ({"most": 10_001}, "Expectation.most must be at most 10000, got 10001"),
            (
                {"returned": "1.1"},
                "Expectation.returned must be a share of at most 1, got Share('1.1')",
            ),
            (
                {"gross_margin": "2"},
                "Expectation.gross_margin must be a share of at most 1, got Share('2')",
            ),
            (
                {"other_costs": Money("1", "EUR")},
                (
                    "Expectation.other_costs must be in USD, the currency of the orders, "
                    "got Money('1.00', 'EUR')"
                ),
            ),
            (
                {"product": "lamp"},
                "Expectation.product must be told together with its units, got 'lamp'",
            ),
            ({"units": 2}, "Expectation.product must be told together with its units, got None"),
            (
                {"deliverables": {"reel": 1}},
                (
                    "deliverable of a performance must be one of carousel, live, long_video, "
                    "newsletter, pinned_comment, post, reminder_story, short_video, story_frame, "
                    "got 'reel'"
                ),
            ),
            ({"metrics": 5}, "Performance.metrics must be a mapping of names to counts, got 5"),
        ],
    )
    def test_a_field_that_breaks_its_rule_is_refused(
        self, fields: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidInputError) as caught:
            expectation(**fields)
        assert str(caught.value) == message

    def test_a_case_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            expectation().orders("best")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
        assert str(caught.value) == "case must be one of expected, high, low, got 'best'"


class TestOutcome:
    def test_a_case_has_its_fee_cost_and_profit(self) -> None:
        rule = Hybrid(
            parts=(Commission(rate="0.1"), InKind(cost=usd("30"), fair_market_value=usd("80")))
        )
        case = outlook(rule, returned="0.1", other_costs=usd("20")).cases["expected"]
        assert (case.orders, case.kept, case.sales) == (40, 36, usd("1800"))
        assert (case.gross_profit, case.fee, case.cost) == (usd("900"), usd("180"), usd("230"))
        assert (case.profit, str(case.fee_share)) == (usd("670"), "0.1")

    def test_the_working_of_profit_holds_every_step(self) -> None:
        rule = Hybrid(
            parts=(Commission(rate="0.1"), InKind(cost=usd("30"), fair_market_value=usd("80")))
        )
        case = outlook(rule, returned="0.1", other_costs=usd("20")).cases["expected"]
        assert [(step.text, step.result) for step in case.why("profit").steps] == [
            ("orders", "40"),
            ("of which come back, 10 %", "4"),
            ("orders kept", "36"),
            ("36 × 50.00 USD", "1800.00 USD"),
            ("gross margin", "50 %"),
            ("gross margin × net sales", "900.00 USD"),
            ("10 % of 1800.00 USD net sales in 36 orders", "180.00 USD"),
            ("fee", "180.00 USD"),
            ("product in kind at cost, fair market value 80.00 USD", "30.00 USD"),
            ("other costs", "20.00 USD"),
            ("cost", "230.00 USD"),
            ("gross profit − cost", "670.00 USD"),
        ]

    @pytest.mark.parametrize(
        ("figure", "answer"),
        [
            ("sales", "2000.00 USD"),
            ("gross_profit", "1000.00 USD"),
            ("fee", "200.00 USD"),
            ("cost", "200.00 USD"),
            ("profit", "800.00 USD"),
            ("fee_share", "0.1"),
        ],
    )
    def test_the_last_line_of_a_working_is_the_figure(self, figure: str, answer: str) -> None:
        case = outlook(Commission(rate="0.1")).cases["expected"]
        assert case.why(figure).result == answer

    def test_a_figure_that_nobody_knows_is_refused(self) -> None:
        case = outlook(Commission(rate="0.1")).cases["low"]
        with pytest.raises(UnknownNameError) as caught:
            case.why("profits")
        assert str(caught.value) == (
            "figure must be one of cost, fee, fee_share, gross_profit, profit, sales, "
            "got 'profits'; did you mean 'profit'?"
        )

    def test_no_sales_have_no_fee_share(self) -> None:
        case = outlook(Commission(rate="0.1"), low=0).cases["low"]
        assert case.fee_share is None
        assert case.why("fee_share").result == "undefined"

    def test_without_a_margin_no_profit_is_known(self) -> None:
        found = outlook(FlatFee(per_campaign=usd("100")), gross_margin=None)
        case = found.cases["expected"]
        assert (case.gross_profit, case.profit, found.profit(40)) == (None, None, None)
        assert case.why("profit").result == "unknown"
        assert (found.first_break_even, found.break_even, found.break_even_sales) == (None,) * 3
        assert found.why("break_even").result == "unknown"
        assert found.in_words() == "break-even is not known, because the gross margin is not"


class TestBreakEven:
    def test_a_flat_fee_breaks_even_where_the_gross_profit_covers_it(self) -> None:
        # 25.00 of gross profit an order: ten orders bring exactly the fee.
        found = outlook(FlatFee(per_campaign=usd("250")))
        assert (found.first_break_even, found.break_even) == (10, 10)
        assert found.break_even_sales == usd("500")
        assert found.in_words() == "breaks even at 10 orders, net sales of 500.00 USD"

    def test_one_cent_more_takes_one_order_more(self) -> None:
        assert outlook(FlatFee(per_campaign=usd("250.01"))).break_even == 11

    def test_a_bonus_can_lose_what_was_reached(self) -> None:
        # 5 orders cover the flat fee of 125.00; the bonus at 8 is covered with it from 13 on.
        terms = Hybrid(
            parts=(
                FlatFee(per_campaign=usd("125")),
                Bonus(metric="orders", reaches=8, pay=usd("200")),
            )
        )
        found = outlook(terms)
        assert (found.first_break_even, found.break_even) == (5, 13)
        assert found.in_words() == (
            "reaches break-even at 5 orders, for good at 13 orders, net sales of 650.00 USD"
        )
        assert str(found.why("break_even")).splitlines() == [
            "profit at 12 orders                             -25.00 USD",
            "profit at 13 orders                             0.00 USD",
            "orders at which profit is at least 0 up to 180  13",
        ]
        assert str(found.why("first_break_even")).splitlines() == [
            "profit at 4 orders                          -25.00 USD",
            "profit at 5 orders                          0.00 USD",
            "orders at which profit is first at least 0  5",
        ]

    def test_what_is_lost_at_the_end_was_not_reached_for_good(self) -> None:
        bonus = Bonus(metric="orders", reaches=90, pay=usd("9000"))
        found = outlook(bonus, most=90)
        assert (found.first_break_even, found.break_even) == (0, None)
        assert found.in_words() == "reaches break-even at 0 orders, and loses it up to 90"
        assert found.payback_days("high") is None

    def test_a_fee_above_all_gross_profit_never_breaks_even(self) -> None:
        found = outlook(FlatFee(per_campaign=usd("25000")))
        assert (found.first_break_even, found.break_even) == (None, None)
        assert found.in_words() == "never breaks even up to 180 orders"
        assert str(found.why("break_even")).splitlines() == [
            "profit at 0 orders           -25000.00 USD",
            "profit at 180 orders         -20500.00 USD",
            "break-even up to 180 orders  never",
        ]

    def test_a_commission_below_the_margin_breaks_even_at_once(self) -> None:
        found = outlook(Commission(rate="0.1"), low=0)
        assert (found.break_even, found.payback_days("low")) == (0, 0)
        assert found.why("break_even").steps[0].text == "profit at 0 orders"

    def test_payback_is_the_day_on_which_break_even_is_reached(self) -> None:
        found = outlook(FlatFee(per_campaign=usd("250.01")))
        # 92 days: 11 × 92 ÷ 40 = 25.3 and 11 × 92 ÷ 90 = 11.2; 10 orders are not 11.
        assert [found.payback_days(case) for case in ("low", "expected", "high")] == [None, 26, 12]
        assert found.why("payback_days:low").result == "not in the period"
        assert str(found.why("payback_days:expected")).splitlines() == [
            "orders, expected                                40",
            "days                                            92",
            "profit at 10 orders                             -0.01 USD",
            "profit at 11 orders                             24.99 USD",
            "orders at which profit is at least 0 up to 180  11",
            "break-even × days ÷ orders, rounded up          26",
        ]

    def test_a_figure_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            outlook(Commission(rate="0.1")).why("breakeven")
        assert str(caught.value) == (
            "figure must be one of break_even, first_break_even, payback_days:expected, "
            "payback_days:high, payback_days:low, got 'breakeven'; did you mean 'break_even'?"
        )


class TestComparison:
    def test_the_crossover_is_the_first_order_at_which_another_costs_less(self) -> None:
        # 10 % of 50.00 is 5.00 an order: 50 orders cost what the flat fee costs.
        found = comparison(Commission(rate="0.1"), FlatFee(per_campaign=usd("250")))
        assert found.stretches == (
            Stretch(first=0, last=49, offers=("a",)),
            Stretch(first=50, last=50, offers=("a", "b")),
            Stretch(first=51, last=180, offers=("b",)),
        )
        assert found.crossovers == (50, 51)
        assert found.in_words() == "up to 49 orders a costs least; at 50 a and b alike; from 51 b"
        assert [found.cheapest(n) for n in (49, 50, 51)] == [("a",), ("a", "b"), ("b",)]

    def test_why_names_every_cost(self) -> None:
        found = comparison(Commission(rate="0.1"), FlatFee(per_campaign=usd("250")))
        assert str(found.why(60)).splitlines() == [
            "orders       60",
            "a costs      300.00 USD",
            "b costs      250.00 USD",
            "costs least  b",
        ]

    def test_one_offer_costs_least_at_any_number_of_orders(self) -> None:
        found = comparison(Commission(rate="0.1"), Commission(rate="0.1"))
        assert found.in_words() == "at any number of orders a and b cost least, and the same"
        assert found.crossovers == ()

    def test_the_first_stretch_is_told_by_its_length(self) -> None:
        terms = Bonus(metric="orders", reaches=2, pay=usd("10"))
        flat = FlatFee(per_campaign=usd("5"))
        assert comparison(terms, flat).in_words() == "up to 1 order a costs least; from 2 b"
        equal = comparison(Commission(rate="0.1"), Commission(rate="0.2"), Falling())
        assert equal.in_words() == (
            "at 0 orders a and b cost least, and the same; from 1 to 19 a; from 20 c"
        )

    def test_offers_that_part_and_meet_again_are_told_apart_between(self) -> None:
        # Both cost nothing at 0 orders and 200.00 at 20.
        tens = Bonus(metric="orders", every=10, pay=usd("100"))
        fives = Bonus(metric="orders", every=5, pay=usd("50"))
        found = comparison(tens, fives, low=5, expected=5, high=20, most=20)
        assert found.in_words() == (
            "up to 4 orders a and b cost least, and the same; from 5 to 9 a; "
            "from 10 to 14 a and b alike; from 15 to 19 a; from 20 a and b alike"
        )

    def test_a_rule_of_which_nothing_is_proven_is_asked_everywhere(self) -> None:
        found = comparison(Dipping(), FlatFee(per_campaign=usd("250")))
        assert found.in_words() == "up to 39 orders b costs least; from 40 to 49 a; from 50 b"
        assert (found.outlook("a").first_break_even, found.outlook("a").break_even) == (40, None)

    def test_offers_need_names_of_their_own(self) -> None:
        offer = Offer(name="one", terms=Commission(rate="0.1"))
        with pytest.raises(InvalidInputError) as caught:
            compare([offer, offer], expectation=expectation())
        assert str(caught.value) == "offers must each have a name of its own, got 'one'"

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (
                lambda: compare([], expectation=expectation()),
                "offers must be at least one, got []",
            ),
            (
                lambda: compare(["x"], expectation=expectation()),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # a slip
                "offers must hold only offers, got 'x'",
            ),
            (
                lambda: compare([Offer(name="a", terms=Falling())], expectation=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
                "expectation must be an Expectation, got 5",
            ),
            (
                lambda: comparison(Falling()).cheapest(181),
                "orders must be a whole number from 0 to 180, got 181",
            ),
            (
                lambda: comparison(Falling()).why(-1),
                "orders must be a whole number from 0 to 180, got -1",
            ),
            (
                lambda: outlook(Falling()).profit(True),
                "orders must be a whole number from 0 to 180, got True",
            ),
            (
                lambda: Offer(name="a\nb", terms=Falling()),
                "Offer.name must be one line of text, got 'a\\nb'",
            ),
            (
                lambda: Offer(name="a", terms=Falling),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
                f"offer terms must be a payment rule with a name and a fee, got {Falling!r}",
            ),
            (
                lambda: comparison(Falling()).outlook("abc"),
                "offer must be one of a, got 'abc'",
            ),
        ],
    )
    def test_a_call_that_cannot_be_answered_is_refused(
        self, call: Callable[[], object], message: str
    ) -> None:
        with pytest.raises(InvalidInputError) as caught:
            call()
        assert str(caught.value) == message

    def test_terms_in_another_currency_are_refused(self) -> None:
        with pytest.raises(CurrencyMismatchError) as caught:
            comparison(FlatFee(per_campaign=Money("5", "EUR")))
        assert str(caught.value) == (
            "flat_fee per_campaign must be in USD, the currency of the performance, "
            "got Money('5.00', 'EUR')"
        )


class TestUntold:
    @pytest.mark.parametrize(
        ("terms", "fields", "message"),
        [
            (
                FlatFee(per_deliverable={"short_video": usd("5"), "live": usd("9")}),
                {},
                (
                    "expectation for offer this must tell its deliverables live, 0 too, "
                    "got {'short_video': 1}"
                ),
            ),
            (
                Bonus(metric="saves", reaches=5_000_000, pay=usd("9")),
                {},
                "expectation for offer this must tell its metrics saves, 0 too, got {}",
            ),
            (
                Commission(rate="0.1", new_customers_only=True),
                {},
                (
                    "expectation for offer this must tell what its terms ask for, "
                    "got 'left out, not known whether the customer is new: 180 orders'"
                ),
            ),
            (
                Commission(per_unit=usd("2")),
                {},
                (
                    "expectation for offer this must tell what its terms ask for, "
                    "got 'left out, not known how many units were bought: 180 orders'"
                ),
            ),
            (
                Commission(lines=(CommissionLine(product="lamp", rate="0.1"),)),
                {},
                (
                    "expectation for offer this must tell what its terms ask for, "
                    "got 'left out, not known which products were bought: 180 orders'"
                ),
            ),
            (
                Commission(rate="0.1", first_months=2),
                {"new_customers": "0.5"},
                (
                    "expectation for offer this must tell what its terms ask for, "
                    "got 'left out, not known since when the customer buys: 90 orders'"
                ),
            ),
            (
                Commission(rate="0.1", base=CommissionableBase(includes=("tax",))),
                {},
                (
                    "expectation for offer this: order order-1 must tell its tax, which the "
                    "commissionable base includes, got None"
                ),
            ),
        ],
    )
    def test_what_an_offer_pays_for_has_to_be_told(
        self, terms: PaymentRule, fields: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(MissingDataError) as caught:
            outlook(terms, **fields)
        assert str(caught.value) == message

    def test_none_is_told_as_zero(self) -> None:
        terms = Hybrid(
            parts=(
                FlatFee(per_deliverable={"live": usd("5")}),
                Bonus(metric="saves", every=1, pay=usd("9")),
            )
        )
        found = outlook(terms, deliverables={"live": 0}, metrics={"saves": 0})
        assert found.cases["high"].fee == usd("0")

    @pytest.mark.parametrize(
        ("terms", "fields", "fee"),
        [
            (Commission(rate="0.1", new_customers_only=True), {"new_customers": "0.5"}, "100"),
            (Commission(per_unit=usd("2")), {"product": "lamp", "units": 3}, "240"),
            (Commission(per_order=usd("2")), {"returned": "0.25"}, "60"),
            (
                Commission(rate="0.1", base=CommissionableBase(includes=("tax",))),
                {"tax": usd("10")},
                "240",
            ),
            (
                Commission(lines=(CommissionLine(product="lamp", rate="0.1"),)),
                {"product": "lamp", "units": 3},
                "200",
            ),
        ],
    )
    def test_what_is_told_is_paid_for(
        self, terms: PaymentRule, fields: dict[str, Any], fee: str
    ) -> None:
        assert outlook(terms, **fields).cases["expected"].fee == usd(fee)


def _ladder(meaning: Literal["marginal", "retroactive"]) -> Tiered:
    return Tiered(
        tiers=[Tier("0.05"), Tier("1/9", starts_at=usd("400"))], meaning=meaning, window=MONTH
    )


def _terms() -> list[PaymentRule]:
    """Rules of every kind that is told apart when a curve is drawn."""
    odd = Commission(rate="1/7")
    return [
        odd,
        Commission(rate="1/7", rounds="order", rounding="ceiling"),
        Commission(rate="1/7", new_customers_only=True),
        Commission(per_order=usd("2.50")),
        Commission(per_unit=usd("0.55")),
        Commission(rate="0.1", first_months=1),
        Commission(
            lines=(
                CommissionLine(customer="new", rate="0.2"),
                CommissionLine(customer="repeat", per_order=usd("1")),
            )
        ),
        FlatFee(per_campaign=usd("99")),
        InKind(cost=usd("12"), fair_market_value=usd("80")),
        Retainer(per_period=usd("40")),
        Bonus(metric="orders", every=7, pay=usd("3")),
        Bonus(metric="revenue", reaches=usd("600"), pay=usd("30")),
        Hybrid(
            parts=(
                odd,
                InKind(cost=usd("12"), fair_market_value=usd("80")),
                Bonus(metric="orders", every=9, pay=usd("1")),
            )
        ),
        Guaranteed(terms=odd, minimum=usd("20"), window=MONTH),
        Guaranteed(terms=Hybrid(parts=(odd,)), minimum=usd("20"), window=MONTH, recoverable=True),
        Capped(terms=odd, per_campaign=usd("80")),
        Capped(terms=odd, per_period=usd("30"), window=MONTH),
        Capped(terms=odd, per_order=usd("5.11")),
        Capped(terms=odd, per_customer=usd("5.11")),
        _ladder("marginal"),
        _ladder("retroactive"),
        attrs.evolve(_ladder("marginal"), rounds="order"),
        Falling(),
    ]


class TestCurve:
    @pytest.mark.parametrize("terms", _terms(), ids=str)
    def test_every_point_is_what_the_rule_answers(self, terms: PaymentRule) -> None:
        told = expectation(
            low=3,
            expected=9,
            high=15,
            order_value=usd("49.99"),
            returned="0.2",
            new_customers="1" if getattr(terms, "first_months", None) else "0.6",
            product="lamp",
            units=2,
            other_costs=usd("1"),
        )
        [found] = compare([Offer(name="a", terms=terms)], expectation=told).outlooks
        asked = [terms.fee(told.performance(orders)).cost + usd("1") for orders in range(31)]
        assert [found.cost(orders) for orders in range(31)] == asked
