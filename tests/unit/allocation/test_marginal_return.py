from __future__ import annotations

import math
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given, strategies as st

from influence.allocation import AllocationPolicy, Choice, beside_each_other, marginal_return
from influence.candidates import Candidate
from influence.next_tests import NextTest
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd

POLICY = AllocationPolicy(most_share=Share(1), response="0.7")


def choice(who: str, price: str | None, multiple: float, *, at_most: int | None = None) -> Choice:
    test = NextTest(mean=multiple, spread=0.4, cycles=2.0)
    return Choice(
        candidate=Candidate(creator_id=who, price=None if price is None else usd(price)),
        outlook=Outlook(
            creator_id=who,
            log_mean=math.log(multiple),
            log_sd=0.0,
            outcome_log_sd=0.0,
            effective_orders=0.0,
            value_of_test=test.worth,
            test=test,
        ),
        at_most=at_most,
    )


@st.composite
def crowds(draw: st.DrawFn) -> list[Choice]:
    prices = draw(st.lists(st.integers(1, 900), max_size=8))
    return [
        choice(f"creator-{number}", str(price), draw(st.floats(0.1, 5.0)))
        for number, price in enumerate(prices)
    ]


def test_it_is_what_the_first_package_brings_that_cannot_be_paid_for() -> None:
    # Maya's packages bring 2 and 2 × 0.7 = 1.4, and a third would bring 0.98; Ben's bring 1.5 and
    # 1.05. Best first: Maya 2.0, Ben 1.5, Maya 1.4, Ben 1.05, 100 each.
    both = [choice("maya", "100", 2.0), choice("ben", "100", 1.5)]
    found = [
        marginal_return(both, budget=usd(each), policy=POLICY) for each in ("99", "100", "299")
    ]
    assert [round(float(one), 9) for one in found] == [1.0, 1.5, 1.4]
    assert marginal_return(both, budget=usd("400"), policy=POLICY) == 1


def test_who_cannot_be_booked_displaces_nobody() -> None:
    rest = [choice("maya", None, 9.0), choice("ben", "100", 9.0, at_most=0)]
    assert marginal_return(rest, budget=usd("100"), policy=POLICY) == 1
    [maya, _] = beside_each_other(rest, budget=usd("100"), policy=POLICY)
    assert maya == rest[0]


def test_what_was_valued_by_somebody_else_stays_as_it_is() -> None:
    known = choice("maya", "100", 2.0)
    other = attrs.evolve(known, outlook=attrs.evolve(known.outlook, test=None, value_of_test=0.3))
    [kept, _] = beside_each_other(
        [other, choice("ben", "100", 1.8)], budget=usd("100"), policy=POLICY
    )
    assert kept == other


@given(crowds(), st.integers(0, 5_000), st.integers(0, 5_000))
def test_the_more_there_is_to_spend_the_less_its_last_unit_brings(
    crowd: list[Choice], less: int, more: int
) -> None:
    few, many = sorted((less, more))
    policy = AllocationPolicy(most_share=Share(1), at_most=2)
    found = [marginal_return(crowd, budget=usd(str(each)), policy=policy) for each in (few, many)]
    assert found[1] >= 1
    if few >= max((_price(one) for one in crowd), default=0):
        assert found[0] >= found[1]


@given(crowds(), st.integers(1, 5_000))
def test_only_the_value_of_tests_changes(crowd: list[Choice], budget: int) -> None:
    weighed = beside_each_other(crowd, budget=usd(str(budget)), policy=POLICY)
    elsewhere = float(marginal_return(crowd, budget=usd(str(budget)), policy=POLICY))
    for before, after in zip(crowd, weighed, strict=True):
        assert after.outlook.test == NextTest(
            mean=before.outlook.expected_multiple, spread=0.4, cycles=2.0, elsewhere=elsewhere
        ) or after.outlook.test == attrs.evolve(_test(before), elsewhere=elsewhere)
        assert after.outlook.score == before.outlook.score
        assert after == attrs.evolve(before, outlook=after.outlook)


@given(crowds(), st.randoms(use_true_random=False))
def test_the_order_of_creators_does_not_matter(crowd: list[Choice], dice: Random) -> None:
    turned = list(crowd)
    dice.shuffle(turned)
    first = marginal_return(crowd, budget=usd("700"), policy=POLICY)
    assert marginal_return(turned, budget=usd("700"), policy=POLICY) == first


def _price(one: Choice) -> Fraction:
    price = one.candidate.price
    return Fraction(0) if price is None else price.exact.amount


def _test(one: Choice) -> NextTest:
    assert one.outlook.test is not None
    return one.outlook.test
