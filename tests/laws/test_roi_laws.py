"""The laws of return: the figures follow from each other, and unknown is never zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import given, strategies as st

from influence.money import Money
from influence.ratios import decimal_of
from influence.roi import FIGURES, UnitEconomics
from influence.testing import monies

counts = st.none() | st.integers(0, 2000) | st.fractions(0, 50, max_denominator=12)
amounts = monies() | st.just(Money.zero("USD"))
economics = st.builds(
    UnitEconomics,
    spend=amounts,
    gross_profit=st.none() | amounts | monies().map(Money.negated),
    revenue=st.none() | amounts,
    clicks=counts,
    leads=counts,
    signups=counts,
    signup_customers=counts,
    orders=counts,
    customers=counts,
    repeat_customers=counts,
)
#: Each quotient with what stands above and below its line.
_QUOTIENTS = {
    "profit_roi": ("profit", "spend"),
    "roas": ("revenue", "spend"),
    "break_even_margin": ("spend", "revenue"),
    "cost_per_click": ("spend", "clicks"),
    "cost_per_lead": ("spend", "leads"),
    "cost_per_acquisition": ("spend", "customers"),
    "average_order_value": ("revenue", "orders"),
    "lead_conversion": ("customers", "leads"),
    "signup_conversion": ("signup_customers", "signups"),
    "repeat_rate": ("repeat_customers", "customers"),
}


def _exact(value: object) -> Fraction | None:
    if isinstance(value, Money):
        return Fraction(value.minor, 10**value.exponent)
    assert value is None or isinstance(value, int | Fraction | Decimal)
    return None if value is None else Fraction(value)


class TestFigures:
    """Every figure is the quotient of its parts, or unknown because one of them is."""

    @given(economics)
    def test_profit_is_gross_profit_less_spend(self, one: UnitEconomics) -> None:
        if one.gross_profit is None:
            assert one.profit is None
        else:
            assert one.profit is not None
            assert one.profit + one.spend == one.gross_profit

    @given(economics, st.sampled_from(sorted(_QUOTIENTS)))
    def test_a_quotient_is_its_parts_divided_and_never_zero_for_unknown(
        self, one: UnitEconomics, figure: str
    ) -> None:
        above, below = (_exact(getattr(one, part)) for part in _QUOTIENTS[figure])
        shown = getattr(one, figure)
        if above is None or not below:
            assert shown is None
            return
        written = _exact(shown)
        assert written is not None
        finest = Fraction(1, 100) if isinstance(shown, Money) else Fraction(1, 10**6)
        assert abs(written - above / below) <= finest / 2

    @given(economics)
    def test_revenue_roi_is_roas_less_one(self, one: UnitEconomics) -> None:
        if one.roas is None:
            assert one.revenue_roi is None
        else:
            assert one.revenue_roi == one.roas - 1

    @given(economics)
    def test_breaking_even_takes_the_fewest_orders_that_pay_for_the_spend(
        self, one: UnitEconomics
    ) -> None:
        fewest = one.break_even_orders
        if one.gross_profit is None or not one.orders or not one.gross_profit.is_positive:
            assert fewest is None
            return
        each = Fraction(one.gross_profit.minor) / Fraction(one.orders)
        assert fewest is not None
        assert fewest * each >= one.spend.minor
        assert fewest == 0 or (fewest - 1) * each < one.spend.minor

    @given(economics, st.sampled_from(FIGURES))
    def test_a_working_ends_with_its_figure(self, one: UnitEconomics, figure: str) -> None:
        value = getattr(one, figure)
        shown = one.why(figure).result
        assert shown in ({"unknown", "undefined"} if value is None else {str(value)})

    @given(economics)
    def test_what_nobody_counted_changes_nothing_else(self, one: UnitEconomics) -> None:
        without = attrs.evolve(one, clicks=None)
        for figure in set(FIGURES) - {"cost_per_click"}:
            assert getattr(without, figure) == getattr(one, figure)


class TestDecimals:
    """A rate is written with at most six places, no idle zeros, and half a millionth off."""

    @given(st.fractions() | st.integers().map(lambda whole: Fraction(2 * whole + 1, 2 * 10**6)))
    def test_a_decimal_is_the_nearest_with_six_places(self, value: Fraction) -> None:
        written = decimal_of(value)
        _, digits, exponent = written.as_tuple()
        assert isinstance(exponent, int)
        assert -6 <= exponent <= 0
        assert abs(Fraction(written) - value) <= Fraction(1, 2 * 10**6)
        assert exponent == 0 or digits[-1] != 0
        assert decimal_of(Fraction(written)) == written

    @given(st.fractions())
    def test_the_negative_is_the_mirror(self, value: Fraction) -> None:
        assert decimal_of(-value) == decimal_of(value).copy_negate() or decimal_of(value).is_zero()
