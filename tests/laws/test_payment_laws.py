"""The laws of payment rules, each with the rules it holds for and the exceptions that are known.

A law that a rule is known to break has a test beside it that shows the break, so that an exception
that is no longer needed is found.
"""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Sequence
from fractions import Fraction
from random import Random

import attrs
import pytest
from hypothesis import assume, event, given, strategies as st

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.payments import (
    Bonus,
    Commission,
    CreditedOrder,
    Fee,
    FlatFee,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
)
from influence.shares import Share
from influence.testing import (
    bonuses,
    commissions,
    credited_orders,
    monies,
    payment_rules,
    performance,
    performances,
    shares,
)

rate_rounded_half_even = st.builds(Commission, rate=shares(), new_customers_only=st.booleans())
by_rate = commissions().filter(lambda rule: rule.rate is not None)
randoms = st.randoms(use_true_random=False)
another_order = credited_orders(order_id="another")


def _with_orders(did: Performance, orders: Sequence[CreditedOrder]) -> Performance:
    return attrs.evolve(did, orders=tuple(orders))


def _and(did: Performance, order: CreditedOrder) -> Performance:
    return _with_orders(did, [*did.orders, order])


def _halved(order: CreditedOrder) -> list[CreditedOrder]:
    """The same sale as two orders."""
    gross, refunded = order.gross.allocate([2, 1]), order.refunded.minor
    first = min(refunded, gross[0].minor)
    parts = (first, refunded - first)
    return [
        attrs.evolve(
            order,
            order_id=f"{order.order_id}-{number}",
            gross=part,
            refunded=Money.from_minor(back, "USD"),
        )
        for number, (part, back) in enumerate(zip(gross, parts, strict=True))
    ]


class TestDeterminism:
    """The same performance earns the same fee, line by line, and nothing is remembered (1, 16)."""

    @given(payment_rules(), performances(), performances())
    def test_what_one_creator_did_changes_nothing_for_another(
        self, rule: PaymentRule, did: Performance, other: Performance
    ) -> None:
        before = rule.fee(did)
        rule.fee(other)
        assert rule.fee(did) == before


class TestOrderOfFacts:
    """The order in which facts arrive changes no line of a fee (2)."""

    @given(payment_rules(), performances(), randoms)
    def test_shuffled_orders_earn_the_same(
        self, rule: PaymentRule, did: Performance, random: Random
    ) -> None:
        orders = random.sample(did.orders, k=len(did.orders))
        assert rule.fee(_with_orders(did, orders)) == rule.fee(did)

    @given(payment_rules(), performances())
    def test_pieces_and_figures_have_no_order(self, rule: PaymentRule, did: Performance) -> None:
        turned = attrs.evolve(
            did,
            deliverables=dict(reversed(list(did.deliverables.items()))),
            metrics=dict(reversed(list(did.metrics.items()))),
        )
        assert turned == did
        assert rule.fee(turned) == rule.fee(did)


class TestRepeatedFacts:
    """A fact that is told twice earns once; told in two ways it is refused (3)."""

    @given(payment_rules(), performances())
    def test_orders_told_twice_earn_once(self, rule: PaymentRule, did: Performance) -> None:
        told = _with_orders(did, [*did.orders, *did.orders])
        assert told == did
        assert rule.fee(told) == rule.fee(did)

    @given(performances().filter(lambda did: did.orders != ()), randoms)
    def test_an_order_told_in_two_ways_is_refused(self, did: Performance, random: Random) -> None:
        order = random.choice(did.orders)
        other = attrs.evolve(order, at=order.at + dt.timedelta(seconds=1))
        with pytest.raises(InvalidInputError, match=r"^performance must tell an order once, or"):
            _and(did, other)


class TestSplitting:
    """The same sale in two orders earns what it earns in one (4)."""

    @given(by_rate | st.builds(FlatFee, per_campaign=monies()), performances())
    def test_rates_and_flat_fees_do_not_see_it(self, rule: PaymentRule, did: Performance) -> None:
        split = [part for order in did.orders for part in _halved(order)]
        assert rule.fee(_with_orders(did, split)).amount == rule.fee(did).amount

    def test_exception_an_amount_for_each_order_counts_orders(self) -> None:
        rule = Commission(per_order=Money("5", "USD"))
        assert rule.fee(performance(["10.00"], currency="USD")).amount == Money("5", "USD")
        assert rule.fee(performance(["5.00", "5.00"], currency="USD")).amount == Money("10", "USD")

    def test_exception_a_bonus_on_orders_counts_orders(self) -> None:
        rule = Bonus(metric="orders", reaches=2, pay=Money("5", "USD"))
        assert rule.fee(performance(["10.00"], currency="USD")).amount.is_zero
        assert rule.fee(performance(["5.00", "5.00"], currency="USD")).amount == Money("5", "USD")


class TestMoreSales:
    """Who sells more is never paid less (5)."""

    @given(payment_rules(), performances(), another_order)
    def test_one_more_order_takes_nothing_away(
        self, rule: PaymentRule, did: Performance, order: CreditedOrder
    ) -> None:
        assert rule.fee(_and(did, order)).amount >= rule.fee(did).amount


class TestCliffs:
    """One more sale earns no more than its own part, and one unit of rounding (6, 12)."""

    @given(by_rate, performances(), another_order)
    def test_a_rate_has_none(
        self, rule: Commission, did: Performance, order: CreditedOrder
    ) -> None:
        assert rule.rate is not None
        more = rule.fee(_and(did, order)).amount - rule.fee(did).amount
        assert more.minor <= rule.rate.of(order.net).minor + 1

    @given(by_rate, performances(), another_order)
    def test_a_refund_takes_back_no_more_than_its_part(
        self, rule: Commission, did: Performance, order: CreditedOrder
    ) -> None:
        assert rule.rate is not None
        kept = attrs.evolve(order, refunded=Money.zero("USD"))
        taken = rule.fee(_and(did, kept)).amount - rule.fee(_and(did, order)).amount
        assert taken.minor <= rule.rate.of(order.refunded).minor + 1

    def test_exception_a_bonus_is_a_cliff_and_a_refund_can_fall_from_it(self) -> None:
        rule = Bonus(metric="revenue", reaches=Money("500", "USD"), pay=Money("75", "USD"))
        whole = performance(["500.00"], currency="USD")
        refunded = performance(["500.00"], refunded={0: "0.01"}, currency="USD")
        assert rule.fee(whole).amount - rule.fee(refunded).amount == Money("75", "USD")


class TestCommissionAgainstItsOracle:
    """A commission is the exact share of the kept sales, to within its rounding (7, 8, 14)."""

    @given(by_rate, performances())
    def test_it_is_within_its_rounding_of_the_exact_share(
        self, rule: Commission, did: Performance
    ) -> None:
        exact = _exact_commission(rule, did)
        paid = Fraction(rule.fee(did).amount.minor)
        event(f"tie: {exact.denominator == 2}")
        if rule.rounding in {"half_even", "half_away_from_zero"}:
            assert abs(paid - exact) <= Fraction(1, 2)
        elif rule.rounding == "ceiling":
            assert 0 <= paid - exact < 1
        else:
            assert 0 <= exact - paid < 1

    @given(rate_rounded_half_even, performances())
    def test_half_a_unit_goes_to_the_even_side(self, rule: Commission, did: Performance) -> None:
        exact = _exact_commission(rule, did)
        assert rule.fee(did).amount.minor == round(exact)

    @given(monies(most=10**9).filter(lambda money: money.minor % 2 == 1))
    def test_a_tie_is_no_luck(self, odd: Money) -> None:
        half = Commission(rate=Share("0.5"), rounding="half_away_from_zero")
        even = Commission(rate=Share("0.5"))
        did = performance([odd.text], currency="USD")
        assert half.fee(did).amount.minor == (odd.minor + 1) // 2
        assert even.fee(did).amount.minor % 2 == 0

    @given(commissions().filter(lambda rule: rule.per_order is not None), performances())
    def test_an_amount_for_each_order_is_paid_for_the_kept_ones(
        self, rule: Commission, did: Performance
    ) -> None:
        assert rule.per_order is not None
        counted = sum((one.credit for one in _looked_at(rule, did)), Fraction(0))
        assert abs(rule.fee(did).amount.minor - rule.per_order.minor * counted) < 1

    @given(commissions(), performances(most_orders=0))
    def test_without_sales_there_is_none(self, rule: Commission, did: Performance) -> None:
        assert rule.fee(did).amount.is_zero

    @given(by_rate, performances(), st.integers(1, 5))
    def test_ten_times_the_sales_earn_ten_times_as_much_where_nothing_is_rounded(
        self, rule: Commission, did: Performance, power: int
    ) -> None:
        assert rule.rate is not None
        whole = rule.rate.fraction.denominator
        fits = _scaled(did, whole)
        assert rule.fee(_scaled(fits, 10**power)).amount == rule.fee(fits).amount * 10**power


def _kept(did: Performance) -> list[CreditedOrder]:
    """The orders that did not come back whole."""
    return [one for one in did.orders if not 0 < one.gross.minor == one.refunded.minor]


def _looked_at(rule: Commission, did: Performance) -> list[CreditedOrder]:
    """The orders that a commission counts, told by the facts alone."""
    kept = [
        one for one in did.orders if one.gross.minor == 0 or one.refunded.minor < one.gross.minor
    ]
    if not rule.new_customers_only:
        return kept
    return [one for one in kept if one.is_new_customer]


def _exact_commission(rule: Commission, did: Performance) -> Fraction:
    """The share in minor units, from integers only."""
    assert rule.rate is not None
    sold = sum(one.gross.minor - one.refunded.minor for one in _looked_at(rule, did))
    return rule.rate.fraction * sold


def _scaled(did: Performance, factor: int) -> Performance:
    """The same orders, each so many times as large."""
    return _with_orders(
        did,
        [
            attrs.evolve(one, gross=one.gross * factor, refunded=one.refunded * factor)
            for one in did.orders
        ],
    )


class TestBonusAgainstItsOracle:
    """A bonus is paid for each threshold that was reached, up to its maximum (14)."""

    @given(bonuses(), performances())
    def test_it_is_what_counting_by_hand_comes_to(self, rule: Bonus, did: Performance) -> None:
        expected = _bonus_by_hand(rule, did)
        event(f"paid: {expected > 0}")
        assert rule.fee(did).amount.minor == expected

    @given(bonuses().filter(lambda rule: isinstance(rule.every or rule.reaches, int)))
    def test_a_threshold_counts_when_it_is_reached_and_not_before(self, rule: Bonus) -> None:
        assume(rule.metric != "orders")
        threshold = rule.every or rule.reaches
        assert isinstance(threshold, int)
        at = performance(metrics={rule.metric: threshold}, currency="USD")
        before = performance(metrics={rule.metric: threshold - 1}, currency="USD")
        assert rule.fee(at).amount == rule.pay
        assert rule.fee(before).amount.is_zero


def _bonus_by_hand(rule: Bonus, did: Performance) -> int:
    """The bonus in minor units, by taking the threshold away until it no longer fits."""
    kept = [
        one for one in did.orders if one.gross.minor == 0 or one.refunded.minor < one.gross.minor
    ]
    counts: dict[str, Fraction | int] = dict(did.metrics)
    counts["orders"] = sum((one.credit for one in kept), Fraction(0))
    counts["revenue"] = sum(one.gross.minor - one.refunded.minor for one in kept)
    left = counts.get(rule.metric, 0)
    threshold = rule.every or rule.reaches
    assert threshold is not None
    assert rule.pay is not None
    step = threshold.minor if isinstance(threshold, Money) else threshold
    earned = 0
    while left >= step and not (rule.reaches is not None and earned):
        left, earned = left - step, earned + rule.pay.minor
        if rule.at_most is not None and earned >= rule.at_most.minor:
            return rule.at_most.minor
    return earned


class TestFlatFeesAgainstTheirOracle:
    """A flat fee is pieces times price, and product in kind is never money."""

    @given(st.builds(FlatFee, per_campaign=monies()), performances())
    def test_a_fee_for_the_campaign_is_due_with_the_first_piece(
        self, rule: FlatFee, did: Performance
    ) -> None:
        due = rule.per_campaign if sum(did.deliverables.values()) else Money.zero("USD")
        assert rule.fee(did).amount == due

    @given(monies(), monies(), performances())
    def test_each_piece_has_the_price_of_its_kind(
        self, video: Money, frame: Money, did: Performance
    ) -> None:
        rule = FlatFee(per_deliverable={"short_video": video, "story_frame": frame})
        made = did.deliverables
        due = video.minor * made.get("short_video", 0) + frame.minor * made.get("story_frame", 0)
        assert rule.fee(did).amount.minor == due

    @given(monies(), monies(), performances())
    def test_product_in_kind_pays_nothing_and_costs_what_it_cost(
        self, cost: Money, worth: Money, did: Performance
    ) -> None:
        fee = InKind(cost=cost, fair_market_value=worth).fee(did)
        assert fee.amount.is_zero
        assert fee.cost == cost


class TestFees:
    """A fee is never below zero, and its lines are the whole of it (9)."""

    @given(payment_rules(), performances())
    def test_the_lines_sum_to_the_amount(self, rule: PaymentRule, did: Performance) -> None:
        fee = rule.fee(did)
        assert fee.amount.minor == sum(line.amount.minor for line in fee.working)
        assert not fee.amount.is_negative

    @given(payment_rules(), performances())
    def test_lines_rest_on_facts_that_are_there(self, rule: PaymentRule, did: Performance) -> None:
        known = {order.order_id for order in did.orders}
        known |= {count.fact for count in (*did.deliveries, *did.readings)}
        for line in rule.fee(did).working:
            assert set(line.facts) <= known
            assert list(line.facts) == sorted(set(line.facts))

    @given(st.lists(payment_rules(), min_size=1, max_size=4), performances())
    def test_a_hybrid_is_its_parts_line_after_line(
        self, parts: list[PaymentRule], did: Performance
    ) -> None:
        fees = [part.fee(did) for part in parts]
        whole = Hybrid(parts=tuple(parts)).fee(did)
        assert whole.working == tuple(line for fee in fees for line in fee.working)
        assert whole.costs == tuple(line for fee in fees for line in fee.costs)
        assert whole.amount == Money.total((fee.amount for fee in fees), currency="USD")


class TestRefunds:
    """What came back whole is as if never sold, and parts of refunds add up (10, 11)."""

    @given(payment_rules(), performances(), another_order.filter(lambda one: one.gross.is_positive))
    def test_an_order_that_came_back_whole_leaves_no_trace(
        self, rule: PaymentRule, did: Performance, order: CreditedOrder
    ) -> None:
        returned = attrs.evolve(order, refunded=order.gross)
        assert rule.fee(_and(did, returned)) == rule.fee(did)

    @given(by_rate, performances(), monies(least=3), shares())
    def test_only_the_sum_of_the_refunds_counts(
        self, rule: Commission, did: Performance, gross: Money, part: Share
    ) -> None:
        assume(part.fraction < 1)
        back = part.of(gross).rounded("floor")
        pair = [
            CreditedOrder(
                order_id=f"pair-{number}",
                at=did.period.start,
                gross=gross,
                refunded=Money.zero("USD"),
                is_new_customer=True,
            )
            for number in range(2)
        ]
        assume(back < gross)
        once = [attrs.evolve(pair[0], refunded=back), pair[1]]
        halves = [
            attrs.evolve(order, refunded=half)
            for order, half in zip(pair, back.allocate([1, 1]), strict=True)
        ]
        one, two = (_with_orders(did, [*did.orders, *orders]) for orders in (once, halves))
        assert rule.fee(one).amount == rule.fee(two).amount


class TestCurrencies:
    """Amounts stay in their currency; a share takes that of the sales (15)."""

    @given(payment_rules(), performances(currency="EUR"))
    def test_an_amount_in_another_currency_is_refused_or_not_there(
        self, rule: PaymentRule, did: Performance
    ) -> None:
        if _travels(rule):
            assert rule.fee(did).amount.currency == "EUR"
        else:
            with pytest.raises(CurrencyMismatchError, match=r" must be in EUR, the currency"):
                rule.fee(did)

    @pytest.mark.parametrize("currency", ["JPY", "KWD", "EUR"])
    @given(data=st.data())
    def test_minor_units_of_every_size_do(self, currency: str, data: st.DataObject) -> None:
        rule = data.draw(payment_rules(currency=currency))
        did = data.draw(performances(currency=currency))
        assert rule.fee(did).amount.currency == currency


def _travels(rule: PaymentRule) -> bool:
    """Whether the terms are shares only."""
    if isinstance(rule, Hybrid):
        return all(_travels(part) for part in rule.parts)
    return isinstance(rule, Commission) and rule.rate is not None


class TestValues:
    """Rules, performances and fees are values: equal when their parts are, copied and pickled."""

    @given(payment_rules(), performances())
    def test_a_copy_is_equal_and_has_the_same_hash(
        self, rule: PaymentRule, did: Performance
    ) -> None:
        for value in (rule, did, rule.fee(did)):
            _assert_copies_are_equal(value)

    @given(performances())
    def test_a_performance_made_of_plain_dicts_is_the_same(self, did: Performance) -> None:
        plain = attrs.evolve(did, deliverables=dict(did.deliverables), metrics=dict(did.metrics))
        assert plain == did
        assert hash(plain) == hash(did)


def _assert_copies_are_equal(value: PaymentRule | Performance | Fee) -> None:
    for made in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301 - our own bytes
        assert made == value
        assert hash(made) == hash(value)
