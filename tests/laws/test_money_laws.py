from __future__ import annotations

import decimal
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, event, example, given, strategies as st

from influence.money import ExactMoney, Money, Rounding, known_currencies, round_fraction

_MOST = 10**18 - 1
_DECIMAL_NAME: dict[Rounding, str] = {
    "half_even": decimal.ROUND_HALF_EVEN,
    "half_away_from_zero": decimal.ROUND_HALF_UP,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
    "towards_zero": decimal.ROUND_DOWN,
}

currencies = st.sampled_from(sorted(known_currencies()))
minors = st.integers(-_MOST, _MOST) | st.integers(-1000, 1000)
money = st.builds(Money.from_minor, minors, currencies)
weights = st.integers(0, 10) | st.integers(0, 10**12) | st.fractions(0, 10, max_denominator=60)
# Random numbers almost never lie half-way between two whole ones, so ties are made on purpose.
ties = st.integers(-(10**12), 10**12).map(lambda whole: Fraction(2 * whole + 1, 2))
fractions = st.fractions(-(10**12), 10**12, max_denominator=10**9) | ties
# Every context that a caller could have left behind, including those that trap everything.
contexts = st.builds(
    decimal.Context,
    prec=st.integers(1, 5),
    rounding=st.sampled_from(list(_DECIMAL_NAME.values())),
    Emin=st.integers(-5, 0),
    Emax=st.integers(0, 5),
    traps=st.lists(st.sampled_from([decimal.Inexact, decimal.Rounded, decimal.Overflow])),
)


@st.composite
def splits(draw: st.DrawFn) -> list[int | Fraction]:
    """Draw weights of which at least one is above zero; equal ones are frequent."""
    few = draw(st.lists(weights, min_size=1, max_size=3))
    drawn = draw(st.lists(st.sampled_from(few) | weights, min_size=1, max_size=12))
    assume(any(drawn))
    return drawn


class TestAllocation:
    """The parts of an allocation are the whole, as near to proportion as whole units allow."""

    @given(money, splits())
    def test_the_parts_sum_to_the_whole(
        self, whole: Money, weights: Sequence[int | Fraction]
    ) -> None:
        assert Money.total(whole.allocate(weights), currency=whole.currency) == whole

    @given(money, splits())
    def test_a_negative_amount_is_split_as_the_mirror_of_the_positive(
        self, whole: Money, weights: Sequence[int | Fraction]
    ) -> None:
        mirrored = tuple(part.negated() for part in whole.allocate(weights))
        assert whole.negated().allocate(weights) == mirrored

    @given(money, splits())
    def test_a_zero_weight_gets_nothing(
        self, whole: Money, weights: Sequence[int | Fraction]
    ) -> None:
        parts = [*whole.allocate([0, *weights]), *whole.allocate([*weights, 0])]
        assert parts[0].is_zero
        assert parts[-1].is_zero

    @given(money, splits())
    def test_each_part_is_within_one_unit_of_the_exact_one(
        self, whole: Money, weights: Sequence[int | Fraction]
    ) -> None:
        total = sum(map(Fraction, weights))
        for part, weight in zip(whole.allocate(weights), weights, strict=True):
            assert abs(part.minor - whole.minor * Fraction(weight) / total) < 1

    @given(money, splits(), st.randoms(use_true_random=False))
    def test_the_order_of_the_weights_decides_nothing_when_they_have_keys(
        self, whole: Money, weights: Sequence[int | Fraction], random: Random
    ) -> None:
        pairs = list(enumerate(weights))
        random.shuffle(pairs)
        keys = [key for key, _ in pairs]
        shuffled = whole.allocate([weight for _, weight in pairs], keys=keys)
        by_key = dict(zip(keys, shuffled, strict=True))
        straight = whole.allocate(weights, keys=range(len(weights)))
        assert [by_key[key] for key in range(len(weights))] == list(straight)

    @given(money, splits())
    def test_more_weight_never_means_a_smaller_part(
        self, whole: Money, weights: Sequence[int | Fraction]
    ) -> None:
        parts = [abs(part.minor) for part in whole.allocate(weights)]
        pairs = sorted(zip(map(Fraction, weights), parts, strict=True))
        for (lighter, less), (heavier, more) in pairwise(pairs):
            assert lighter == heavier or less <= more

    @given(money, splits(), st.integers(1, 1000))
    def test_only_proportions_count(
        self, whole: Money, weights: Sequence[int | Fraction], scale: int
    ) -> None:
        scaled = [Fraction(weight) / scale for weight in weights]
        assert whole.allocate(scaled) == whole.allocate(weights)

    @given(st.integers(1, 12), st.integers(-100, 100), currencies)
    def test_an_even_split_serves_the_smallest_keys_first(
        self, count: int, minor: int, currency: str
    ) -> None:
        parts = Money.from_minor(minor, currency).allocate([1] * count, keys=range(count))
        sizes = [abs(part.minor) for part in parts]
        event(f"left over: {bool(minor % count)}")
        assert sizes == sorted(sizes, reverse=True)


class TestRounding:
    """Each rounding agrees with the one of the decimal module that has the same meaning."""

    @pytest.mark.parametrize("rounding", _DECIMAL_NAME)
    @given(coefficient=st.integers(-(10**24), 10**24), decimals=st.integers(0, 12))
    @example(coefficient=25, decimals=1)
    @example(coefficient=-15, decimals=1)
    @example(coefficient=-5, decimals=1)
    def test_it_agrees_with_quantize(
        self, rounding: Rounding, coefficient: int, decimals: int
    ) -> None:
        expected = Decimal(coefficient).scaleb(-decimals)
        expected = expected.quantize(Decimal(1), rounding=_DECIMAL_NAME[rounding])
        assert round_fraction(Fraction(coefficient, 10**decimals), rounding) == expected

    @pytest.mark.parametrize("rounding", _DECIMAL_NAME)
    @given(tie=ties)
    def test_it_agrees_with_quantize_on_ties(self, rounding: Rounding, tie: Fraction) -> None:
        expected = (Decimal(tie.numerator) / 2).quantize(
            Decimal(1), rounding=_DECIMAL_NAME[rounding]
        )
        assert round_fraction(tie, rounding) == expected

    @pytest.mark.parametrize("rounding", _DECIMAL_NAME)
    @given(value=fractions)
    def test_it_is_off_by_less_than_a_unit_and_by_at_most_half_when_it_halves(
        self, rounding: Rounding, value: Fraction
    ) -> None:
        error = abs(round_fraction(value, rounding) - value)
        assert error < 1
        assert error <= Fraction(1, 2) or not rounding.startswith("half")

    @pytest.mark.parametrize("rounding", ["half_even", "half_away_from_zero", "towards_zero"])
    @given(value=fractions)
    def test_it_mirrors_at_zero(self, rounding: Rounding, value: Fraction) -> None:
        assert round_fraction(-value, rounding) == -round_fraction(value, rounding)

    @given(fractions)
    def test_the_floor_mirrors_the_ceiling(self, value: Fraction) -> None:
        assert round_fraction(-value, "floor") == -round_fraction(value, "ceiling")


class TestAddingUp:
    """Money of one currency adds up like the integers that it is."""

    @given(currencies, st.lists(st.integers(-(10**12), 10**12)))
    def test_a_total_is_the_sum_of_the_minor_units(self, currency: str, minors: list[int]) -> None:
        amounts = [Money.from_minor(minor, currency) for minor in minors]
        assert Money.total(amounts, currency=currency).minor == sum(minors)
        assert ExactMoney.total(amounts, currency=currency) == Money.from_minor(
            sum(minors), currency
        )

    @given(currencies, st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
    def test_subtracting_undoes_adding(self, currency: str, first: int, second: int) -> None:
        one, other = (Money.from_minor(minor, currency) for minor in (first, second))
        assert one + other == other + one
        assert (one + other) - other == one
        assert one - other == one + -other
        assert one.exact + other == one + other

    @given(money, money)
    def test_order_is_that_of_the_minor_units_in_one_currency(
        self, one: Money, other: Money
    ) -> None:
        twin = Money.from_minor(other.minor, one.currency)
        assert (one < twin, one <= twin, one == twin) == (
            one.minor < other.minor,
            one.minor <= other.minor,
            one.minor == other.minor,
        )


class TestReading:
    """What money says of itself, as text, Decimal or minor units, makes the same money."""

    @given(money)
    def test_its_own_text_makes_the_same_money(self, amount: Money) -> None:
        text, currency = str(amount).split(" ")
        assert Money(text, currency) == amount
        assert Money(amount.amount, currency) == amount
        assert Money.from_minor(amount.minor, currency) == amount
        assert ExactMoney(text, currency) == amount

    @given(fractions, currencies)
    def test_the_text_of_exact_money_makes_the_same_exact_money(
        self, value: Fraction, currency: str
    ) -> None:
        amount = ExactMoney.from_minor(value, currency)
        assume(len(amount.text) <= 40)
        assert ExactMoney(amount.text, currency) == amount

    @given(money, fractions, contexts)
    def test_the_decimal_context_of_the_caller_changes_nothing(
        self, amount: Money, factor: Fraction, context: decimal.Context
    ) -> None:
        assume(abs(amount.minor * factor) < 10**17)
        before = _everything(amount, factor)
        with decimal.localcontext(context):
            within = _everything(amount, factor)
        assert list(map(str, within)) == list(map(str, before))


def _everything(amount: Money, factor: Fraction) -> list[object]:
    """Return what comes of doing everything that can be done with an amount."""
    exact = amount.exact * factor
    return [
        Money(amount.text, amount.currency),
        Money(amount.amount, amount.currency),
        amount.amount,
        exact,
        exact.amount,
        *(exact.rounded(rounding) for rounding in _DECIMAL_NAME),
        *amount.allocate([1, Fraction(1, 3), 7]),
        amount - amount,
        amount < exact,
        hash(exact),
    ]
