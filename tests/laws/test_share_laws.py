from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, strategies as st

from influence.money import ExactMoney, Money
from influence.shares import Share

shares = st.fractions(0, 3, max_denominator=10**6).map(Share)
parts = st.fractions(0, 1, max_denominator=10**6).map(Share)
money = st.integers(-(10**12), 10**12).map(lambda minor: Money.from_minor(minor, "USD"))


class TestShares:
    """Shares are exact: what is taken apart by them goes together again without a rest."""

    @given(parts, money)
    def test_a_share_and_its_complement_make_the_whole(self, share: Share, whole: Money) -> None:
        assert share.of(whole) + share.complement().of(whole) == whole

    @given(shares, money, money)
    def test_a_share_of_a_sum_is_the_sum_of_the_shares(
        self, share: Share, one: Money, other: Money
    ) -> None:
        assert share.of(one + other) == share.of(one) + share.of(other)

    @given(shares, shares, money)
    def test_a_share_of_a_share_is_their_product(
        self, share: Share, other: Share, whole: Money
    ) -> None:
        assert share.of(other.of(whole)) == (share * other).of(whole)
        assert share * other == other * share

    @given(shares, shares)
    def test_subtracting_undoes_adding(self, share: Share, other: Share) -> None:
        assert (share + other) - other == share
        assert share + other >= share

    @given(shares)
    def test_its_repr_makes_the_same_share(self, share: Share) -> None:
        text = repr(share).removeprefix("Share('").removesuffix("')")
        assert Share(text) == share

    @given(shares)
    def test_what_it_prints_means_the_same(self, share: Share) -> None:
        text = str(share)
        assert share == (Share.percent(text[:-2]) if text.endswith(" %") else Share(text))

    @given(st.integers(0, 10**9), st.integers(0, 9))
    def test_text_decimal_and_fraction_say_the_same(self, coefficient: int, decimals: int) -> None:
        number = Decimal((0, tuple(map(int, str(coefficient))), -decimals))
        expected = Share(Fraction(coefficient, 10**decimals))
        assert Share(number) == Share(f"{number:f}") == expected
        assert Share.percent(number).fraction * 100 == expected.fraction

    @given(shares, money)
    def test_a_share_of_money_is_the_product_of_the_two_numbers(
        self, share: Share, whole: Money
    ) -> None:
        product = whole.minor * share.fraction
        assert share.of(whole) == ExactMoney.from_minor(product, whole.currency)
        assert share.of(whole.exact) == share.of(whole)
