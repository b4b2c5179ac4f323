"""Estimates: figures by hand, what is drawn, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.planning import Estimate
from influence.planning._estimate import as_estimate, as_estimate_if_any, require_number


def test_a_figure_known_to_the_point_is_the_same_everywhere() -> None:
    found = Estimate.exactly(Money("150", "USD"))
    assert (found.is_exact, found.unit, found.mean) == (True, "USD", Fraction(150))
    assert [found.at(part) for part in (0.0, 0.3, 1.0)] == [150.0, 150.0, 150.0]
    assert str(found) == "150 USD"


def test_the_quantiles_by_hand() -> None:
    # 10, 20, 40: a third of the width lies before what is likely, and so does a third of the cases.
    found = Estimate.between(10, 20, 40)
    assert [found.at(part) for part in (0.0, 1 / 12, 1 / 3, 5 / 6, 1.0)] == pytest.approx(
        [10, 15, 20, 30, 40]
    )
    assert found.mean == Fraction(70, 3)


def test_what_is_likely_may_be_an_end() -> None:
    rising, falling = Estimate.between(0, 0, 1), Estimate.between(0, 1, 1)
    assert [rising.at(0), rising.at(0.75), rising.at(1)] == [0, 0.5, 1]
    assert [falling.at(0), falling.at(0.25), falling.at(1)] == [0, 0.5, 1]


def test_it_is_told_with_its_ends_and_its_unit() -> None:
    assert str(Estimate.between("0.01", "0.02", "0.06")) == "0.02 (0.01 to 0.06)"
    amount = Estimate.between(Money("1", "EUR"), Money("2", "EUR"), ExactMoney("2.5", "EUR"))
    assert str(amount) == "2 (1 to 2.5) EUR"


def test_a_figure_that_is_no_estimate_becomes_one() -> None:
    assert as_estimate("0.2") == Estimate.exactly("0.2")
    assert as_estimate(Estimate.exactly(3)) == Estimate.exactly(3)
    assert as_estimate_if_any(None) is None


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ((3, 2, 4), "Estimate.likely must be at least 3, the figure before it, got '2'"),
        ((1, 3, 2), "Estimate.high must be at least 3, the figure before it, got '2'"),
    ],
)
def test_figures_that_do_not_rise_are_refused(figures: tuple[int, int, int], message: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Estimate.between(*figures)
    assert str(refusal.value) == message


def test_amounts_below_zero_are_refused() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        Estimate.exactly(Money("-1", "USD"))
    assert str(refusal.value) == "Estimate.low must be 0 or more, got '-1'"


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        (
            (Money("1", "USD"), Money("2", "EUR"), Money("3", "USD")),
            "figure of an estimate must be in USD, got '2 EUR'",
        ),
        (
            (1, Money("2", "EUR"), 3),
            "figure of an estimate must be a number as the others are, got '2 EUR'",
        ),
    ],
)
def test_figures_of_two_kinds_are_refused(
    figures: tuple[Money, Money, Money], message: str
) -> None:
    with pytest.raises(CurrencyMismatchError) as refusal:
        Estimate.between(*figures)
    assert str(refusal.value) == message


def test_an_amount_is_no_number() -> None:
    with pytest.raises(InvalidInputError) as refusal:
        require_number("conversion", Estimate.exactly(Money("1", "USD")))
    assert str(refusal.value) == "conversion must be a number and no amount, got '1 USD'"
